package cog

import (
	"fmt"
	"slices"
)

// communes folds in the communes. A commune keeps its identity through a change of name, of SIREN, and of code when its
// chef-lieu moves; it ends when it lives on in another only.
func (f *fold) communes() {
	on := f.v.CommunesOn
	m := f.match()
	born := map[int64]bool{}
	host := map[string]int64{} // the entity in which a former code lives on
	var held map[string]holder
	if slices.Contains(m.entity, 0) && !f.first {
		held = f.holders()
	}
	for i, c := range f.v.Communes {
		entity := m.entity[i]
		if entity != 0 {
			before := f.state(entity).Code
			f.become(entity, on, f.communeState(c))
			if before != c.Code {
				f.succeed(Succession{From: entity, To: entity, Date: on, Kind: CodeMoved, FromCode: before, ToCode: c.Code})
			}
		} else {
			entity = f.create(KindCommune, on, f.communeState(c))
			born[entity] = true
		}
		m.entity[i] = entity
		for _, former := range c.FormerCodes {
			if host[former] == 0 {
				host[former] = entity
			}
		}
	}
	// Only now do the codes name the communes of the day: one may have passed from a commune to another.
	clear(f.coded[KindCommune])
	for i, c := range f.v.Communes {
		f.coded[KindCommune][c.Code] = m.entity[i]
	}
	made := f.endGone(m, host, born)
	for i, c := range f.v.Communes {
		if entity := m.entity[i]; born[entity] && !f.first && !made[entity] {
			f.reestablish(entity, c, held)
		}
	}
}

func (f *fold) communeState(c Commune) State {
	return State{Code: c.Code, SIREN: c.SIREN, Name: c.Name, PostalCodes: c.PostalCodes, FormerCodes: c.FormerCodes,
		Department: f.coded[KindDepartment][c.Department], Region: f.coded[KindRegion][c.Region], Overseas: f.coded[KindOverseas][c.Overseas]}
}

// endGone ends the communes that no record of the millésime continues, each into the commune that keeps its code as
// former; it tells which communes were made so.
func (f *fold) endGone(m matching, host map[string]int64, born map[int64]bool) map[int64]bool {
	on := f.v.CommunesOn
	made := map[int64]bool{}
	for _, code := range sortedKeys(m.gone) {
		from := m.gone[code]
		name, opened := f.state(from).Name, f.entities.at(f.where[from]).From
		f.end(from, on)
		to := host[code]
		switch {
		case to == 0:
			f.mismatch("commune "+code, fmt.Sprintf("commune %s (%s) is no longer listed, and no commune has its code among its anciens codes: "+
				"it is ended without a successor", code, name))
		case opened >= on: // erased: a later version of the same day no longer knows it
		case born[to]:
			made[to] = true
			f.succeed(Succession{From: from, To: to, Date: on, Kind: CreatedFrom, FromCode: code, ToCode: f.state(to).Code})
		default:
			f.succeed(Succession{From: from, To: to, Date: on, Kind: MergedInto, FromCode: code, ToCode: f.state(to).Code})
		}
	}
	return made
}

// holder is the commune in which a code lived on, and its own code on the eve.
type holder struct {
	entity int64
	code   string
}

// holders tells, as known on the eve, in which commune each code lived on: its own or one of the communes merged into it.
func (f *fold) holders() map[string]holder {
	held := map[string]holder{}
	for code, entity := range f.coded[KindCommune] {
		held[code] = holder{entity, code}
	}
	for code, entity := range f.coded[KindCommune] {
		for _, former := range f.state(entity).FormerCodes {
			if h, taken := held[former]; !taken || h.code != former && code < h.code {
				held[former] = holder{entity, code}
			}
		}
	}
	return held
}

// reestablish joins a commune that is back to the one that held its code until the eve.
func (f *fold) reestablish(entity int64, c Commune, held map[string]holder) {
	from, known := held[c.Code]
	if !known {
		f.mismatch("commune "+c.Code, fmt.Sprintf("commune %s (%s) is new, and no commune had its code, alone or among its anciens codes: "+
			"it is created without an origin", c.Code, c.Name))
		return
	}
	f.succeed(Succession{From: from.entity, To: entity, Date: f.v.CommunesOn, Kind: ReestablishedFrom, FromCode: from.code, ToCode: c.Code})
}
