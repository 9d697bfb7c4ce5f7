package db

import (
	"context"

	"maillage/model"
)

// JourneysOf is where each commune stands on a day with each service that it may use then, by code of service.
func (s *Store) JourneysOf(ctx context.Context, ids []model.CollectivityID, on model.Date) ([][]*model.Journey, error) {
	return values(below(ctx, s, question{name: "journeys"}, ids, Edge{Arguments: Arguments{On: on}}, journeys))
}

func journeysAhead(t *text, from, _ string, e Edge) end {
	m := journeys(t, e, t.parents(from))
	return end{take: func(row int64) any { return m.of(row) }}
}

// journeys brings rights, months of use, trainings and acceptances together by grouping, as stands does.
func journeys(t *text, e Edge, parents string) *many[[]*model.Journey] {
	m := newMany(t, func(int64) *[]*model.Journey { return &[]*model.Journey{} })
	t.level(func(*level) (string, []any, func() error) {
		var commune int64
		var service model.OfferID
		var since model.Date
		var marks model.Marks
		var used numbers
		day, place := t.day(e), "select parent, id from place"
		sql := `with place as materialized (select p.id as parent, p.id from ` + parents + ` p(id))
			select h.id, h.service_id, ` + days("h.since") + `, ` + days("h.signed_on") + `, ` + days("h.set_up_on") + `, ` + days("h.trained_on") + `, ` + days("h.helped_on") + `,
				` + days("(select min(w.since) from network_members w where w.collectivity_id = h.id and "+in("w.since", "w.until", day)+")") + `, h.months from (
				select id, service_id, min(since) as since, min(signed_on) as signed_on, min(set_up_on) as set_up_on, min(trained_on) as trained_on, max(helped_on) as helped_on, array_agg(month order by month) filter (where month is not null) as months from (
					select id, service_id, lower(days) as since, days @> ` + day + ` as held, null::int as month, null::date as signed_on, null::date as set_up_on, null::date as trained_on, null::date as helped_on from (` + rightsOver(place, "") + `) r
					union all
					select id, service_id, null, false, year * 12 + k, null, null, null, null from (` + usedMonths(place, day) + `) y cross join generate_series(0, 11) k where used & (1 << k) <> 0
					union all
					select p.id, v.service_id, null, false, null, null, case v.kind when 'VISIT' then dayof(v.starts_at) end, case v.kind when 'TRAINING' then dayof(v.starts_at) end, null from place p
						join participation_counts n on n.collectivity_id = p.id and n.kind = 'ATTENDED' and n.persons > 0
						join activities v on v.id = n.activity_id and v.kind in ('TRAINING', 'VISIT') and v.service_id is not null
					union all
					select p.id, q.service_id, null, false, null, null, null, null, dayof(q.submitted_at) from place p join requests q on q.collectivity_id = p.id
						where q.kind = 'HELP' and q.service_id is not null and dayof(q.submitted_at) <= ` + day + `
					union all
					select p.id, b.service_id, null, false, null, a.signed_on, null, null, null from place p join acceptances a on a.collectivity_id = p.id
						join subscriptions s on s.id = a.subscription_id join offer_services b on b.offer_id = s.offer_id where a.signed_on <= ` + day + `
				) x group by 1, 2 having bool_or(held)) h join offers o on o.id = h.service_id order by h.id, o.code`
		return sql, []any{&commune, &service, &since, &marks.Signed, &marks.SetUp, &marks.Trained, &marks.Helped, &marks.Networked, &used}, func() error {
			list := make([]model.Month, len(used))
			for i, month := range used {
				list[i] = model.Month(month)
			}
			all := m.of(commune)
			*all = append(*all, model.NewJourney(service, since, marks, list, t.now[e.at].On))
			return nil
		}
	})
	return m
}
