package db

import (
	"context"
	"slices"

	"github.com/lib/pq"

	"maillage/model"
)

// right is a subscription in force on a day, with the services that it opens then, by code.
type right struct {
	model.Subscription
	services pq.Int64Array
	opened   pq.Int64Array // since when the offer opens each of them, in days
	ahead    model.Ahead   // what hangs on each entitlement: payer and subscription
}

// EntitlementsOf are the rights to use services of each body on a day: through its own subscriptions, and through those
// of the EPCI that it is a member of. A row is a subscription, with the members that it reaches; members that hold the same
// rights since the same days share one list.
func (s *Store) EntitlementsOf(ctx context.Context, ids []model.CollectivityID, on model.Date, want Fields) ([][]*model.Entitlement, error) {
	t := text{}
	some, day := t.arg(keys(distinct(ids)))+"::bigint[]", t.arg(on)+"::date"
	subscription, told, payer := t.rightEnds(want)
	var row struct {
		own      bool
		services pq.Int64Array
		opened   pq.Int64Array
	}
	var members, since pq.Int64Array
	dest := append([]any{&row.own, &members, &since, &row.services, &row.opened}, append(subscription.dest, payer.dest...)...)
	columns := subscription.columns
	if payer.columns != "" {
		columns += ", " + payer.columns
	}
	var held holdings
	err := s.query(ctx, `with m as materialized (select member_id, group_id, `+days("starts_on")+` as since from memberships where member_id = any(`+some+`) and `+in("starts_on", "ends_on", day)+`)
		select s.subscriber_id = any(`+some+`) and s.scope <> 'MEMBERS', reach.members, reach.since,
			opens.services, opens.since,
			`+columns+`
		from subscriptions s`+subscription.joins+payer.joins+`
		cross join lateral (select coalesce(array_agg(m.member_id), '{}') as members, coalesce(array_agg(m.since), '{}') as since from m
			where m.group_id = s.subscriber_id and s.scope <> 'OWN'
			and `+present("s", "m.member_id", day)+`) reach
		cross join lateral (select coalesce(array_agg(b.service_id order by o.code), '{}') as services,
				coalesce(array_agg(greatest(b.valid_from, o.available_from) - 'epoch'::date order by o.code), '{}') as since
			from offer_services b join offers o on o.id = b.service_id
			where b.offer_id = s.offer_id and `+in("b.valid_from", "b.valid_to", day)+` and `+in("o.available_from", "o.available_to", day)+`) opens
		where `+givesRights("s", day)+` and s.subscriber_id in (select unnest(`+some+`) union select group_id from m)
		order by s.id`, t.args, dest, func() error {
		r := &right{Subscription: *subscription.take(), services: row.services, opened: row.opened}
		if payer.take != nil {
			r.ahead.Hold(model.EdgeKey{Name: "payer"}, payer.take())
		}
		if told {
			r.ahead.Hold(model.EdgeKey{Name: "subscription"}, &r.Subscription)
		}
		if row.own {
			held.add(&held.own, r.SubscriberID, grant{r, r.StartsOn})
		}
		for i, member := range members {
			held.add(&held.pooled, model.CollectivityID(member), grant{r, max(r.StartsOn, model.Date(since[i]))})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return held.spread(ids), nil
}

// rightEnds reads the subscription of a right and, if it is asked for, its payer; told says that the subscription is read as
// far as the client wants it, and not only as far as the right needs it.
func (t *text) rightEnds(want Fields) (subscription reader[*model.Subscription], told bool, payer end) {
	var below Fields = rightFields{None}
	if known, ok := want.(Edges); ok {
		for _, e := range known.Edges() {
			switch e.Name {
			case "subscription":
				below, told = rightFields{e.Fields}, true
			case "payer":
				payer = byKey("subscriber_id", "", func(b model.Body) any { return b.Of() })(t, "s", "payer", e)
			}
		}
	}
	return subscriptions(t, below), told, payer
}

// rightFields are what a right itself needs of its subscription, beside what the client wants.
type rightFields struct{ Fields }

func (f rightFields) Has(field string) bool {
	return field == "subscriber" || field == "scope" || field == "startsOn" || f.Fields.Has(field)
}

func (f rightFields) Edges() []Edge {
	if known, ok := f.Fields.(Edges); ok {
		return known.Edges()
	}
	return nil
}

// grant is a right that a body has since a day.
type grant struct {
	*right
	since model.Date
}

// holdings are the grants of each body: those of its own subscriptions, and those through its EPCI.
type holdings struct {
	own, pooled map[model.CollectivityID][]grant
}

func (h *holdings) add(to *map[model.CollectivityID][]grant, body model.CollectivityID, g grant) {
	if *to == nil {
		*to = map[model.CollectivityID][]grant{}
	}
	(*to)[body] = append((*to)[body], g)
}

// spread makes the list of each body, its own rights first, one entitlement per service. Equal grants share a list.
func (h *holdings) spread(ids []model.CollectivityID) [][]*model.Entitlement {
	type made struct {
		of   []grant
		list []*model.Entitlement
	}
	known := map[grant][]made{} // by the first grant
	out := make([][]*model.Entitlement, len(ids))
	for i, id := range ids {
		grants := slices.Concat(h.own[id], h.pooled[id])
		if len(grants) == 0 {
			out[i] = []*model.Entitlement{}
			continue
		}
		same := known[grants[0]]
		if at := slices.IndexFunc(same, func(m made) bool { return slices.Equal(m.of, grants) }); at >= 0 {
			out[i] = same[at].list
			continue
		}
		out[i] = entitlements(grants)
		known[grants[0]] = append(same, made{grants, out[i]})
	}
	return out
}

func entitlements(grants []grant) (list []*model.Entitlement) {
	for _, g := range grants {
		slab := make([]model.Entitlement, len(g.services))
		for i, service := range g.services {
			slab[i] = model.Entitlement{Ahead: g.ahead, ServiceID: model.OfferID(service), SubscriptionID: g.ID, PayerID: g.SubscriberID, Scope: g.Scope,
				Since: max(g.since, model.Date(g.opened[i]))}
			list = append(list, &slab[i])
		}
	}
	return list
}
