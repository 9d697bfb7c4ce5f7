package actions

import (
	"context"
	"slices"

	"maillage/model"
)

// SuspendSubscription makes a subscription give no right for a while. It goes on, and so does what is owed for it.
func (a *Actions) SuspendSubscription(ctx context.Context, in model.SuspendSubscriptionInput, by string) (*model.Subscription, error) {
	reason := model.Trim(in.Reason)
	this := model.Period{From: in.From, To: in.Until}
	return a.onSubscription(ctx, in.Subscription, in.Version, model.EventVerbSuspended, by, func(c *change) error {
		c.faults.Add("", model.CheckLine("reason", "reason", reason))
		if in.Until != nil && *in.Until <= in.From {
			c.faults.Add("", model.Invalid("until", "%s is not after %s: until is the first day with rights again", in.Until, in.From))
		}
		if !c.row.Period().Contains(in.From) {
			c.faults.Add("", model.Invalid("from", "the subscription is not in force on %s: see startsOn and endsOn", in.From))
		}
		if slices.ContainsFunc(c.row.Suspended, this.Overlaps) {
			c.faults.Add("", model.Conflict("from", "it is suspended at that time already: see suspensions, and resume it first"))
		}
		return nil
	}, func(c *change) error {
		return c.tx.Insert(ctx, &model.Suspension{SubscriptionID: c.row.ID, StartsOn: in.From, EndsOn: in.Until, Reason: reason})
	})
}
