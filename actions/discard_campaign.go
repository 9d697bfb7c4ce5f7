package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// DiscardCampaign throws a call away that is not issued, with all that was computed for it. An issued one is a CONFLICT.
func (a *Actions) DiscardCampaign(ctx context.Context, year int) error {
	return a.DB.InTx(ctx, func(tx *db.Store) error {
		call, err := tx.LockCampaign(ctx, year)
		switch {
		case err != nil:
			return err
		case call == nil:
			return model.NotFound("year", "no call is open for %d", year)
		case call.Status == model.CampaignStatusIssued || call.Status == model.CampaignStatusClosed:
			return model.Conflict("year", "the call of %d is %s: what was issued stands, correct it with credit notes", year, call.Status)
		}
		return tx.DiscardCampaign(ctx, call.ID)
	})
}
