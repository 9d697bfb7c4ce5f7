package cog

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"maillage/model"
)

// populations folds in the legal populations. Where both files give a figure of one census, the EPCI file's holds: it
// counts within the boundaries of the day, when the commune file may still count a merged commune without the others.
// For the same reason a later millésime amends an earlier one.
func (f *fold) populations(communes map[string]int64) {
	c := newCensusTaker(f)
	told := make(map[int64]model.Date, len(communes)) // from when the EPCI file has a figure of a commune
	for _, e := range f.v.EPCI {
		entity, census := f.coded[KindEPCI][e.SIREN], f.v.EPCICensus
		for _, m := range e.Members {
			census = f.v.censusOf(m.Code, f.v.EPCICensus)
			commune := communes[m.Code]
			if _, again := told[commune]; commune == 0 || again {
				continue
			}
			told[commune] = inForce(census)
			c.count(commune, Municipal, inForce(census), m.Municipal, census)
			c.count(commune, Total, inForce(census), m.Total, census)
		}
		c.count(entity, Municipal, inForce(census), e.Municipal, census)
		c.count(entity, Total, inForce(census), e.Total, census)
	}
	for _, m := range f.v.Communes {
		if m.Municipal == nil {
			continue
		}
		entity, census := f.coded[KindCommune][m.Code], f.v.censusOf(m.Code, f.v.CommuneCensus)
		if census == 0 {
			c.recount(entity, f.v.CommunesOn, *m.Municipal)
		} else if day, has := told[entity]; !has || day != inForce(census) {
			c.count(entity, Municipal, inForce(census), *m.Municipal, census)
		}
	}
	c.tell()
}

// censusOf is the census year of a commune's figures: Mayotte was counted apart, and for Wallis-et-Futuna (986), French
// Polynesia (987) and New Caledonia (988), which have censuses of their own, the publisher does not state it.
func (m Millesime) censusOf(commune string, yearly int) int {
	switch commune[:min(3, len(commune))] {
	case "976":
		return m.MayotteCensus
	case "986", "987", "988":
		return 0
	}
	return yearly
}

// censusTaker compares figures with those known, and counts what is new.
type censusTaker struct {
	*fold
	known   map[int64][]int32 // by entity, the positions of the figures that the millésime may speak of again
	added   map[census]int
	amended map[census]int
}

// census is one set of figures.
type census struct {
	kind PopulationKind
	year int
	from model.Date
}

func newCensusTaker(f *fold) *censusTaker {
	c := &censusTaker{fold: f, known: map[int64][]int32{}, added: map[census]int{}, amended: map[census]int{}}
	days := []model.Date{inForce(f.v.CommuneCensus), inForce(f.v.EPCICensus), inForce(f.v.MayotteCensus)}
	for i, p := range f.counts.live {
		if p.Census == 0 || slices.Contains(days, p.InForceFrom) {
			c.known[p.Entity] = append(c.known[p.Entity], int32(i))
		}
	}
	return c
}

// count adds a figure, or amends the one that is known of that kind and day.
func (c *censusTaker) count(entity int64, kind PopulationKind, from model.Date, value, year int) {
	for _, i := range c.known[entity] {
		have := c.counts.at(int(i))
		if have.Kind != kind || have.InForceFrom != from {
			continue
		}
		if have.Value != value || have.Census != year {
			have = c.counts.edit(int(i))
			have.Value, have.Census, have.Source = value, year, c.v.Version
			c.amended[census{kind, year, from}]++
		}
		return
	}
	c.counts.add(Population{Entity: entity, Kind: kind, Value: value, Census: year, InForceFrom: from, Source: c.v.Version})
	c.added[census{kind, year, from}]++
}

// recount adds a figure whose census is not stated, if it differs from the latest such one.
func (c *censusTaker) recount(entity int64, from model.Date, value int) {
	var latest *Population
	for _, i := range c.known[entity] {
		if p := c.counts.at(int(i)); p.Census == 0 && (latest == nil || latest.InForceFrom < p.InForceFrom) {
			latest = p
		}
	}
	if latest == nil || latest.Value != value {
		c.count(entity, Municipal, from, value, 0)
	}
}

func (c *censusTaker) tell() {
	for _, t := range []struct {
		kind   ChangeKind
		counts map[census]int
	}{{PopulationsAdded, c.added}, {PopulationsAmended, c.amended}} {
		sets := make([]census, 0, len(t.counts))
		for set := range t.counts {
			sets = append(sets, set)
		}
		slices.SortFunc(sets, func(a, b census) int {
			return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.kind, b.kind), cmp.Compare(a.year, b.year))
		})
		for _, set := range sets {
			c.report.Changes = append(c.report.Changes, Change{Kind: t.kind, Name: set.String(), Count: t.counts[set]})
		}
	}
}

func (c census) String() string {
	year := "not stated"
	if c.year != 0 {
		year = strconv.Itoa(c.year)
	}
	return fmt.Sprintf("%s populations, census %s, in force from %s", strings.ToLower(string(c.kind)), year, c.from)
}
