package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// IssueCampaign numbers the dues of a validated call, without a gap; from then on nothing of it changes.
func (a *Actions) IssueCampaign(ctx context.Context, year int) (call *model.Campaign, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if call, err = at(ctx, tx, year, model.CampaignStatusValidated, "issue"); err != nil {
			return err
		}
		if err := tx.NumberDues(ctx, call); err != nil {
			return err
		}
		now := a.Now().UTC()
		call.Status, call.IssuedAt = model.CampaignStatusIssued, &now
		return tx.ChangeCampaign(ctx, call)
	})
	if err != nil {
		return nil, err
	}
	return call, nil
}
