package db

import (
	"context"
	"fmt"

	"maillage/model"
)

// Territory is one territory by its code: what a coverage is measured over.
type Territory struct {
	Kind model.CollectivityKind // REGION, DEPARTMENT or EPCI
	Code string
}

// CoverageOf is how much of a territory may use each service on a day. It adds up what Cover has kept.
func (s *Store) CoverageOf(ctx context.Context, services []model.OfferID, over Territory, on model.Date) ([]*model.Coverage, error) {
	e := Edge{Arguments: Arguments{On: on, Territory: over}}
	found, err := below(ctx, s, question{name: "coverage"}, services, e, coverage)
	if err == nil && len(found) > 0 && found[0].Collectivities == 0 {
		return nil, model.NotFound("territory", "no commune lies in the %s %s on %s: check the code, and the day (the graph begins on 2021-01-01)", over.Kind, over.Code, on)
	}
	return found, err
}

// coverage is Collectivities 0 where there is no such territory.
func coverage(t *text, e Edge, parents string) *many[model.Coverage] {
	m := newMany(t, zero[model.Coverage](t))
	t.level(func(l *level) (string, []any, func() error) {
		var id int64
		var communes, inhabitants int
		kind := t.of(e, func(a *Arguments) any { return string(a.Territory.Kind) })
		code := t.of(e, func(a *Arguments) any { return a.Territory.Code })
		l.done = func() {
			whole := m.of(0)
			for _, c := range m.at {
				c.Collectivities, c.Population = whole.Entitled, whole.EntitledPopulation
			}
		}
		return `select service_id, sum(communes), sum(inhabitants) from coverage_changes
			where territory_id = (select id from collectivities where kind = ` + kind + ` and code = ` + code + ` order by valid_from desc limit 1)
			and (service_id = 0 or service_id in (select id from ` + parents + ` p(id))) and on_date <= ` + t.day(e) + ` group by service_id`,
			[]any{&id, &communes, &inhabitants}, func() error {
				c := m.of(id)
				c.Entitled, c.EntitledPopulation = communes, inhabitants
				return nil
			}
	})
	return m
}

func coverageAhead(t *text, from, _ string, e Edge) end {
	m := coverage(t, e, t.parents(from))
	return end{take: func(row int64) any { return m.of(row) }}
}

// Uncover takes what communes count for out of the coverage of what offers open; what changes their rights is written between it
// and Cover, in one transaction. One transaction at a time is between the two, or each would wait for the figures that the other holds.
func (s *Store) Uncover(ctx context.Context, communes []model.CollectivityID, offers []model.OfferID) error {
	if err := s.Lock(ctx, "coverage"); err != nil {
		return err
	}
	return s.cover(ctx, -1, someCommunes, openedBySome, keys(communes), keys(offers))
}

// Cover adds what communes count for to the coverage of what offers open: see Uncover.
func (s *Store) Cover(ctx context.Context, communes []model.CollectivityID, offers []model.OfferID) error {
	return s.cover(ctx, +1, someCommunes, openedBySome, keys(communes), keys(offers))
}

const (
	someCommunes = "c.id = any($1)"
	openedBySome = "select service_id from offer_services where offer_id = any($2)"
	openedByAll  = "select id from offers union all select 0" // 0 are the communes themselves, whatever they use
)

// CoverAll makes every coverage anew. It comes after loads: the planner is told first what there is now, or it would join
// tables that it takes for empty row by row.
func (s *Store) CoverAll(ctx context.Context) error {
	_, err := s.tx.ExecContext(ctx, "analyze collectivities, memberships, populations, subscriptions, exclusions, suspensions, acceptances, offers, offer_services; delete from coverage_changes")
	if err != nil {
		return err
	}
	return s.cover(ctx, +1, "true", openedByAll)
}

// cover writes the changes that communes make: c are the communes, place the territories each is in and when, granted the
// days on which each has a service through one subscription, held the days on which it has it at all, piece the same within a
// territory, lived its inhabitants, read once for all pieces. A commune counts from the first day of a piece to its last; its inhabitants, piece by piece of their series.
func (s *Store) cover(ctx context.Context, sign int, communes, services string, args ...any) error {
	_, err := s.tx.ExecContext(ctx, fmt.Sprintf(`with
		c as materialized (select id, daterange(valid_from, valid_to) as life, department_id, region_id from collectivities c where kind = 'COMMUNE' and %[2]s),
		place as (
			select id, department_id as territory_id, life as days from c where department_id is not null
			union all select id, region_id, life from c where region_id is not null
			union all select c.id, m.group_id, life * daterange(m.starts_on, m.ends_on) from c join memberships m on m.member_id = c.id),
		granted as (
			select c.id, s.id as subscription_id, s.offer_id, `+daysOfRights("s")+` as days
				from c join subscriptions s on s.subscriber_id = c.id and s.scope <> 'MEMBERS'
			union all
			select c.id, s.id, s.offer_id, `+daysOfRights("s")+` * datemultirange(daterange(m.starts_on, m.ends_on))
				from c join memberships m on m.member_id = c.id join subscriptions s on s.subscriber_id = m.group_id and s.scope <> 'OWN'),
		absent as (select subscription_id, collectivity_id, range_agg(daterange(starts_on, ends_on)) as days from absences group by 1, 2),
		held as (
			select g.id, b.service_id, range_agg(d.days) as days from granted g
				join offer_services b on b.offer_id = g.offer_id and b.service_id in (%[3]s) join offers o on o.id = b.service_id
				left join absent x on x.subscription_id = g.subscription_id and x.collectivity_id = g.id
				cross join lateral unnest(g.days * datemultirange(daterange(b.valid_from, b.valid_to) * daterange(o.available_from, o.available_to)) - coalesce(x.days, '{}')) d(days)
				group by 1, 2
			union all select id, 0, datemultirange(life) from c where 0 in (%[3]s)),
		piece as (select h.id, h.service_id, p.territory_id, d.days from held h join place p using (id) cross join lateral unnest(h.days * datemultirange(p.days)) d(days)),
		lived as materialized (select id, daterange(i.in_force_from, nullif(i.in_force_to, 'infinity')) as days, i.value
			from c join populations i on i.collectivity_id = id and i.kind = 'MUNICIPAL'),
		peopled as (select p.territory_id, p.service_id, p.days * i.days as days, i.value from piece p join lived i using (id)),
		change as (
			select territory_id, service_id, lower(days) as on_date, 1 as communes, 0 as inhabitants from piece
			union all select territory_id, service_id, upper(days), -1, 0 from piece where not upper_inf(days)
			union all select territory_id, service_id, lower(days), 0, value from peopled where not isempty(days)
			union all select territory_id, service_id, upper(days), 0, -value from peopled where not isempty(days) and not upper_inf(days))
		insert into coverage_changes as k
		select territory_id, service_id, on_date, %[1]d * sum(communes), %[1]d * sum(inhabitants) from change
			group by 1, 2, 3 having sum(communes) <> 0 or sum(inhabitants) <> 0 order by 1, 2, 3
		on conflict (territory_id, service_id, on_date) do update
			set communes = k.communes + excluded.communes, inhabitants = k.inhabitants + excluded.inhabitants`, sign, communes, services), args...)
	return err
}
