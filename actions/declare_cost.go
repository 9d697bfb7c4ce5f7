package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// DeclareCost records what the policy cost the syndicate in a year.
func (a *Actions) DeclareCost(ctx context.Context, in model.DeclareCostInput, by string) (*int, error) {
	source := model.Trim(in.Source)
	var faults model.Errors
	faults.Add("", checkYear("year", in.Year))
	if in.Amount <= 0 {
		faults.Add("", model.Invalid("amount", "%s is not above 0: give what it cost", in.Amount))
	}
	faults.Add("", model.CheckLine("source", "source", source))
	return recorded(ctx, a, in.Year, faults, func(tx *db.Store) error {
		return tx.AddPolicyCost(ctx, in.Year, in.Amount, source, by, a.Now().UTC(), false)
	})
}
