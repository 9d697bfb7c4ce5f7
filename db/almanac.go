package db

import (
	"context"

	"github.com/lib/pq"

	"maillage/cog"
	"maillage/model"
)

// Graph reads the dated graph of national data back, so that a later millésime can be applied to it.
func (s *Store) Graph(ctx context.Context) (*cog.Graph, error) {
	g := &cog.Graph{}
	var m cog.Millesime
	var e cog.Entity
	var t cog.State
	var b cog.Membership
	var p cog.Population
	var c cog.Succession
	var kind string
	reads := []struct {
		statement string
		dest      []any
		each      func()
	}{
		{"select version, name, communes_on, epci_on, commune_census, epci_census, mayotte_census from sources order by id",
			[]any{&m.Version, &m.Name, &m.CommunesOn, &m.EPCIOn, &m.CommuneCensus, &m.EPCICensus, &m.MayotteCensus},
			func() { g.Millesimes = append(g.Millesimes, m) }},
		{"select id, kind, valid_from, valid_to from collectivities where kind <> 'PUBLIC_BODY' order by id",
			[]any{&e.ID, &kind, &e.From, &e.To},
			func() { e.Kind = almanacKind(kind); g.Entities = append(g.Entities, e) }},
		{`select collectivity_id, valid_from, valid_to, code, coalesce(siren, ''), name, nature, coalesce(financing, ''), postal_codes, former_codes, seat_code,
			coalesce(department_id, 0), coalesce(region_id, 0), coalesce(overseas_id, 0) from states order by collectivity_id, valid_from`,
			[]any{&t.Entity, &t.From, &t.To, &t.Code, &t.SIREN, &t.Name, &t.Nature, &t.Financing, (*pq.StringArray)(&t.PostalCodes), (*pq.StringArray)(&t.FormerCodes), &t.SeatCode, &t.Department, &t.Region, &t.Overseas},
			func() { t.ID++; g.States = append(g.States, t) }},
		{"select member_id, group_id, starts_on, ends_on from memberships order by member_id, starts_on",
			[]any{&b.Commune, &b.EPCI, &b.From, &b.To},
			func() { b.ID++; g.Memberships = append(g.Memberships, b) }},
		{"select collectivity_id, kind, value, coalesce(census, 0), in_force_from, version from populations order by collectivity_id, kind, in_force_from",
			[]any{&p.Entity, &p.Kind, &p.Value, &p.Census, &p.InForceFrom, &p.Source},
			func() { p.ID++; g.Populations = append(g.Populations, p) }},
		{"select from_id, to_id, on_date, kind, from_code, to_code from successions order by on_date, from_id, to_id",
			[]any{&c.From, &c.To, &c.Date, &c.Kind, &c.FromCode, &c.ToCode},
			func() { c.ID++; g.Successions = append(g.Successions, c) }},
	}
	for _, r := range reads {
		if err := s.query(ctx, r.statement, nil, r.dest, func() error { r.each(); return nil }); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// SaveGraph writes what an application changed; g is the graph after it. It must run inside a transaction. Rows are made as
// they are sent: a first import has half a million of them.
func (s *Store) SaveGraph(ctx context.Context, g *cog.Graph, d *cog.Delta, progress func(what string, rows int)) error {
	if err := s.forget(ctx, d); err != nil { // first: what comes instead may have the same key
		return err
	}
	for _, put := range []table{
		{"collectivities", []string{"id"}, []string{"kind", "valid_from", "valid_to", "code", "siren", "name", "search", "nature", "financing", "postal_codes", "department_id", "region_id", "overseas_id", "inhabitants", "inhabitants_from"}, latest(g, d)},
		{"states", []string{"collectivity_id", "valid_from"}, []string{"valid_to", "code", "siren", "name", "nature", "financing", "postal_codes", "former_codes", "seat_code", "department_id", "region_id", "overseas_id"}, states(d)},
		{"memberships", []string{"member_id", "starts_on"}, []string{"group_id", "ends_on", "member_code", "department_id", "region_id"}, memberships(g, d)},
		{"successions", []string{"from_id", "to_id", "on_date", "kind"}, []string{"from_code", "to_code"}, successions(d)},
		{"populations", []string{"collectivity_id", "kind", "in_force_from"}, []string{"in_force_to", "value", "census", "version"}, inForce(g, d)},
	} {
		progress(put.name, put.rows.n)
		if err := s.put(ctx, put); err != nil {
			return err
		}
	}
	return s.forgetBodies(ctx, d.Entities.Deleted)
}

// latest are the rows of the touched collectivities, with the last state of each and its municipal populations.
func latest(g *cog.Graph, d *cog.Delta) rows {
	touched := map[int64]bool{}
	for _, e := range standing(d.Entities) {
		touched[e.ID] = true
	}
	for _, t := range standing(d.States) {
		touched[t.Entity] = true
	}
	for _, p := range append(standing(d.Populations), pointers(d.Populations.Deleted)...) {
		touched[p.Entity] = true
	}
	series := make(map[int64][]*cog.Population, len(touched))
	for i := range g.Populations {
		if p := &g.Populations[i]; touched[p.Entity] && p.Kind == cog.Municipal {
			series[p.Entity] = append(series[p.Entity], p)
		}
	}
	last := lastStates(g, touched)
	var bodies []*cog.Entity
	for i := range g.Entities {
		if touched[g.Entities[i].ID] {
			bodies = append(bodies, &g.Entities[i])
		}
	}
	return rows{len(bodies), func(i int) []any {
		e, t := bodies[i], last[bodies[i].ID]
		values, days := figures(series[e.ID])
		return []any{e.ID, collectivityKind(e.Kind), e.From, e.To, t.Code, orNil(t.SIREN), t.Name, Fold(t.Name), string(t.Nature), orNil(string(t.Financing)), texts(t.PostalCodes),
			model.CollectivityID(t.Department), model.CollectivityID(t.Region), model.CollectivityID(t.Overseas), values, days}
	}}
}

func lastStates(g *cog.Graph, of map[int64]bool) map[int64]*cog.State {
	last := make(map[int64]*cog.State, len(of))
	for i := range g.States {
		t := &g.States[i]
		if old := last[t.Entity]; of[t.Entity] && (old == nil || old.From < t.From) {
			last[t.Entity] = t
		}
	}
	return last
}

func states(d *cog.Delta) rows {
	return each(standing(d.States), func(t *cog.State) []any {
		return []any{t.Entity, t.From, t.To, t.Code, orNil(t.SIREN), t.Name, string(t.Nature), orNil(string(t.Financing)), texts(t.PostalCodes), texts(t.FormerCodes), t.SeatCode,
			model.CollectivityID(t.Department), model.CollectivityID(t.Region), model.CollectivityID(t.Overseas)}
	})
}

// memberships come closed ones first: nobody is in two EPCI, not even between two statements. Those of members whose code or
// territory changed are touched too.
func memberships(g *cog.Graph, d *cog.Delta) rows {
	all := standing(d.Memberships)
	known, members := make(map[int64]bool, len(all)), make(map[int64]bool, len(all))
	for _, m := range all {
		known[m.ID], members[m.Commune] = true, true
	}
	moved := make(map[int64]bool, len(d.States.Updated)+len(d.States.Inserted))
	for _, t := range standing(d.States) {
		moved[t.Entity] = true
	}
	for i := range g.Memberships {
		if m := &g.Memberships[i]; moved[m.Commune] && !known[m.ID] {
			all, members[m.Commune] = append(all, m), true
		}
	}
	last := lastStates(g, members)
	return each(all, func(m *cog.Membership) []any {
		t := last[m.Commune]
		return []any{m.Commune, m.From, m.EPCI, m.To, t.Code, model.CollectivityID(t.Department), model.CollectivityID(t.Region)}
	})
}

func successions(d *cog.Delta) rows {
	return each(standing(d.Successions), func(c *cog.Succession) []any {
		return []any{c.From, c.To, c.Date, string(c.Kind), c.FromCode, c.ToCode}
	})
}

func collectivityKind(k cog.Kind) string {
	if k == cog.KindOverseas {
		return string(model.CollectivityKindOverseasCollectivity)
	}
	return string(k)
}

func almanacKind(s string) cog.Kind {
	if s == string(model.CollectivityKindOverseasCollectivity) {
		return cog.KindOverseas
	}
	return cog.Kind(s)
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}
