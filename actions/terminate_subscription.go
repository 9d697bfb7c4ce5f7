package actions

import (
	"context"

	"maillage/model"
)

// TerminateSubscription announces an end that is still to come. One that has not begun may end on its first day: it then never
// takes effect.
func (a *Actions) TerminateSubscription(ctx context.Context, in model.TerminateSubscriptionInput, by string) (*model.Subscription, error) {
	return a.onSubscription(ctx, in.Subscription, in.Version, model.EventVerbTerminated, by, func(c *change) error {
		s := c.row
		switch {
		case s.StatusOn(c.today) == model.SubscriptionStatusEnded && s.TerminatedOn == nil:
			return model.Conflict("subscription", "it ended on %s", s.EndsOn)
		case s.TerminatedOn != nil:
			return model.Conflict("subscription", "its end on %s was announced on %s: take that back first with cancelTermination", s.EndsOn, s.TerminatedOn)
		case in.EndsOn <= c.today:
			return model.Invalid("endsOn", "%s has come: an end is announced for a day after %s", in.EndsOn, c.today)
		case in.EndsOn < s.StartsOn:
			return model.Invalid("endsOn", "the subscription starts on %s: give that day where it is never to take effect", s.StartsOn)
		case s.EndsOn != nil && *s.EndsOn <= in.EndsOn:
			return model.Invalid("endsOn", "it ends on %s anyway: give an earlier day", s.EndsOn)
		}
		return nil
	}, func(c *change) error {
		c.row.FormerEndsOn, c.row.EndsOn, c.row.TerminatedOn = c.row.EndsOn, &in.EndsOn, &c.today
		return nil
	})
}
