package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// CloseCampaign closes an issued call whose dues are settled: no payment or credit note is entered any more.
func (a *Actions) CloseCampaign(ctx context.Context, year int) (call *model.Campaign, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if call, err = at(ctx, tx, year, model.CampaignStatusIssued, "close"); err != nil {
			return err
		}
		dues, left, err := tx.OpenDues(ctx, call.ID)
		if err != nil {
			return err
		}
		if dues > 0 {
			return model.Conflict("year", "%d dues of the call of %d are open, %s € in all: record what was paid, and credit what will not be", dues, year, left)
		}
		now := a.Now().UTC()
		call.Status, call.ClosedAt = model.CampaignStatusClosed, &now
		return tx.ChangeCampaign(ctx, call)
	})
	if err != nil {
		return nil, err
	}
	return call, nil
}
