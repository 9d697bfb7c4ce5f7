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

// SetUnitBenefit records what a unit of use of a service is taken to bring, from a year on.
func (a *Actions) SetUnitBenefit(ctx context.Context, in model.SetUnitBenefitInput, by string) (*string, error) {
	assumption, source := model.Trim(in.Assumption), model.Trim(in.Source)
	var faults model.Errors
	service, err := a.DB.ServiceByCode(ctx, in.Service, db.All)
	if err != nil {
		return nil, err
	}
	if service == nil {
		faults.Add("", model.NotFound("service", "the catalogue has no service %q: see services", in.Service))
	}
	faults.Add("", checkYear("fromYear", in.FromYear))
	if in.Amount < 0 {
		faults.Add("", model.Invalid("amount", "%s is negative: what costs more than it brings has no benefit, give 0", in.Amount))
	}
	faults.Add("", model.CheckLine("assumption", "assumption", assumption))
	faults.Add("", model.CheckLine("source", "source", source))
	return recorded(ctx, a, in.Service, faults, func(tx *db.Store) error {
		return tx.AddUnitBenefit(ctx, service.Terms().ID, in.FromYear, in.Amount, assumption, source, by, a.Now().UTC(), false)
	})
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
