package actions

import (
	"context"

	"maillage/model"
)

// IncludeMember is a subscriber that takes a member in again, or takes back that it would be left out.
func (a *Actions) IncludeMember(ctx context.Context, in model.IncludeMemberInput, by string) (*model.Subscription, error) {
	since := func(*model.Subscription) (string, model.Date) { return "from", in.From }
	return a.onMember(ctx, named{in.Subscription, "member", in.Member}, model.EventVerbMemberIncluded, by, since, func(m *member) error {
		for _, x := range m.absent {
			if x.Reason == model.ExclusionReasonExcluded && (x.EndsOn == nil || in.From < *x.EndsOn) {
				return nil
			}
		}
		if m.body == nil {
			return nil // told already
		}
		return model.Conflict("member", "the subscriber leaves %s out neither on %s nor later: see exclusions", m.body.Name, in.From)
	}, func(m *member) error { return m.comeBack(ctx, model.ExclusionReasonExcluded, in.From) })
}
