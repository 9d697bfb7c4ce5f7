package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// ValidateCampaign validates a computed call. Open anomalies, and whoever computed it, are refused.
func (a *Actions) ValidateCampaign(ctx context.Context, year int, by string) (call *model.Campaign, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if call, err = at(ctx, tx, year, model.CampaignStatusComputed, "validate"); err != nil {
			return err
		}
		var faults model.Errors
		if call.ComputedBy != nil && *call.ComputedBy == by {
			faults.Add("", &model.Error{Code: model.CodeForbidden, Path: "year", Message: "the call was computed with this key: it takes another person to validate it"})
		}
		open, err := tx.OpenAnomalies(ctx, call.ID)
		if err != nil {
			return err
		}
		if open > 0 {
			faults.Add("", model.Conflict("year", "%d anomalies of the call of %d are open: settle each with a reason, or mend what they name and open the call anew", open, year))
		}
		if err := faults.Err(); err != nil {
			return err
		}
		now := a.Now().UTC()
		call.Status, call.ValidatedBy, call.ValidatedAt = model.CampaignStatusValidated, &by, &now
		return tx.ChangeCampaign(ctx, call)
	})
	if err != nil {
		return nil, err
	}
	return call, nil
}
