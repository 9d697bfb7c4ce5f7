package actions

import (
	"context"
	"slices"

	"maillage/db"
	"maillage/model"
)

// SetTarget records what an indicator is to reach in a year.
func (a *Actions) SetTarget(ctx context.Context, in model.SetTargetInput, by string) (*string, error) {
	t := model.Target{Value: in.Value, Objective: model.Trim(in.Objective), Owner: model.Trim(in.Owner)}
	var faults model.Errors
	if !slices.ContainsFunc(policyIndicators, func(i model.PolicyIndicator) bool { return i.Code == in.Indicator }) {
		faults.Add("", model.NotFound("indicator", "there is no indicator %q: see indicators of evaluation", in.Indicator))
	}
	faults.Add("", checkYear("year", in.Year))
	if in.Value.Sign() < 0 {
		faults.Add("", model.Invalid("value", "%s is negative: no indicator is", in.Value))
	}
	faults.Add("", model.CheckLine("objective", "objective", t.Objective))
	faults.Add("", model.CheckLine("owner", "owner", t.Owner))
	return recorded(ctx, a, in.Indicator, faults, func(tx *db.Store) error { return tx.AddTarget(ctx, in.Indicator, in.Year, t, by, a.Now().UTC(), false) })
}

// recorded writes unless there are faults, and gives what it was about.
func recorded[T any](ctx context.Context, a *Actions, about T, faults model.Errors, write func(tx *db.Store) error) (*T, error) {
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if err := a.DB.InTx(ctx, write); err != nil {
		return nil, err
	}
	return &about, nil
}
