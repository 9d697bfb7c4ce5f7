package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// WithdrawContributionRule ends a published rule on a day, without another version. One that has ended is a CONFLICT.
func (a *Actions) WithdrawContributionRule(ctx context.Context, in model.WithdrawContributionRuleInput) (row *model.ContributionRule, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if row, err = rule(ctx, tx, in.Rule); err != nil {
			return err
		}
		switch {
		case row.PublishedAt == nil:
			return model.Conflict("rule", "%s version %d is a draft: discard it instead", row.Code, row.Version)
		case row.ValidTo != nil:
			return model.Conflict("rule", "%s version %d ends on %s already", row.Code, row.Version, row.ValidTo)
		case in.From < row.ValidFrom:
			return model.Invalid("from", "the rule begins on %s: it cannot end before", row.ValidFrom)
		}
		row.ValidTo, row.Withdrawn = &in.From, true
		return unchanged(tx.ChangeRule(ctx, row, row.Edition))
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}
