package actions

import (
	"context"

	"maillage/model"
)

// ExcludeMember is a subscriber that leaves a member out. What the member signed stays, for the day it is taken in again.
func (a *Actions) ExcludeMember(ctx context.Context, in model.ExcludeMemberInput, by string) (*model.Subscription, error) {
	since := func(*model.Subscription) (string, model.Date) { return "from", in.From }
	return a.onMember(ctx, named{in.Subscription, "member", in.Member}, model.EventVerbMemberExcluded, by, since, func(m *member) error {
		if x := m.out(in.From); x != nil && x.Reason == model.ExclusionReasonExcluded {
			return model.Conflict("member", "%s is left out already, since %s", m.body.Name, x.StartsOn)
		} else if x != nil {
			return model.Conflict("member", "%s declined on %s: there is nothing to take from it", m.body.Name, x.StartsOn)
		}
		return nil
	}, func(m *member) error { return m.leave(ctx, model.ExclusionReasonExcluded, in.From) })
}
