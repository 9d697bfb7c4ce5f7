package db

import (
	"context"
	"slices"
	"sort"

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

// SaveGraph writes what an application changed; g is the graph after it. It must run inside a transaction.
func (s *Store) SaveGraph(ctx context.Context, g *cog.Graph, d *cog.Delta, progress func(what string, rows int)) error {
	collectivities, states := latest(g, d)
	for _, put := range []table{
		{"collectivities", []string{"id"}, []string{"kind", "valid_from", "valid_to", "code", "siren", "name", "search", "nature", "financing", "postal_codes", "department_id", "region_id", "overseas_id"}, collectivities},
		{"states", []string{"collectivity_id", "valid_from"}, []string{"valid_to", "code", "siren", "name", "nature", "financing", "postal_codes", "former_codes", "seat_code", "department_id", "region_id", "overseas_id"}, states},
		{"memberships", []string{"member_id", "starts_on"}, []string{"group_id", "ends_on"}, memberships(d)},
		{"successions", []string{"from_id", "to_id", "on_date", "kind"}, []string{"from_code", "to_code"}, successions(d)},
		{"populations", []string{"collectivity_id", "kind", "in_force_from"}, []string{"in_force_to", "value", "census", "version"}, inForce(g, d)},
	} {
		progress(put.name, len(put.rows))
		if err := s.put(ctx, put); err != nil {
			return err
		}
	}
	return s.forget(ctx, d)
}

// latest are the rows of the touched collectivities, with the last state of each, and the rows of the touched states.
func latest(g *cog.Graph, d *cog.Delta) (bodies, states [][]any) {
	touched := map[int64]bool{}
	for _, e := range slices.Concat(d.Entities.Inserted, d.Entities.Updated) {
		touched[e.ID] = true
	}
	for _, t := range slices.Concat(d.States.Updated, d.States.Inserted) {
		touched[t.Entity] = true
		states = append(states, []any{t.Entity, t.From, t.To, t.Code, orNil(t.SIREN), t.Name, string(t.Nature), orNil(string(t.Financing)), texts(t.PostalCodes), texts(t.FormerCodes), t.SeatCode,
			model.CollectivityID(t.Department), model.CollectivityID(t.Region), model.CollectivityID(t.Overseas)})
	}
	last := make(map[int64]cog.State, len(g.Entities))
	for _, t := range g.States {
		if old, ok := last[t.Entity]; !ok || old.From < t.From {
			last[t.Entity] = t
		}
	}
	for _, e := range g.Entities {
		if t := last[e.ID]; touched[e.ID] {
			bodies = append(bodies, []any{e.ID, collectivityKind(e.Kind), e.From, e.To, t.Code, orNil(t.SIREN), t.Name, Fold(t.Name), string(t.Nature), orNil(string(t.Financing)), texts(t.PostalCodes),
				model.CollectivityID(t.Department), model.CollectivityID(t.Region), model.CollectivityID(t.Overseas)})
		}
	}
	return bodies, states
}

// memberships come closed ones first: nobody is in two EPCI, not even between two statements.
func memberships(d *cog.Delta) (rows [][]any) {
	for _, m := range slices.Concat(d.Memberships.Updated, d.Memberships.Inserted) {
		rows = append(rows, []any{m.Commune, m.From, m.EPCI, m.To})
	}
	return rows
}

func successions(d *cog.Delta) (rows [][]any) {
	for _, c := range slices.Concat(d.Successions.Updated, d.Successions.Inserted) {
		rows = append(rows, []any{c.From, c.To, c.Date, string(c.Kind), c.FromCode, c.ToCode})
	}
	return rows
}

// inForce are all the figures of the touched series, each ending where the next one begins.
func inForce(g *cog.Graph, d *cog.Delta) (rows [][]any) {
	type series struct {
		entity int64
		kind   cog.PopulationKind
	}
	figures := map[series][]cog.Population{}
	for _, p := range slices.Concat(d.Populations.Inserted, d.Populations.Updated, d.Populations.Deleted) {
		figures[series{p.Entity, p.Kind}] = nil
	}
	for _, p := range g.Populations {
		k := series{p.Entity, p.Kind}
		if list, touched := figures[k]; touched {
			figures[k] = append(list, p)
		}
	}
	for _, list := range figures {
		sort.Slice(list, func(i, j int) bool { return list[i].InForceFrom < list[j].InForceFrom })
		for i, p := range list {
			var to *model.Date
			if i+1 < len(list) {
				to = &list[i+1].InForceFrom
			}
			var census any
			if p.Census != 0 {
				census = p.Census
			}
			rows = append(rows, []any{p.Entity, string(p.Kind), p.InForceFrom, to, p.Value, census, p.Source})
		}
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i][0].(int64) < rows[j][0].(int64) })
	return rows
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
