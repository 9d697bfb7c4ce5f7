package actions

import (
	"context"
	"fmt"
	"slices"

	"maillage/db"
	"maillage/model"
)

// Transferred is what became of a subscription: those of the successors, and the one that ended.
type Transferred struct {
	Rows  []*model.Subscription
	Ended *model.Subscription
}

// TransferSubscription ends a subscription on the day on which its subscriber's successors take over, and begins one for each.
func (a *Actions) TransferSubscription(ctx context.Context, in model.TransferSubscriptionInput, by string) (out Transferred, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		var faults model.Errors
		bodies, err := bodiesOf(ctx, tx, &faults, "to", in.To)
		if err != nil {
			return err
		}
		c, err := a.open(ctx, tx, in.Subscription, &in.Version, ids(bodies)...)
		if err != nil {
			return err
		}
		found := *c.row
		out.Ended = &found
		c.faults = append(c.faults, faults...)
		heirs, err := c.heirs(ctx, bodies, in.On)
		if err != nil {
			return err
		}
		return rights(ctx, tx, append(ids(bodies), c.row.SubscriberID), []model.OfferID{c.row.OfferID}, func() error {
			out, err = a.pass(ctx, c, heirs, in.On, by)
			return err
		})
	})
	if err != nil {
		out.Rows = nil
	}
	return out, err
}

// pass ends a subscription on the first day of those of its heirs, and puts all of it on record. Coverage is the caller's.
func (a *Actions) pass(ctx context.Context, c *change, heirs []*model.Subscription, on model.Date, by string) (out Transferred, err error) {
	before, err := snapshot(ctx, c.tx, c.row)
	if err != nil {
		return out, err
	}
	if err := succeed(ctx, c.tx, c.row, on, heirs...); err != nil {
		return out, err
	}
	if out.Ended, err = a.record(ctx, c.tx, model.EventVerbTransferred, by, c.row.ID, before); err != nil {
		return out, err
	}
	for _, heir := range heirs {
		row, err := a.record(ctx, c.tx, model.EventVerbReceived, by, heir.ID, nil)
		if err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// heirs are the subscriptions of the successors: new ones, up to where a successor has subscribed by itself; or that one, where it
// is in force already.
func (c *change) heirs(ctx context.Context, bodies []*model.Body, on model.Date) (heirs []*model.Subscription, err error) {
	s := c.row
	if on <= s.StartsOn || s.EndsOn != nil && *s.EndsOn < on {
		c.faults.Add("", model.Invalid("on", "the subscription is in force from %s to %s: give a day after the first, up to the last day out", s.StartsOn, orOpen(s.EndsOn)))
	}
	gone, err := c.tx.ReplacedBy(ctx, []model.SubscriptionID{s.ID}, db.None)
	if err != nil {
		return nil, err
	}
	if len(gone[0]) > 0 {
		c.faults.Add("", model.Conflict("subscription", "it was transferred or taken over already: see replacedBy"))
	}
	known, err := c.tx.SuccessorsOf(ctx, []model.CollectivityID{s.SubscriberID}, db.None)
	if err != nil {
		return nil, err
	}
	for i, b := range bodies {
		if b == nil {
			continue // told already
		}
		path := fmt.Sprintf("to.%d", i)
		heir := &model.Subscription{SubscriberID: b.ID, Scope: s.Scope, OfferID: s.OfferID, StartsOn: on, DeliberationNumber: s.DeliberationNumber,
			DeliberationDate: s.DeliberationDate, Demo: s.Demo}
		if b.Kind != model.CollectivityKindEPCI {
			heir.Scope = model.SubscriptionScopeOwn // an EPCI that became a commune nouvelle
		}
		if !slices.ContainsFunc(known[0], func(k *model.Succession) bool { return k.ToID == b.ID && k.On <= on }) {
			c.faults.Add("", model.Invalid(path, "%s did not come out of the subscriber by %s: see successors", b.Name, on))
		}
		c.faults.Add("", checkLife(path, b, on))
		other, err := c.tx.Beside(ctx, heir)
		switch {
		case err != nil:
			return nil, err
		case other != nil && other.StartsOn <= on:
			heir = other
		case other != nil:
			heir.EndsOn = &other.StartsOn // it subscribed by itself, from then on
		}
		heirs = append(heirs, heir)
	}
	return heirs, c.faults.Err()
}

// bodiesOf are the collectivities of a list of codes, nil where there is none; each is named once.
func bodiesOf(ctx context.Context, tx *db.Store, faults *model.Errors, path string, codes []string) (bodies []*model.Body, err error) {
	if len(codes) == 0 {
		faults.Add("", model.Invalid(path, "nobody is named: give at least one code"))
	}
	at := func(i int) string { return fmt.Sprintf("%s.%d", path, i) }
	bodies, missing, err := byCodes(ctx, tx, at, codes)
	if err != nil {
		return nil, err
	}
	for i, b := range bodies {
		if err := collect(faults, missing[i]); err != nil {
			return nil, err
		}
		if b != nil && slices.ContainsFunc(bodies[:i], func(o *model.Body) bool { return o != nil && o.ID == b.ID }) {
			faults.Add("", model.Invalid(at(i), "%s is named twice", b.Name))
		}
	}
	return bodies, nil
}

func ids(bodies []*model.Body) (list []model.CollectivityID) {
	for _, b := range bodies {
		if b != nil {
			list = append(list, b.ID)
		}
	}
	return list
}

func orOpen(d *model.Date) string {
	if d == nil {
		return "now on"
	}
	return d.String()
}
