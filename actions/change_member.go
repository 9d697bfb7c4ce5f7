package actions

import (
	"context"
	"encoding/json"
	"slices"

	"maillage/db"
	"maillage/model"
)

// member is a verb at work on a member in the scope of a subscription.
type member struct {
	*change
	body     *model.Body
	accepted []*model.Acceptance
	absent   []*model.Exclusion
}

// named is who is meant, by which field of the input.
type named struct{ subscription, path, code string }

// onMember is the frame of what a member does, or is done to it, from a day on. Members answer one by one, and many at a time: that
// counts as no change of the subscription itself.
func (a *Actions) onMember(ctx context.Context, n named, verb model.EventVerb, by string, since func(*model.Subscription) (path string, day model.Date),
	check, write func(*member) error) (row *model.Subscription, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		c, err := a.open(ctx, tx, n.subscription, nil)
		if err != nil {
			return err
		}
		row = c.row
		m := &member{change: c}
		if m.body, err = byCode(ctx, tx, n.path, n.code); err != nil {
			if err := collect(&c.faults, err); err != nil {
				return err
			}
		}
		path, day := since(row)
		if m.body != nil {
			if err := m.find(ctx, n.path, path, day); err != nil {
				return err
			}
		}
		if err := collect(&c.faults, check(m)); err != nil {
			return err
		}
		if err := c.faults.Err(); err != nil {
			return err
		}
		before, err := m.kept()
		if err != nil {
			return err
		}
		if err := rights(ctx, tx, []model.CollectivityID{m.body.ID}, []model.OfferID{m.row.OfferID}, func() error { return write(m) }); err != nil {
			return err
		}
		return a.recordMember(ctx, m, verb, by, before)
	})
	return row, err
}

// find reads a member's way so far; who is not in the scope on the day has none.
func (m *member) find(ctx context.Context, path, dayPath string, day model.Date) error {
	members, err := m.tx.MembersOn(ctx, m.row.SubscriberID, day)
	if err != nil {
		return err
	}
	switch {
	case !m.row.Period().Contains(day):
		m.faults.Add("", model.Invalid(dayPath, "the subscription is not in force on %s: see startsOn and endsOn", day))
	case m.row.Scope == model.SubscriptionScopeOwn || !slices.Contains(members, m.body.ID):
		m.faults.Add("", model.Invalid(path, "%s is not in the scope of the subscription on %s: see steps", m.body.Name, day))
	}
	return m.read(ctx)
}

func (m *member) read(ctx context.Context) (err error) {
	if m.accepted, err = m.tx.AcceptancesAmong(ctx, m.row.ID, m.body.ID); err == nil {
		m.absent, err = m.tx.AbsencesAmong(ctx, m.row.ID, m.body.ID)
	}
	return err
}

func (a *Actions) recordMember(ctx context.Context, m *member, verb model.EventVerb, by string, before json.RawMessage) error {
	if err := m.read(ctx); err != nil {
		return err
	}
	after, err := m.kept()
	if err != nil {
		return err
	}
	return m.tx.Record(ctx, a.event(verb, by, m.row, m.body.ID, before, after))
}

// out is the exclusion of a day, nil where the member is in.
func (m *member) out(day model.Date) *model.Exclusion {
	for _, x := range m.absent {
		if (model.Period{From: x.StartsOn, To: x.EndsOn}).Contains(day) {
			return x
		}
	}
	return nil
}

// comeBack ends the exclusions for a reason from a day on; one that would only begin then is taken back.
func (m *member) comeBack(ctx context.Context, reason model.ExclusionReason, day model.Date) error {
	for _, x := range m.absent {
		switch {
		case x.Reason != reason || x.EndsOn != nil && *x.EndsOn <= day:
		case day <= x.StartsOn:
			if err := m.tx.Remove(ctx, x); err != nil {
				return err
			}
		default:
			x.EndsOn = &day
			if err := m.tx.Change(ctx, x); err != nil {
				return err
			}
		}
	}
	return nil
}

// leave enters an exclusion from a day on, up to the next one.
func (m *member) leave(ctx context.Context, reason model.ExclusionReason, day model.Date) error {
	x := &model.Exclusion{SubscriptionID: m.row.ID, CollectivityID: m.body.ID, Reason: reason, StartsOn: day}
	for _, later := range m.absent {
		if day < later.StartsOn && x.EndsOn == nil {
			x.EndsOn = &later.StartsOn
		}
	}
	return m.tx.Insert(ctx, x)
}
