package cog

import (
	"slices"
	"strings"
)

// matching says which entity each record of the millésime continues (0: none), and which entities none continues.
type matching struct {
	entity []int64
	gone   map[string]int64 // by the code they had
}

// match finds who is who. A code that was there means the same commune; a new code with a SIREN that another code had,
// or whose anciens codes explain one code that is gone, means a commune whose chef-lieu moved. A commune whose SIREN
// went to a new code leaves its old code to another (60054, Beaumont-les-Nonains, on 2024-01-01).
func (f *fold) match() matching {
	known := f.coded[KindCommune]
	m := matching{make([]int64, len(f.v.Communes)), map[string]int64{}}
	now := make(map[string]*Commune, len(f.v.Communes))
	var fresh []int
	for i := range f.v.Communes {
		c := &f.v.Communes[i]
		now[c.Code] = c
		if m.entity[i] = known[c.Code]; m.entity[i] == 0 {
			fresh = append(fresh, i)
		}
	}
	for code, entity := range known {
		if now[code] == nil {
			m.gone[code] = entity
		}
	}
	if len(fresh) == 0 || f.first {
		return m
	}
	bySIREN := make(map[string]string, len(known))
	for code, entity := range known {
		if siren := f.state(entity).SIREN; siren != "" {
			bySIREN[siren] = code
		}
	}
	for _, i := range fresh {
		c := &f.v.Communes[i]
		was, moved := bySIREN[c.SIREN]
		if moved && now[was] != nil {
			moved = m.yield(f.v.Communes, was, c.SIREN)
		} else if !moved {
			was, moved = f.explained(*c, m.gone)
		}
		if entity := known[was]; moved && entity != 0 {
			m.entity[i] = entity
			delete(m.gone, was)
			delete(bySIREN, c.SIREN)
		}
	}
	return m
}

// yield takes the entity from the record that stayed at a code, unless that record has the SIREN too.
func (m matching) yield(communes []Commune, code, siren string) bool {
	i, _ := slices.BinarySearchFunc(communes, code, func(c Commune, code string) int { return strings.Compare(c.Code, code) })
	if communes[i].SIREN == siren {
		return false
	}
	m.entity[i] = 0
	return true
}

// explained finds the one commune whose code is gone that a commune of a new code continues: the only one among its
// anciens codes, or among several the only one of that name.
func (f *fold) explained(c Commune, gone map[string]int64) (string, bool) {
	var candidates, namesakes []string
	for _, former := range c.FormerCodes {
		if gone[former] == 0 {
			continue
		}
		candidates = append(candidates, former)
		if strings.EqualFold(f.state(gone[former]).Name, c.Name) {
			namesakes = append(namesakes, former)
		}
	}
	switch {
	case len(candidates) == 1:
		return candidates[0], true
	case len(namesakes) == 1:
		return namesakes[0], true
	}
	return "", false
}
