package actions

import (
	"context"

	"maillage/model"
)

// CancelTermination takes back an end that was announced, as long as it has not come.
func (a *Actions) CancelTermination(ctx context.Context, in model.CancelTerminationInput, by string) (*model.Subscription, error) {
	return a.onSubscription(ctx, in.Subscription, in.Version, model.EventVerbTerminationCancelled, by, func(c *change) error {
		s := c.row
		switch {
		case s.TerminatedOn == nil:
			return model.Conflict("subscription", "nobody announced its end: there is nothing to take back")
		case *s.EndsOn <= c.today:
			return model.Conflict("subscription", "it ended on %s: subscribe anew", s.EndsOn)
		}
		whole := *s
		whole.EndsOn = s.FormerEndsOn
		return checkBeside(ctx, c.tx, "subscription", &whole)
	}, func(c *change) error {
		c.row.EndsOn, c.row.FormerEndsOn, c.row.TerminatedOn = c.row.FormerEndsOn, nil, nil
		return nil
	})
}
