package actions

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"maillage/db"
	"maillage/model"
)

// TakenOver is an EPCI's subscription, and those of its communes that it took over from.
type TakenOver struct {
	Row   *model.Subscription
	Ended []*model.Subscription
}

// TakeOverSubscriptions ends, on a day, the communes' own subscriptions all of whose services their EPCI's gives them then. One that
// has yet to begin never takes effect.
func (a *Actions) TakeOverSubscriptions(ctx context.Context, in model.TakeOverSubscriptionsInput, by string) (out TakenOver, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		pooled, err := subscription(ctx, tx, in.Subscription)
		if err != nil {
			return err
		}
		communes, err := tx.MembersOn(ctx, pooled.SubscriberID, in.On)
		if err != nil {
			return err
		}
		c, err := a.open(ctx, tx, in.Subscription, nil, communes...)
		if err != nil {
			return err
		}
		out.Row = c.row
		chosen, err := c.takesFrom(ctx, in, communes)
		if err != nil {
			return err
		}
		all, err := tx.Covered(ctx, c.row, in.On)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(s *model.Subscription) bool { return !slices.Contains(chosen, s.SubscriberID) })
		var offers []model.OfferID
		for _, s := range all {
			offers = append(offers, s.OfferID)
		}
		err = rights(ctx, tx, chosen, offers, func() (err error) {
			out.Ended, err = a.endAll(ctx, tx, all, c.row, in.On, by)
			return err
		})
		return err
	})
	if err != nil {
		out.Ended = nil
	}
	return out, err
}

// takesFrom are the communes that an EPCI takes over from.
func (c *change) takesFrom(ctx context.Context, in model.TakeOverSubscriptionsInput, communes []model.CollectivityID) ([]model.CollectivityID, error) {
	if c.row.Scope == model.SubscriptionScopeOwn {
		c.faults.Add("", model.Invalid("subscription", "it is for its subscriber alone, and gives the communes nothing: amend its scope first"))
	}
	if c.row.StatusOn(in.On) != model.SubscriptionStatusActive {
		c.faults.Add("", model.Invalid("on", "the subscription gives no right on %s: it is %s then", in.On, c.row.StatusOn(in.On)))
	}
	if in.Communes == nil {
		return communes, c.faults.Err()
	}
	bodies, err := bodiesOf(ctx, c.tx, &c.faults, "communes", in.Communes)
	if err != nil {
		return nil, err
	}
	for i, b := range bodies {
		if b != nil && !slices.Contains(communes, b.ID) {
			c.faults.Add("", model.Invalid(fmt.Sprintf("communes.%d", i), "%s is no member of the subscriber on %s", b.Name, in.On))
		}
	}
	return ids(bodies), c.faults.Err()
}

// endAll ends subscriptions in favour of one, and puts each on record, and what it took over.
func (a *Actions) endAll(ctx context.Context, tx *db.Store, all []*model.Subscription, by *model.Subscription, on model.Date, who string) (ended []*model.Subscription, err error) {
	var events []*model.Event
	var names []string
	for _, s := range all {
		before, err := snapshot(ctx, tx, s)
		if err != nil {
			return nil, err
		}
		if err := succeed(ctx, tx, s, max(on, s.StartsOn), by); err != nil {
			return nil, err
		}
		after, err := snapshot(ctx, tx, s)
		if err != nil {
			return nil, err
		}
		events = append(events, a.event(model.EventVerbTakenOver, who, s, s.SubscriberID, before, after))
		names = append(names, idOf(s.ID))
		ended = append(ended, s)
	}
	if len(all) > 0 {
		after, err := json.Marshal(map[string]any{"on": on, "ended": names})
		if err != nil {
			return nil, err
		}
		events = append(events, a.event(model.EventVerbTookOver, who, by, by.SubscriberID, nil, after))
	}
	return ended, tx.Record(ctx, events...)
}
