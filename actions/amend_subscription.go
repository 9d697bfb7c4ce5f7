package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// Amended is what became of a subscription: as it stands from a day on, and the one that ended where another took its place.
type Amended struct{ Row, Ended *model.Subscription }

// AmendSubscription changes for whom a subscription is, or the decision that it rests on. A scope that changes on a later day than
// the first makes another subscription of it: what held before that day stays readable.
func (a *Actions) AmendSubscription(ctx context.Context, in model.AmendSubscriptionInput, by string) (out Amended, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		c, err := a.open(ctx, tx, in.Subscription, &in.Version)
		if err != nil {
			return err
		}
		found := *c.row
		out.Row = &found
		next, from, err := c.amended(ctx, in)
		if err != nil {
			return err
		}
		before, err := snapshot(ctx, tx, c.row)
		if err != nil {
			return err
		}
		apart := next.Scope != c.row.Scope && from > c.row.StartsOn
		err = rights(ctx, tx, []model.CollectivityID{c.row.SubscriberID}, []model.OfferID{c.row.OfferID}, func() error {
			if apart {
				next.ID, next.EndsOn = 0, nil
				return succeed(ctx, tx, c.row, from, next)
			}
			next.Version++
			return tx.Change(ctx, next)
		})
		if err != nil {
			return err
		}
		if apart {
			if out.Ended, err = a.record(ctx, tx, model.EventVerbAmended, by, c.row.ID, before); err != nil {
				return err
			}
			before = nil
		}
		out.Row, err = a.record(ctx, tx, model.EventVerbAmended, by, next.ID, before)
		return err
	})
	if err != nil {
		out.Ended = nil
	}
	return out, err
}

// amended is a subscription under its new terms, and the day from which its scope is another.
func (c *change) amended(ctx context.Context, in model.AmendSubscriptionInput) (*model.Subscription, model.Date, error) {
	next := *c.row
	from := max(c.today, c.row.StartsOn)
	if in.From != nil {
		from = *in.From
	}
	switch {
	case in.Scope == nil && in.Deliberation == nil:
		c.faults.Add("", model.Invalid("", "nothing is to be changed: give a scope, or a deliberation"))
	case in.Scope == nil && in.From != nil:
		c.faults.Add("", model.Invalid("from", "a day goes with a new scope: leave it out"))
	}
	if in.Scope != nil {
		next.Scope = *in.Scope
		if *in.Scope == c.row.Scope {
			c.faults.Add("", model.Invalid("scope", "the scope is %s already: leave it out", *in.Scope))
		}
		if !c.row.Period().Contains(from) {
			c.faults.Add("", model.Invalid("from", "the subscription is not in force on %s: see startsOn and endsOn", from))
		}
		bodies, err := c.tx.Collectivities(ctx, []model.CollectivityID{c.row.SubscriberID}, db.All)
		if err != nil {
			return nil, 0, err
		}
		c.faults.Add("", checkScope("scope", bodies[0].Base(), *in.Scope))
		then := next
		then.StartsOn = from
		if err := checkRequirements(ctx, c.tx, &c.faults, "scope", &then); err != nil {
			return nil, 0, err
		}
	}
	if in.Deliberation != nil {
		then := next
		then.StartsOn = max(then.StartsOn, from)
		decided(&c.faults, &then, in.Deliberation)
		next.DeliberationNumber, next.DeliberationDate = then.DeliberationNumber, then.DeliberationDate
	}
	return &next, from, c.faults.Err()
}
