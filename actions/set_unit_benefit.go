package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

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
