package actions

import (
	"context"

	"maillage/model"
)

// ResumeSubscription ends the suspension of a day, or takes back the next one where it has not begun then.
func (a *Actions) ResumeSubscription(ctx context.Context, in model.ResumeSubscriptionInput, by string) (*model.Subscription, error) {
	var this *model.Suspension
	return a.onSubscription(ctx, in.Subscription, in.Version, model.EventVerbResumed, by, func(c *change) error {
		all, err := c.tx.SuspensionsOf(ctx, []model.SubscriptionID{c.row.ID})
		if err != nil {
			return err
		}
		for _, u := range all[0] {
			if this == nil && (u.EndsOn == nil || in.On < *u.EndsOn) {
				this = u
			}
		}
		if this == nil {
			return model.Conflict("on", "it is not suspended on %s, nor later: see suspensions", in.On)
		}
		return nil
	}, func(c *change) error {
		if in.On <= this.StartsOn {
			return c.tx.Remove(ctx, this)
		}
		this.EndsOn = &in.On
		return c.tx.Change(ctx, this)
	})
}
