package cog

import (
	"slices"

	"maillage/model"
)

// Apply folds a millésime into the graph and reports what that changes. Millésimes are applied oldest first; to apply one
// again changes nothing, and one older than the latest applied is a CONFLICT. Nothing but the graph is touched, so that
// the report can be shown before any of its rows is written.
func (g *Graph) Apply(v *Vintage) (*Report, error) {
	report := &Report{Millesime: v.Millesime}
	again := slices.IndexFunc(g.Millesimes, func(m Millesime) bool { return m.Version == v.Version })
	if last := len(g.Millesimes) - 1; last >= 0 && again != last {
		if again >= 0 {
			return report, nil
		}
		if m := g.Millesimes[last]; v.CommunesOn < m.CommunesOn || v.EPCIOn < m.EPCIOn {
			return nil, model.Conflict("", "version %s (communes of %s, EPCI of %s) is older than version %s, which is applied already: "+
				"millésimes are applied from the oldest to the newest", v.Version, v.CommunesOn, v.EPCIOn, m.Version)
		}
	}
	f := newFold(g, v, report)
	f.territories()
	f.communes()
	onDay := f.communesOn(v.EPCIOn)
	f.epci(onDay)
	f.populations(onDay)
	f.settle(again < 0)
	return report, nil
}

// fold is one application under way: the rows it works on and what it looks up in them.
type fold struct {
	v      *Vintage
	report *Report
	first  bool // nothing was known before, so that nothing has an origin

	millesimes  table[Millesime]
	entities    table[Entity]
	states      table[State]
	memberships table[Membership]
	counts      table[Population]
	successions table[Succession]

	entity int64                     // last id given to an entity
	where  map[int64]int             // position of an entity
	latest map[int64]int             // position of an entity's latest state
	coded  map[Kind]map[string]int64 // entities that have not ended, by their code
}

func newFold(g *Graph, v *Vintage, report *Report) *fold {
	f := &fold{
		v: v, report: report, first: len(g.Millesimes) == 0,
		millesimes: newTable(&g.Millesimes), entities: newTable(&g.Entities), states: newTable(&g.States),
		memberships: newTable(&g.Memberships), counts: newTable(&g.Populations), successions: newTable(&g.Successions),
		where:  make(map[int64]int, len(g.Entities)),
		latest: make(map[int64]int, len(g.Entities)),
		coded:  map[Kind]map[string]int64{},
	}
	for k, n := range map[Kind]int{KindCommune: len(v.Communes), KindEPCI: len(v.EPCI), KindDepartment: 0, KindRegion: 0, KindOverseas: 0} {
		f.coded[k] = make(map[string]int64, n)
	}
	for i, e := range g.Entities {
		f.where[e.ID] = i
		f.entity = max(f.entity, e.ID)
	}
	for i, s := range g.States {
		if j, ok := f.latest[s.Entity]; !ok || g.States[j].From < s.From {
			f.latest[s.Entity] = i
		}
	}
	for _, e := range g.Entities {
		if codes := f.coded[e.Kind]; codes != nil && e.To == nil {
			codes[f.state(e.ID).Code] = e.ID
		}
	}
	return f
}

// state is the latest state of an entity.
func (f *fold) state(entity int64) *State { return f.states.at(f.latest[entity]) }

// settle numbers the new rows in the order in which they were made, and hands the delta over.
func (f *fold) settle(fresh bool) {
	if fresh {
		f.millesimes.add(f.v.Millesime)
	} else if i := len(*f.millesimes.rows) - 1; *f.millesimes.at(i) != f.v.Millesime {
		*f.millesimes.edit(i) = f.v.Millesime
	}
	number(f.states, func(r *State) *int64 { return &r.ID })
	number(f.memberships, func(r *Membership) *int64 { return &r.ID })
	number(f.counts, func(r *Population) *int64 { return &r.ID })
	number(f.successions, func(r *Succession) *int64 { return &r.ID })
	f.report.Delta = Delta{
		f.millesimes.settle(), f.entities.settle(), f.states.settle(),
		f.memberships.settle(), f.counts.settle(), f.successions.settle(),
	}
	f.report.Mismatches = append(f.v.Check(), f.report.Mismatches...)
}

func number[T any](t table[T], id func(*T) *int64) {
	var last int64
	for i := range *t.rows {
		if i < t.known {
			last = max(last, *id(t.at(i)))
		} else {
			last++
			*id(t.at(i)) = last
		}
	}
}
