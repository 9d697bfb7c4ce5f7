package actions

import (
	"context"
	"time"

	"maillage/db"
	"maillage/model"
)

// RecordPayment records what was received for an issued due, at most what is left of it.
func (a *Actions) RecordPayment(ctx context.Context, in model.RecordPaymentInput, by string) (*model.Due, error) {
	reference := model.Trim(in.Reference)
	var faults model.Errors
	faults.Add("", model.CheckLine("reference", "reference", reference))
	if today := model.Today(a.Now()); in.ReceivedOn > today {
		faults.Add("", model.Invalid("receivedOn", "%s is in the future: give the day on which it was received", in.ReceivedOn))
	}
	return a.onDue(ctx, in.Due, in.Amount, faults, func(call *model.Campaign) error {
		if first := model.NewDate(call.Year, time.January, 1); in.ReceivedOn < first {
			return model.Invalid("receivedOn", "%s is before the year that was called for: give the day on which it was received", in.ReceivedOn)
		}
		return nil
	}, func(tx *db.Store, due *model.Due) error {
		return tx.AddPayment(ctx, due.ID, model.Payment{Amount: in.Amount, ReceivedOn: in.ReceivedOn, Reference: reference}, by, a.Now().UTC())
	})
}

// onDue adds to an issued due something that takes an amount off what is left of it.
func (a *Actions) onDue(ctx context.Context, id string, amount model.Euro, faults model.Errors, check func(*model.Campaign) error, add func(tx *db.Store, due *model.Due) error) (due *model.Due, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		found, call, err := a.issued(ctx, tx, id, &faults)
		if err != nil {
			return err
		}
		if found != nil && check != nil {
			faults.Add("", check(call))
		}
		if amount <= 0 {
			faults.Add("", model.Invalid("amount", "%s is not above 0: give what was received or corrected", amount))
		} else if found != nil {
			left, err := tx.BalancesOf(ctx, []model.DueID{found.ID})
			if err != nil {
				return err
			}
			if amount > left[0] {
				faults.Add("", model.Invalid("amount", "%s € is more than the %s € that are left of this due", amount, left[0]))
			}
		}
		if err := faults.Err(); err != nil {
			return err
		}
		due = found
		return add(tx, due)
	})
	if err != nil {
		return nil, err
	}
	return due, nil
}

// issued is the due of an identifier, locked, in a call that is issued and not closed.
func (a *Actions) issued(ctx context.Context, tx *db.Store, id string, faults *model.Errors) (*model.Due, *model.Campaign, error) {
	var of model.DueID
	_ = of.UnmarshalGQL(id) // an identifier of something else is that of no due
	found, call, err := tx.LockDue(ctx, of)
	switch {
	case err != nil:
		return nil, nil, err
	case found == nil:
		faults.Add("", model.NotFound("due", "there is no such due: give an identifier that dues of a call returned"))
	case call.Status != model.CampaignStatusIssued:
		faults.Add("", model.Conflict("due", "the call of %d is %s: this is entered while it is ISSUED", call.Year, call.Status))
	case found.Number == nil:
		faults.Add("", model.Conflict("due", "this due is below the minimum: it was not issued"))
	}
	return found, call, nil
}
