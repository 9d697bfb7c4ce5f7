package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// RecordReminder records that a payer was reminded of what is overdue.
func (a *Actions) RecordReminder(ctx context.Context, in model.RecordReminderInput, by string) (due *model.Due, err error) {
	var faults model.Errors
	if today := model.Today(a.Now()); in.SentOn > today {
		faults.Add("", model.Invalid("sentOn", "%s is in the future: give the day on which it was sent", in.SentOn))
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		found, _, err := a.issued(ctx, tx, in.Due, &faults)
		if err != nil {
			return err
		}
		var overdue model.Euro
		if found != nil {
			left, err := tx.OverdueOf(ctx, []model.DueID{found.ID}, in.SentOn)
			if err != nil {
				return err
			}
			if overdue = left[0]; overdue == 0 {
				faults.Add("", model.Invalid("sentOn", "nothing of this due was overdue on %s: see instalments and balance", in.SentOn))
			}
		}
		if err := faults.Err(); err != nil {
			return err
		}
		due = found
		return tx.AddReminder(ctx, due.ID, in.SentOn, overdue, by, a.Now().UTC())
	})
	if err != nil {
		return nil, err
	}
	return due, nil
}
