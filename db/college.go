package db

import (
	"context"

	"maillage/model"
)

func colleges() reader[*model.College] {
	return row("g.id, g.code, g.name, g.region_id, g.kind, g.population_from, g.population_to, g.delegates, g.voices, "+
		days("g.valid_from")+", "+days("g.valid_to")+", g.demo", func(g *model.College) []any {
		return []any{&g.ID, &g.Code, &g.Name, &g.RegionID, &g.Kind, &g.PopulationFrom, &g.PopulationTo, &g.DelegatesPerMember, &g.VoicesPerDelegate, &g.ValidFrom, &g.ValidTo, &g.Demo}
	})
}

// Colleges are the colleges of these keys, each at its place.
func (s *Store) Colleges(ctx context.Context, ids []model.CollegeID) ([]*model.College, error) {
	return byKeys(ctx, s, "colleges", ids, None, func(_ *text, _ Edge, keys string) (reader[*model.College], string) {
		return colleges(), "from colleges g where g.id = any(" + keys + ")"
	}, func(g *model.College) model.CollegeID { return g.ID })
}

// CollegesOn are the colleges of a day, in the order they were entered.
func (s *Store) CollegesOn(ctx context.Context, on model.Date) ([]*model.College, error) {
	return every(ctx, s, question{}, "g", None, func(t *text, _ Edge) (reader[*model.College], string) {
		return colleges(), "from colleges g where " + in("g.valid_from", "g.valid_to", t.given(0)+"::date") + " order by g.id"
	}, on)
}

// sitting is the statement of who sits on a day: college_id, collectivity_id, delegates, voices and population. A region sits
// with its departments and with the EPCI more than half of whose communes lie in it: the graph knows no seat of an EPCI.
func sitting(day string) string {
	return `with bodies as materialized (select r.id as region_id, b.* from (select distinct region_id as id from colleges) r cross join lateral (
		select c.kind, c.id from collectivities c where (c.id = r.id or c.kind = 'DEPARTMENT' and c.region_id = r.id) and ` + in("c.valid_from", "c.valid_to", day) + `
		union all
		select 'EPCI', m.group_id from collectivities c join memberships m on m.member_id = c.id
		where c.kind = 'COMMUNE' and c.region_id = r.id and ` + in("m.starts_on", "m.ends_on", day) + `
		group by 2 having count(*) * 2 > (select count(*) from memberships a where a.group_id = m.group_id and ` + in("a.starts_on", "a.ends_on", day) + `)
		union all
		` + inPlaceOfEPCI(day) + `) b)
	select g.id as college_id, b.id as collectivity_id, g.delegates, g.delegates * g.voices as voices, i.value as population
	from bodies b join colleges g on g.region_id = b.region_id and g.kind = b.kind
	left join populations i on i.collectivity_id = b.id and i.kind = 'MUNICIPAL' and ` + inForceOn("i", day) + `
	where ` + in("g.valid_from", "g.valid_to", day) + ` and (g.population_from is null or i.value >= g.population_from) and (g.population_to is null or i.value < g.population_to)`
}

// inPlaceOfEPCI are the communes nouvelles of the region r that sit as their EPCI did: they are in none, and all the members
// that an EPCI had when it ended became this commune.
func inPlaceOfEPCI(day string) string {
	return `select 'EPCI', c.id from collectivities c where c.kind = 'COMMUNE' and c.region_id = r.id and ` + in("c.valid_from", "c.valid_to", day) + `
		and not exists (select from memberships m where m.member_id = c.id and ` + in("m.starts_on", "m.ends_on", day) + `)
		and exists (select from collectivities e where e.kind = 'EPCI' and e.valid_to <= ` + day + ` and (
			select bool_and(m.member_id = c.id or exists (select from successions x where x.from_id = m.member_id and x.to_id = c.id and x.on_date = e.valid_to))
			from memberships m where m.group_id = e.id and m.ends_on = e.valid_to))`
}

// members reads who sits from the alias h of sitting.
func members(*text, Fields) reader[*model.CollegeMember] {
	r := row("h.college_id, h.collectivity_id, h.delegates, h.voices, h.population, c.code, c.siren, c.name", func(m *model.CollegeMember) []any {
		return []any{&m.CollegeID, &m.CollectivityID, &m.Delegates, &m.Voices, &m.Population, &m.Code, &m.SIREN, &m.Name}
	})
	r.joins = ofMember
	return r
}

const ofMember = " join collectivities c on c.id = h.collectivity_id"

// Members are all who sit on a day, by college and code.
func (s *Store) Members(ctx context.Context, on model.Date) ([]*model.CollegeMember, error) {
	return every(ctx, s, question{}, "", None, func(t *text, e Edge) (reader[*model.CollegeMember], string) {
		r := members(t, e.Fields)
		return r, "from (" + sitting(t.given(0)+"::date") + ") h" + r.joins + " order by h.college_id, c.code"
	}, on)
}

// MembersAmong are the seats of bodies on a day, each at its place; nil for a body that does not sit.
func (s *Store) MembersAmong(ctx context.Context, bodies []model.CollectivityID, on model.Date) ([]*model.CollegeMember, error) {
	found := map[model.CollectivityID]*model.CollegeMember{}
	all, err := every(ctx, s, question{}, "", None, func(t *text, e Edge) (reader[*model.CollegeMember], string) {
		r := members(t, e.Fields)
		return r, "from (" + sitting(t.given(1)+"::date") + ") h" + r.joins + " where h.collectivity_id = any(" + t.given(0) + ")"
	}, keys(distinct(bodies)), on)
	for _, m := range all {
		found[m.CollectivityID] = m
	}
	return ordered(bodies, found), err
}

// MembersOf is a page of the members of each college on a day, by code.
func (s *Store) MembersOf(ctx context.Context, colleges []model.CollegeID, on model.Date, page model.Page, want Fields) ([]*model.CollegeMemberConnection, error) {
	e := Edge{Arguments: Arguments{On: on, First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "members of colleges"}, colleges, e, pager[*model.CollegeMember]{page, None, members, membersOf})
}

func membersOf(t *text, e Edge) *listing {
	return &listing{text: t, from: "(" + sitting(t.day(e)) + ") h", row: "h", sorted: ofMember, parent: "h.college_id", order: bySeat("member", "h.college_id")}
}

// MemberCounts are how many members each college has on a day.
func (s *Store) MemberCounts(ctx context.Context, colleges []model.CollegeID, on model.Date) ([]int, error) {
	found := map[model.CollegeID]int{}
	var id model.CollegeID
	var n int
	err := s.query(ctx, "select college_id, count(*) from ("+sitting("$2::date")+") h where college_id = any($1) group by 1",
		[]any{keys(distinct(colleges)), on}, []any{&id, &n}, func() error {
			found[id] = n
			return nil
		})
	return ordered(colleges, found), err
}

// bySeat is the order of members, of the alias c, by college and code.
func bySeat(list, college string) order {
	o := order{name: list}
	o.by(college, "bigint", "college", model.DirectionAsc)
	o.by("c.code", `text collate "C"`, "code", model.DirectionAsc)
	o.by("c.id", "bigint", "id", model.DirectionAsc)
	return o
}
