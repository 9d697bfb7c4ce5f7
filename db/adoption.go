package db

import (
	"context"

	"maillage/model"
)

// AdoptionOf is who makes use of what among the members of each EPCI on a day.
func (s *Store) AdoptionOf(ctx context.Context, epcis []model.CollectivityID, on model.Date) ([]*model.Adoption, error) {
	return below(ctx, s, question{name: "adoption"}, epcis, Edge{Arguments: Arguments{On: on}}, adoptionOf)
}

func adoptionOf(t *text, e Edge, parents string) *many[model.Adoption] {
	return adoption(t, e, "select p.id as parent, m.member_id as id from "+parents+" p(id) join memberships m on m.group_id = p.id and "+in("m.starts_on", "m.ends_on", t.day(e)))
}

func adoptionAhead(t *text, from, _ string, e Edge) end {
	m := adoptionOf(t, e, t.parents(from))
	return end{take: func(row int64) any { return m.of(row) }}
}

// AdoptionIn is who makes use of what among the communes of a territory on a day.
func (s *Store) AdoptionIn(ctx context.Context, over Territory, on model.Date) (*model.Adoption, error) {
	e := Edge{Arguments: Arguments{On: on, Territory: over}}
	found, err := below(ctx, s, question{name: "adoption in", shape: string(over.Kind)}, []model.OfferID{1}, e, func(t *text, e Edge, parents string) *many[model.Adoption] {
		return adoption(t, e, "select p.id as parent, c.id from "+parents+" p(id), ("+communesWithin(t, e)+") c")
	})
	if err == nil && found[0].Entitled == 0 {
		err = s.lies(ctx, over, on)
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// The places where a body can stand with a service, in the order in which one is taken for all services together.
const (
	standsActive  = "1"
	standsDormant = "2"
	standsNever   = "3"
	standsNew     = "4"
)

// adoption reads it for the communes of places, a select of parent and id.
func adoption(t *text, e Edge, places string) *many[model.Adoption] {
	m := newMany(t, func(int64) *model.Adoption { return &model.Adoption{ByService: []*model.ServiceAdoption{}} })
	t.level(func(*level) (string, []any, func() error) {
		var parent int64
		var code string
		var row model.ServiceAdoption
		counts := "count(*) as entitled, count(*) filter (where stands = " + standsActive + ") as active, count(*) filter (where stands = " + standsDormant +
			") as dormant, count(*) filter (where stands = " + standsNever + ") as never, count(*) filter (where stands = " + standsNew + ") as fresh"
		sql := "with place as materialized (" + places + "), stood as materialized (" + stands("select parent, id from place", t.day(e)) + `)
			select s.parent, '' as code, 0 as service_id, null::int as wait, ` + counts + ` from (select parent, id, min(stands) as stands from stood group by 1, 2) s group by 1
			union all
			select n.parent, o.code, n.service_id, n.wait, n.entitled, n.active, n.dormant, n.never, n.fresh from (select parent, service_id, percentile_disc(0.5) within group (order by wait) as wait, ` + counts + ` from stood group by 1, 2) n join offers o on o.id = n.service_id
			order by 1, 2`
		return sql, []any{&parent, &code, &row.ServiceID, &row.MedianDaysToFirstUse, &row.Entitled, &row.Active, &row.Dormant, &row.NeverUsed, &row.NewlyEntitled}, func() error {
			a := m.of(parent)
			if row.ServiceID == 0 {
				a.Uptake = row.Uptake
				return nil
			}
			one := row
			a.ByService = append(a.ByService, &one)
			return nil
		}
	})
	return m
}

// stands is the statement of where each body stands with each service that it may use on a day: parent, id, service_id, stands, and
// wait, the days from its right to its first use, null where the right is older than the counts. places is a select of parent and
// id. Rights and months of use are brought together by grouping, not by a join: the planner cannot know how many there are.
func stands(places, day string) string {
	return `select h.parent, h.id, h.service_id,
			case when h.last >= ` + months(day) + ` - 6 then ` + standsActive + ` when h.last is not null then ` + standsDormant + `
				when h.since <= (` + day + ` - interval '3 months')::date then ` + standsNever + ` else ` + standsNew + ` end as stands,
			case when k.counted_from <= h.since then greatest(0, make_date(h.first / 12, h.first % 12 + 1, 1) - h.since) end as wait
		from (select parent, id, service_id, min(since) as since, min(first) as first, max(last) as last from (
				select parent, id, service_id, lower(days) as since, days @> ` + day + ` as held, null::int as first, null::int as last from (` + rightsOver(places, "") + `) r
				union all
				select parent, id, service_id, null, false, ` + firstMonth + `, ` + lastMonth + ` from (` + usedMonths(places, day) + `) y where used <> 0
			) x group by 1, 2, 3 having bool_or(held)) h
		left join (select service_id, min(counted_from) as counted_from from service_indicators group by 1) k on k.service_id = h.service_id`
}

// entitledOn is the statement of what bodies may use on a day: id, service_id, and since, the first day on which each ever could.
func entitledOn(bodies, day string) string {
	return "select id, service_id, min(lower(days)) as since from (" + rightsOver(bodies, "") + ") r group by 1, 2 having bool_or(days @> " + day + ")"
}

// The first and the last month of use in a year, as model.Month counts them.
const (
	firstMonth = "year * 12 + 12 - position(B'1' in (used & -used)::bit(12))"
	lastMonth  = "year * 12 + 12 - position(B'1' in used::bit(12))"
)

// usedMonths is the statement of the months in which bodies used services, of those that are over on a day: parent, id, service_id,
// year and used, bit 0 for January.
func usedMonths(bodies, day string) string {
	return `select b.parent, b.id, y.service_id, y.year::int as year,
			case when y.year < extract(year from ` + day + `)::int then y.months::int else y.months & ((1 << (extract(month from ` + day + `)::int - 1)) - 1) end as used
		from (` + bodies + `) b join usage_years y on y.collectivity_id = b.id and y.year <= extract(year from ` + day + `)::int`
}
