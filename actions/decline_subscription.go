package actions

import (
	"context"

	"maillage/model"
)

// DeclineSubscription is a member that wants none of it, or no longer, though it would not pay: its acceptance ends, if it gave one.
func (a *Actions) DeclineSubscription(ctx context.Context, in model.DeclineSubscriptionInput, by string) (*model.Subscription, error) {
	since := func(*model.Subscription) (string, model.Date) { return "from", in.From }
	return a.onMember(ctx, named{in.Subscription, "beneficiary", in.Beneficiary}, model.EventVerbDeclined, by, since, func(m *member) error {
		if x := m.out(in.From); x != nil && x.Reason == model.ExclusionReasonDeclined {
			return model.Conflict("beneficiary", "%s declined already, on %s", m.body.Name, x.StartsOn)
		} else if x != nil {
			return model.Conflict("beneficiary", "the subscriber left %s out on %s: there is nothing to decline", m.body.Name, x.StartsOn)
		}
		return nil
	}, func(m *member) error {
		for _, x := range m.accepted {
			switch {
			case x.EndsOn != nil && *x.EndsOn <= in.From:
			case in.From <= x.StartsOn:
				if err := m.tx.Remove(ctx, x); err != nil {
					return err
				}
			default:
				x.EndsOn = &in.From
				if err := m.tx.Change(ctx, x); err != nil {
					return err
				}
			}
		}
		return m.leave(ctx, model.ExclusionReasonDeclined, in.From)
	})
}
