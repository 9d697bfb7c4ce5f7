package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// succeed ends a subscription on the first day of others, which take over what is left of its time and of what hangs on it. One
// that has a key already goes on as it is. Coverage and record are the caller's.
func succeed(ctx context.Context, tx *db.Store, old *model.Subscription, on model.Date, heirs ...*model.Subscription) error {
	end, announced, former := old.EndsOn, old.TerminatedOn, old.FormerEndsOn
	if end == nil || on < *end {
		old.EndsOn, old.TerminatedOn, old.FormerEndsOn = &on, nil, nil
	} else {
		end, announced, former = nil, nil, nil // it ended that day: what follows has its own time
	}
	old.Version++
	if err := tx.Change(ctx, old); err != nil {
		return err
	}
	for _, heir := range heirs {
		if heir.ID == 0 {
			if heir.StartsOn = on; heir.EndsOn == nil || end != nil && *end < *heir.EndsOn {
				heir.EndsOn, heir.TerminatedOn, heir.FormerEndsOn = end, announced, former
			}
			heir.OfferID, heir.RequiresAcceptance, heir.Version = old.OfferID, old.RequiresAcceptance, 1
			if err := tx.Insert(ctx, heir); err != nil {
				return err
			}
			if err := tx.Carry(ctx, old, heir); err != nil {
				return err
			}
		}
		if err := tx.Insert(ctx, &model.Replacement{EndedID: old.ID, ByID: heir.ID, OnDate: on}); err != nil {
			return err
		}
	}
	return nil
}
