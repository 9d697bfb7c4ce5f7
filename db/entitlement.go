package db

import (
	"context"
	"slices"

	"maillage/model"
)

// right is a subscription in force on a day.
type right struct {
	model.Subscription
	opens  *[]opening
	hung   *hung
	others []any // what hangs on each entitlement: payer, subscription
}

// opening is a service that an offer opens on a day, and since when.
type opening struct {
	id      model.OfferID
	since   model.Date
	service *model.Service // where it is asked for
}

// EntitlementsOf are the rights to use services of each body on a day: through its own subscriptions, and through those
// of the EPCI that it is a member of.
func (s *Store) EntitlementsOf(ctx context.Context, ids []model.CollectivityID, on model.Date, want Fields) ([][]*model.Entitlement, error) {
	return values(below(ctx, s, question{name: "rights"}, ids, Edge{Arguments: Arguments{On: on}, Fields: want}, rights))
}

func rightsAhead(t *text, from, _ string, e Edge) end {
	m := rights(t, e, t.parents(from))
	return end{take: func(row int64) any { return m.of(row) }}
}

// rights adds the level of them: a row is a subscription of one of the bodies, or one of a group of theirs with the members that it
// reaches; one may be both. Members that hold the same rights since the same days share one list.
func rights(t *text, e Edge, parents string) *many[[]*model.Entitlement] {
	m := newMany(t, zero[[]*model.Entitlement](t))
	held := newHoldings(t)
	t.level(func(l *level) (string, []any, func() error) {
		day := t.day(e)
		hung := t.hangOn(e.Fields)
		openings := t.openings(day, hung)
		var own bool
		var offer int64
		var members, since, excluded numbers
		columns, joins, dest := withEnds(hung.subscription.columns, hung.subscription.dest, hung.ends)
		dest = append([]any{&own, &members, &since, &excluded, &offer}, dest...)
		l.done = func() {
			for id, list := range m.at {
				*list = held.of(id)
			}
		}
		return `with k as materialized (select id from ` + parents + ` p(id))
		select h.own, h.members, h.since, case when not h.own then array(` + absent("s", "h.members", day) + `) end, s.offer_id as s_offer, ` + columns + `
		from (
			select id, true as own, null::bigint[] as members, null::int[] as since from k
			union all
			select m.group_id, false, array_agg(m.member_id), array_agg(` + days("m.starts_on") + `) from k join memberships m on m.member_id = k.id and ` + in("m.starts_on", "m.ends_on", day) + ` group by m.group_id
		) h join subscriptions s on s.subscriber_id = h.id and s.scope <> case when h.own then 'MEMBERS' else 'OWN' end` + hung.subscription.joins + joins + `
		where ` + givesRights("s", day) + ` order by s.id`, dest, func() error {
				r := &right{Subscription: *hung.subscription.take(), opens: openings.of(offer), hung: hung}
				for _, o := range hung.ends {
					r.others = append(r.others, o.take(0))
				}
				if own {
					held.add(held.own, r.SubscriberID, grant{r, r.StartsOn})
				}
				for i, member := range members {
					if slices.Contains(excluded, member) {
						continue
					}
					held.add(held.pooled, model.CollectivityID(member), grant{r, max(r.StartsOn, model.Date(since[i]))})
				}
				return nil
			}
	})
	return m
}

// hung is what is asked for below rights: their subscription, whose own columns a right needs too, their payer, and the service
// of each.
type hung struct {
	subscription reader[*model.Subscription]
	told         model.Asked // the edge to the subscription
	service      *Edge
	ends         []end // the payer
	room         *model.Room
}

func (t *text) hangOn(want Fields) *hung {
	h := &hung{room: &t.room}
	var below Fields = rightFields{None}
	if known, ok := want.(Edges); ok {
		for _, e := range known.Edges() {
			t.missed = t.missed || e.Missing
			if e.Missing {
				continue
			}
			switch e.Name {
			case "subscription":
				below, h.told = rightFields{e.Fields}, e.Asked
			case "payer":
				payer := byKey("subscriber_id", "", anyBody)(t, "s", "payer", e)
				payer.edge = e.Asked
				h.ends = append(h.ends, payer)
			case "service":
				h.service = &e
			}
		}
	}
	h.subscription = subscriptions(t, below)
	return h
}

// openings adds the level of what the offers in the rows open on a day, by code. Offers are few: each comes once.
func (t *text) openings(day string, h *hung) *many[[]opening] {
	m := newMany(t, zero[[]opening](t))
	above := t.here()
	t.level(func(*level) (string, []any, func() error) {
		var offer int64
		var since model.Date
		var id model.OfferID
		columns, joins, dest := "o.id", "", []any{&id}
		key, service := &id, func() *model.Service { return nil }
		if e := h.service; e != nil {
			one := same[*model.Service](t)
			r := offersAs(t, e.Fields, asService)
			columns, joins, dest = r.columns, r.joins, r.dest
			key = r.dest[0].(*model.OfferID)
			service = func() *model.Service { return one(int64(*key), r.take) }
		}
		return "select b.offer_id, " + days("greatest(b.valid_from, o.available_from)") + ", " + columns + " from offer_services b join offers o on o.id = b.service_id" + joins +
				" where b.offer_id in (select s_offer from " + above + ") and " + in("b.valid_from", "b.valid_to", day) + " and " + in("o.available_from", "o.available_to", day) + " order by o.code",
			append([]any{&offer, &since}, dest...), func() error {
				of := m.of(offer)
				*of = append(*of, opening{*key, since, service()})
				return nil
			}
	})
	return m
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

// Never asked: these are fields below those of a question.
func (f rightFields) Arguments(Edge) (Arguments, bool) { return Arguments{}, false }
func (f rightFields) Rows() Fields                     { return f.Fields }
func (f rightFields) Plan() any                        { return nil }
