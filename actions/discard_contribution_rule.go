package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// DiscardContributionRule deletes a draft. A published rule is a CONFLICT: it is withdrawn, never deleted.
func (a *Actions) DiscardContributionRule(ctx context.Context, in model.DiscardContributionRuleInput) (code string, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		row, err := draft(ctx, tx, in.Rule)
		if err != nil {
			return err
		}
		code = row.Code
		return tx.DiscardRule(ctx, row.ID)
	})
	return code, err
}
