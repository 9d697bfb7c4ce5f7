package main

import (
	"context"
	"fmt"
	"time"

	"maillage/actions"
	"maillage/db"
	"maillage/model"
)

// plant adds what the demonstration lacks: subscriptions that are suspended, and some that wait for their members' acceptance. A
// contender that knows nothing of either would be quicker, and wrong: the check finds it.
func plant(ctx context.Context, dsn string) error {
	const by = "bench"
	store, err := db.Open(ctx, dsn, db.Options{Connections: 2})
	if err != nil {
		return err
	}
	defer store.Close()
	a := &actions.Actions{DB: store, Now: func() time.Time { return time.Date(2026, time.June, 1, 10, 0, 0, 0, time.UTC) }}
	var planted bool
	if err := store.QueryRowContext(ctx, "select exists (select from events where actor = ?)", by).Scan(&planted); err != nil || planted {
		return err
	}
	suspended, err := list[int64](ctx, store, `select s.id from subscriptions s join collectivities c on c.id = s.subscriber_id
		where s.ends_on is null and s.starts_on < '2024-01-01' and (c.kind = 'EPCI' and s.id % 5 = 0 or c.kind = 'COMMUNE' and s.id % 7 = 0) order by s.id`)
	if err != nil {
		return err
	}
	for _, id := range suspended {
		until := model.NewDate(2026, 7, 1)
		in := model.SuspendSubscriptionInput{Subscription: fmt.Sprint("s", id), Version: 1, From: model.NewDate(2026, 5, 1), Until: &until, Reason: "travaux"}
		if _, err := a.SuspendSubscription(ctx, in, by); err != nil {
			return fmt.Errorf("suspend s%d: %w", id, err)
		}
	}
	const service = "DPO"
	subscribers, err := list[string](ctx, store, `select code from collectivities c where kind = 'EPCI' and valid_to is null and valid_from <= '2024-01-01'
		and exists (select from subscriptions s where s.subscriber_id = c.id) and not exists (select from subscriptions s join offers o on o.id = s.offer_id where s.subscriber_id = c.id and o.code = ?)
		order by code limit 8`, service)
	if err != nil {
		return err
	}
	for _, code := range subscribers {
		offer, must := service, true
		s, err := a.Subscribe(ctx, model.SubscribeInput{Subscriber: code, Offer: &model.OfferInput{Service: &offer}, Scope: model.SubscriptionScopeMembers,
			StartsOn: model.NewDate(2024, 1, 1), RequiresAcceptance: &must}, by)
		if err != nil {
			return fmt.Errorf("subscribe for %s: %w", code, err)
		}
		members, err := list[string](ctx, store, `select c.code from memberships m join collectivities c on c.id = m.member_id where m.group_id = ? and m.starts_on <= '2024-01-01' and m.ends_on is null
			order by c.code limit 10`, int64(s.SubscriberID))
		if err != nil {
			return err
		}
		for _, member := range members {
			in := model.AcceptSubscriptionInput{Subscription: fmt.Sprint("s", int64(s.ID)), Beneficiary: member, Correspondent: "Camille Exemple",
				Agreement: &model.AgreementInput{Kind: model.AgreementKindCharter, SignedOn: model.NewDate(2024, 2, 1)}}
			if _, err := a.AcceptSubscription(ctx, in, by); err != nil {
				return fmt.Errorf("accept for %s: %w", member, err)
			}
		}
	}
	return nil
}

func list[T any](ctx context.Context, s *db.Store, statement string, args ...any) (all []T, err error) {
	err = s.NewRaw(statement, args...).Scan(ctx, &all)
	return all, err
}
