package actions

import (
	"context"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// ReviseContributionRule writes a draft anew. One that somebody changed since it was read is a CONFLICT, and comes back as
// it stands now.
func (a *Actions) ReviseContributionRule(ctx context.Context, in model.ReviseContributionRuleInput) (row *model.ContributionRule, err error) {
	var faults model.Errors
	place(&faults, "content", contribution.Validate(in.Content))
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		found, err := draft(ctx, tx, in.Rule)
		if err := collect(&faults, err); err != nil {
			return err
		}
		row = found
		if row == nil {
			return faults.Err()
		}
		if row.Edition != in.Edition {
			faults.Add("", model.Conflict("edition", "the draft is at edition %d, not %d: somebody changed it, read it again", row.Edition, in.Edition))
		}
		if in.Content.Code != row.Code {
			faults.Add("", model.Invalid("content.code", "the code of %s stays: discard the draft and make another for %s", row.Code, in.Content.Code))
		}
		next := *row
		next.Edition++
		if err := fillRule(ctx, tx, &next, in.Content, &faults); err != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		row = &next
		return unchanged(tx.ChangeRule(ctx, row, in.Edition))
	})
	return row, err
}

// unchanged turns a write that found another edition into a CONFLICT.
func unchanged(written bool, err error) error {
	if err == nil && !written {
		return model.Conflict("edition", "somebody changed the rule at the same moment: read it again")
	}
	return err
}

// draft is a rule that is still being written.
func draft(ctx context.Context, tx *db.Store, id string) (*model.ContributionRule, error) {
	row, err := rule(ctx, tx, id)
	if err == nil && row.PublishedAt != nil {
		return nil, model.Conflict("rule", "%s version %d is published and never changes: draft another version", row.Code, row.Version)
	}
	return row, err
}

func rule(ctx context.Context, tx *db.Store, id string) (*model.ContributionRule, error) {
	key, _ := model.ParseID(id)
	of, _ := key.(model.RuleID) // an identifier of something else is that of no rule
	rows, err := tx.Rules(ctx, []model.RuleID{of})
	if err != nil {
		return nil, err
	}
	if rows[0] == nil {
		return nil, model.NotFound("rule", "there is no such rule: give an identifier that contributionRules returned")
	}
	return rows[0], nil
}
