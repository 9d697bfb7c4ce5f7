package db

import (
	"context"

	"maillage/model"
)

// Unmet is a service that is of no use on some days for want of another.
type Unmet struct {
	Service, Required string
	Members           bool        // who lack it: the members in the scope, or the subscriber
	Until             *model.Date // the last day out of what is there on the first day, nil where nothing is
}

// UnmetOf are the prerequisites that a subscription, stored or not, leaves open: on each day on which its offer opens a
// service, its subscriber, and its members where they are in its scope, must hold what the service requires, through this
// offer or another subscription.
func (s *Store) UnmetOf(ctx context.Context, sub *model.Subscription) ([]*Unmet, error) {
	return every(ctx, s, question{}, "", None, func(t *text, _ Edge) (reader[*Unmet], string) {
		r := row("n.service, n.required, n.members, "+days("(select upper(r.days) from unnest(held.days) r(days) where r.days @> lower(n.days))"), func(u *Unmet) []any {
			return []any{&u.Service, &u.Required, &u.Members, &u.Until}
		})
		who, offer, scope, stay := t.given(0)+"::bigint", t.given(1)+"::bigint", t.given(2)+"::text", "daterange("+t.given(3)+"::date, "+t.given(4)+"::date)"
		return r, `from (
			select b.service_id, q.required_id, v.code as service, w.code as required,
				` + stay + ` * daterange(b.valid_from, b.valid_to) * daterange(v.available_from, v.available_to) as days, side.members
			from offer_services b join service_requirements q on q.service_id = b.service_id join offers v on v.id = b.service_id join offers w on w.id = q.required_id
			join (values (false, 'MEMBERS'), (true, 'OWN')) side(members, without) on side.without <> ` + scope + `
			where b.offer_id = ` + offer + `) n
		cross join lateral (
			select coalesce(range_agg(d.days), '{}') as days from (
				select ` + offer + ` as offer_id, datemultirange(` + stay + `) as days, true as own, true as members
				union all
				select s.offer_id, datemultirange(daterange(s.starts_on, s.ends_on)), s.scope <> 'MEMBERS', s.scope <> 'OWN' from subscriptions s
					where s.subscriber_id = ` + who + ` and s.id <> ` + t.given(5) + `
				union all
				select s.offer_id, datemultirange(daterange(s.starts_on, s.ends_on)) * datemultirange(daterange(m.starts_on, m.ends_on)), true, false
					from memberships m join subscriptions s on s.subscriber_id = m.group_id and s.scope <> 'OWN' where m.member_id = ` + who + `
			) t join offer_services b on b.offer_id = t.offer_id and b.service_id = n.required_id
			join offers o on o.id = b.service_id
			cross join lateral unnest(t.days * datemultirange(daterange(b.valid_from, b.valid_to) * daterange(o.available_from, o.available_to))) d(days)
			where case when n.members then t.members else t.own end) held
		where not isempty(n.days) and not held.days @> n.days order by n.service, n.required, n.members`
	}, int64(sub.SubscriberID), int64(sub.OfferID), string(sub.Scope), sub.StartsOn, orNull(sub.EndsOn), int64(sub.ID))
}
