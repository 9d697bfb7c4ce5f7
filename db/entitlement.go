package db

import (
	"context"
	"slices"
	"strconv"

	"github.com/lib/pq"

	"maillage/model"
)

// right is a subscription in force on a day, with the services that it opens then, by code.
type right struct {
	model.Subscription
	services pq.Int64Array
	opened   pq.Int64Array // since when the offer opens each of them, in days
	hung     *hung
	others   []any // what hangs on each entitlement: payer, subscription
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

// rights adds the level of them: a row is a subscription, with the members that it reaches. Members that hold the same rights
// since the same days share one list.
func rights(t *text, e Edge, parents string) *many[[]*model.Entitlement] {
	m := newMany(t, func(int64) *[]*model.Entitlement { return new([]*model.Entitlement) })
	var held holdings
	t.begins = append(t.begins, func() { held = holdings{} })
	t.level(func(l *level) (string, []any, func() error) {
		day := t.day(e)
		hung := t.hangOn(e.Fields)
		var row struct {
			own      bool
			services pq.Int64Array
			opened   pq.Int64Array
		}
		var members, since, excluded pq.Int64Array
		columns, joins, dest := withEnds(hung.subscription.columns, hung.subscription.dest, hung.ends)
		dest = append([]any{&row.own, &members, &since, &excluded, &row.services, &row.opened}, dest...)
		l.done = func() {
			for id, list := range m.at {
				*list = held.of(model.CollectivityID(id))
			}
		}
		return `with k as materialized (select id from ` + parents + ` p(id)),
			m as materialized (select m.member_id, m.group_id, ` + days("m.starts_on") + ` as since from k join memberships m on m.member_id = k.id and ` + in("m.starts_on", "m.ends_on", day) + `),
			r as materialized (select group_id, array_agg(member_id) as members, array_agg(since) as since from m group by group_id)
		select s.subscriber_id in (select id from k) and s.scope <> 'MEMBERS', r.members, r.since,
			case when s.scope <> 'OWN' then array(select m.member_id from m where m.group_id = s.subscriber_id and not (` + present("s", "m.member_id", day) + `)) end,
			opens.services as s_services, opens.since,
			` + columns + `
		from (select id from k union select group_id from m) h join subscriptions s on s.subscriber_id = h.id` + hung.subscription.joins + joins + `
		left join r on r.group_id = s.subscriber_id and s.scope <> 'OWN'
		cross join lateral (select coalesce(array_agg(b.service_id order by o.code), '{}') as services,
				coalesce(array_agg(greatest(b.valid_from, o.available_from) - 'epoch'::date order by o.code), '{}') as since
			from offer_services b join offers o on o.id = b.service_id
			where b.offer_id = s.offer_id and ` + in("b.valid_from", "b.valid_to", day) + ` and ` + in("o.available_from", "o.available_to", day) + `) opens
		where ` + givesRights("s", day) + ` order by s.id`, dest, func() error {
				r := &right{Subscription: *hung.subscription.take(), services: row.services, opened: row.opened}
				row.services, row.opened = nil, nil
				r.hung = hung
				for _, o := range hung.ends {
					r.others = append(r.others, o.take(0))
				}
				if row.own {
					held.add(&held.own, r.SubscriberID, grant{r, r.StartsOn})
				}
				for i, member := range members {
					if slices.Contains(excluded, member) {
						continue
					}
					held.add(&held.pooled, model.CollectivityID(member), grant{r, max(r.StartsOn, model.Date(since[i]))})
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
	service      model.Asked
	services     *many[*model.Service]
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
				h.service, h.services = e.Asked, t.servicesOfRights(e)
			}
		}
	}
	h.subscription = subscriptions(t, below)
	return h
}

// servicesOfRights adds the level of the services in rights, which are few: each comes once.
func (t *text) servicesOfRights(e Edge) *many[*model.Service] {
	m := newMany(t, func(int64) **model.Service { return new(*model.Service) })
	parents := "(select distinct unnest(s_services) from l" + strconv.Itoa(t.at) + ")"
	t.level(func(l *level) (string, []any, func() error) {
		l.sole = "o"
		r := offersAs(t, e.Fields, asService)
		return "select " + r.columns + " from " + parents + " p(id) join offers o on o.id = p.id" + r.joins, r.dest, func() error {
			s := r.take()
			*m.of(int64(s.ID)) = s
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
