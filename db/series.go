package db

import (
	"cmp"
	"slices"

	"github.com/lib/pq"

	"maillage/cog"
)

// figures are the values of a series and the days from which they are in force, oldest first.
func figures(series []*cog.Population) (values, days any) {
	slices.SortFunc(series, func(a, b *cog.Population) int { return cmp.Compare(a.InForceFrom, b.InForceFrom) })
	value, from := make([]int64, len(series)), make([]string, len(series))
	for i, p := range series {
		value[i], from[i] = int64(p.Value), p.InForceFrom.String()
	}
	return pq.Array(value), pq.Array(from)
}

// inForce are the figures that changed and those that they now end, each ending where the next one of its series begins.
func inForce(g *cog.Graph, d *cog.Delta) rows {
	type series struct {
		entity int64
		kind   cog.PopulationKind
	}
	touched, shortened := map[series]bool{}, map[series]bool{}
	var last int64
	for i := range g.Populations {
		last = max(last, g.Populations[i].ID)
	}
	changed := make([]bool, last+1) // by id: on a first import these are all
	for _, p := range standing(d.Populations) {
		touched[series{p.Entity, p.Kind}], changed[p.ID] = true, true
	}
	for _, p := range d.Populations.Deleted {
		touched[series{p.Entity, p.Kind}], shortened[series{p.Entity, p.Kind}] = true, true
	}
	var figures []*cog.Population
	for i := range g.Populations {
		if p := &g.Populations[i]; touched[series{p.Entity, p.Kind}] {
			figures = append(figures, p)
		}
	}
	slices.SortFunc(figures, func(a, b *cog.Population) int {
		return cmp.Or(cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.InForceFrom, b.InForceFrom))
	})
	type figure struct{ this, next *cog.Population }
	var kept []figure
	for i, p := range figures {
		f := figure{this: p}
		if i+1 < len(figures) && figures[i+1].Entity == p.Entity && figures[i+1].Kind == p.Kind {
			f.next = figures[i+1]
		}
		if changed[p.ID] || f.next != nil && changed[f.next.ID] || shortened[series{p.Entity, p.Kind}] {
			kept = append(kept, f)
		}
	}
	return rows{len(kept), func(i int) []any {
		f := kept[i]
		var to, census any = "infinity", nil
		if f.next != nil {
			to = f.next.InForceFrom
		}
		if f.this.Census != 0 {
			census = f.this.Census
		}
		return []any{f.this.Entity, string(f.this.Kind), f.this.InForceFrom, to, f.this.Value, census, f.this.Source}
	}}
}
