package db

import (
	"context"
	"sort"

	"github.com/lib/pq"

	"maillage/model"
)

// right is a subscription in force on a day, with the services that it opens then, by code.
type right struct {
	entitlements []*model.Entitlement
	own, members bool
}

// EntitlementsOf are the rights to use services of each body on a day: through its own subscriptions and through those
// of the EPCI that it is a member of. Rows are few, one per subscription and one per membership; what repeats from member to
// member is shared.
func (s *Store) EntitlementsOf(ctx context.Context, ids []model.CollectivityID, on model.Date) ([][]*model.Entitlement, error) {
	some := keys(distinct(ids))
	day := "$2::date"
	held := map[model.CollectivityID][]*right{}
	group := map[model.CollectivityID]model.Membership{}
	excluded := map[model.CollectivityID]map[model.SubscriptionID]bool{}

	var what string
	var who, whom model.CollectivityID
	var id model.SubscriptionID
	var scope model.SubscriptionScope
	var since model.Date
	var services pq.Int64Array
	err := s.query(ctx, `with m as materialized (select member_id, group_id, starts_on from memberships where member_id = any($1) and `+in("starts_on", "ends_on", day)+`),
		s as materialized (select id, subscriber_id, offer_id, scope, starts_on from subscriptions where `+in("starts_on", "ends_on", day)+` and
			(subscriber_id = any($1) and scope <> 'MEMBERS' or subscriber_id in (select group_id from m) and scope <> 'OWN'))
		select 'm', member_id, group_id, 0, '', `+days("starts_on")+`, '{}'::bigint[] from m
		union all
		select 's', subscriber_id, 0, id, scope, `+days("starts_on")+`, array(select b.service_id from offer_services b join offers o on o.id = b.service_id
			where b.offer_id = s.offer_id and `+in("b.valid_from", "b.valid_to", day)+` and `+in("o.available_from", "o.available_to", day)+` order by o.code) from s
		union all
		select 'x', x.collectivity_id, 0, x.subscription_id, '', 0, '{}' from s join exclusions x on x.subscription_id = s.id
			where s.scope <> 'OWN' and x.collectivity_id = any($1) and `+in("x.starts_on", "x.ends_on", day),
		[]any{some, on}, []any{&what, &who, &whom, &id, &scope, &since, &services}, func() error {
			switch what {
			case "m":
				group[who] = model.Membership{StartsOn: since, EPCIID: whom}
			case "x":
				if excluded[who] == nil {
					excluded[who] = map[model.SubscriptionID]bool{}
				}
				excluded[who][id] = true
			default:
				r := &right{own: scope != model.SubscriptionScopeMembers, members: scope != model.SubscriptionScopeOwn}
				for _, service := range services {
					r.entitlements = append(r.entitlements, &model.Entitlement{ServiceID: model.OfferID(service), SubscriptionID: id, PayerID: who, Scope: scope, Since: since})
				}
				held[who] = append(held[who], r)
			}
			return nil
		})
	if err != nil {
		return nil, err
	}
	for _, rights := range held {
		sort.Slice(rights, func(i, j int) bool { return rights[i].key() < rights[j].key() })
	}
	shared := map[shareKey][]*model.Entitlement{}
	out := make([][]*model.Entitlement, len(ids))
	for i, body := range ids {
		m, member := group[body]
		if member && len(held[body]) == 0 && excluded[body] == nil { // the common case: all comes from the EPCI
			k := shareKey{m.EPCIID, m.StartsOn}
			if _, ok := shared[k]; !ok {
				shared[k] = through(held[m.EPCIID], m, nil)
			}
			out[i] = shared[k]
			continue
		}
		own := []*model.Entitlement{}
		for _, r := range held[body] {
			if r.own {
				own = append(own, r.entitlements...)
			}
		}
		if member {
			own = append(own, through(held[m.EPCIID], m, excluded[body])...)
		}
		out[i] = own
	}
	return out, nil
}

type shareKey struct {
	group model.CollectivityID
	since model.Date
}

func (r *right) key() model.SubscriptionID {
	if len(r.entitlements) == 0 {
		return 0
	}
	return r.entitlements[0].SubscriptionID
}

// through are the rights that a member has through its EPCI: not before it became a member.
func through(rights []*right, m model.Membership, excluded map[model.SubscriptionID]bool) []*model.Entitlement {
	list := []*model.Entitlement{}
	for _, r := range rights {
		if !r.members || excluded[r.key()] {
			continue
		}
		for _, e := range r.entitlements {
			if e.Since < m.StartsOn {
				later := *e
				later.Since = m.StartsOn
				e = &later
			}
			list = append(list, e)
		}
	}
	return list
}
