package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// CreditDue corrects an issued due downwards by a credit note, at most by what is left of it.
func (a *Actions) CreditDue(ctx context.Context, in model.CreditDueInput, by string) (*model.Due, error) {
	reason := model.Trim(in.Reason)
	var faults model.Errors
	faults.Add("", model.CheckLine("reason", "reason", reason))
	return a.onDue(ctx, in.Due, in.Amount, faults, nil, func(tx *db.Store, due *model.Due) error {
		return tx.AddCreditNote(ctx, due.ID, in.Amount, reason, by, a.Now().UTC())
	})
}
