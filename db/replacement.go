package db

import (
	"context"

	"maillage/model"
)

// ReplacedBy are the subscriptions that took over from each.
func (s *Store) ReplacedBy(ctx context.Context, ids []model.SubscriptionID, want Fields) ([][]*model.Subscription, error) {
	return lists(ctx, s, "replaced by", ids, Edge{Fields: want}, replacementsAt("by_id", "ended_id"), appended)
}

// ReplacedFrom are the subscriptions that each took over from.
func (s *Store) ReplacedFrom(ctx context.Context, ids []model.SubscriptionID, want Fields) ([][]*model.Subscription, error) {
	return lists(ctx, s, "replaces", ids, Edge{Fields: want}, replacementsAt("ended_id", "by_id"), appended)
}

func replacementsAt(one, other string) reads[*model.Subscription] {
	return func(t *text, e Edge) (reader[*model.Subscription], string) {
		r := subscriptions(t, e.Fields)
		return r, "from replacements r join subscriptions s on s.id = r." + one + r.joins + " where r." + other + " = p.id order by s.id"
	}
}

// Covered are the subscriptions that members of an EPCI hold alone on a day or later, and all of whose services a pooled
// subscription of the EPCI gives them on that day.
func (s *Store) Covered(ctx context.Context, pooled *model.Subscription, on model.Date) ([]*model.Subscription, error) {
	return every(ctx, s, question{}, "s", All, func(t *text, e Edge) (reader[*model.Subscription], string) {
		r := subscriptions(t, e.Fields)
		sub, day := t.given(0), t.given(3)+"::date"
		later := "greatest(" + day + ", s.starts_on)"
		return r, "from memberships m join subscriptions s on s.subscriber_id = m.member_id where m.group_id = " + t.given(1) + " and " + in("m.starts_on", "m.ends_on", day) +
			" and (s.ends_on is null or " + day + " < s.ends_on and s.starts_on < s.ends_on)" +
			" and not exists (select from absences x where x.subscription_id = " + sub + " and x.collectivity_id = m.member_id and " + in("x.starts_on", "x.ends_on", day) + ")" +
			" and exists (select from offer_services b where b.offer_id = s.offer_id and " + in("b.valid_from", "b.valid_to", later) + ")" +
			" and not exists (select from offer_services b where b.offer_id = s.offer_id and " + in("b.valid_from", "b.valid_to", later) +
			" and not exists (select from offer_services p where p.offer_id = " + t.given(2) + " and p.service_id = b.service_id and " + in("p.valid_from", "p.valid_to", later) + "))" +
			" order by s.subscriber_id, s.id"
	}, int64(pooled.ID), int64(pooled.SubscriberID), int64(pooled.OfferID), on)
}

// Carry gives the successor of a subscription what still holds on its first day: suspensions, and the exclusions and acceptances
// of those that are members of its subscriber then.
func (s *Store) Carry(ctx context.Context, from, to *model.Subscription) error {
	_, err := s.tx.ExecContext(ctx, `insert into suspensions (subscription_id, starts_on, ends_on, reason)
		select $2, starts_on, ends_on, reason from suspensions where subscription_id = $1 and (ends_on is null or $3::date < ends_on)`, int64(from.ID), int64(to.ID), to.StartsOn)
	if err != nil {
		return err
	}
	for table, columns := range map[string]string{"exclusions": "reason", "acceptances": "agreement, signed_on, correspondent_id"} {
		_, err := s.tx.ExecContext(ctx, "insert into "+table+" (subscription_id, collectivity_id, starts_on, ends_on, "+columns+") select $2, collectivity_id, starts_on, ends_on, "+columns+
			" from "+table+` x where x.subscription_id = $1 and (x.ends_on is null or $3::date < x.ends_on) and exists (select from memberships m
			where m.group_id = $4 and m.member_id = x.collectivity_id and `+in("m.starts_on", "m.ends_on", "$3::date")+")", int64(from.ID), int64(to.ID), to.StartsOn, int64(to.SubscriberID))
		if err != nil {
			return err
		}
	}
	return nil
}

// Orphans are the subscriptions that go on after the day on which their subscriber ended, by key.
func (s *Store) Orphans(ctx context.Context) ([]*model.Subscription, error) {
	return every(ctx, s, question{}, "s", All, func(t *text, e Edge) (reader[*model.Subscription], string) {
		r := subscriptions(t, e.Fields)
		return r, "from subscriptions s join collectivities c on c.id = s.subscriber_id where c.valid_to is not null and (s.ends_on is null or s.ends_on > c.valid_to) and s.starts_on < coalesce(s.ends_on, 'infinity') order by s.id"
	})
}
