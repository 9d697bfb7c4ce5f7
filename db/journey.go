package db

import (
	"context"

	"github.com/lib/pq"

	"maillage/model"
)

// JourneysOf is where each commune stands on a day with each service that it may use then, by code of service.
func (s *Store) JourneysOf(ctx context.Context, ids []model.CollectivityID, on model.Date) ([][]*model.Journey, error) {
	return lists(ctx, s, "journeys", ids, Edge{Arguments: Arguments{On: on}, Fields: None}, journeys, appended)
}

func journeys(t *text, e Edge) (reader[*model.Journey], string) {
	day := t.day(e)
	var service model.OfferID
	var since model.Date
	var signed *model.Date
	var used pq.Int64Array
	r := reader[*model.Journey]{"h.service_id, " + days("h.since") + ", " + days("a.signed_on") + ", u.months", "", []any{&service, &since, &signed, &used}, func() *model.Journey {
		list := make([]model.Month, len(used))
		for i, m := range used {
			list[i] = model.Month(m)
		}
		return model.NewJourney(service, since, signed, list, t.now[e.at].On)
	}}
	return r, "from (" + entitledOn("select 0 as parent, p.id", day) + `) h join offers o on o.id = h.service_id
		left join (select service_id, array_agg(year * 12 + k order by year, k) as months from (` + usedMonths("select 0 as parent, p.id", day) + `) y
			cross join generate_series(0, 11) k where used & (1 << k) <> 0 group by 1) u on u.service_id = h.service_id
		left join lateral (select min(x.signed_on) as signed_on from acceptances x join subscriptions s on s.id = x.subscription_id
			join offer_services b on b.offer_id = s.offer_id where x.collectivity_id = p.id and b.service_id = h.service_id and x.signed_on <= ` + day + `) a on true
		order by o.code`
}
