package actions

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// Evaluation finds a territory with its communes on the last day of a year, or today if that is earlier. A year that has not begun is INVALID.
func (a *Actions) Evaluation(ctx context.Context, kind model.CollectivityKind, code string, year int) (*model.Evaluation, error) {
	if err := checkYear("year", year); err != nil {
		return nil, err
	}
	today := model.Today(a.Now())
	if year > today.Year() {
		return nil, model.Invalid("year", "%d has not begun: there is nothing to evaluate yet", year)
	}
	return a.evaluation(ctx, kind, code, year)
}

func (a *Actions) evaluation(ctx context.Context, kind model.CollectivityKind, code string, year int) (*model.Evaluation, error) {
	e := &model.Evaluation{Kind: kind, Code: code, Year: year, AsOf: a.lastDay(year)}
	communes, err := a.DB.CommunesIn(ctx, db.Territory{Kind: kind, Code: code}, e.AsOf)
	e.Known = communes
	e.Standings = sync.OnceValues(func() (*model.Responsibility, error) { return a.responsibility(ctx, e) })
	e.Money = sync.OnceValues(func() (*model.PolicyReturn, error) { return a.policyReturn(ctx, e) })
	return e, err
}

// responsibility tells how the communes of an evaluation stand, by code.
func (a *Actions) responsibility(ctx context.Context, e *model.Evaluation) (*model.Responsibility, error) {
	stakes, err := a.Stakes(ctx, e.Known, e.Year)
	if err != nil {
		return nil, err
	}
	r := &model.Responsibility{}
	for _, s := range stakes {
		r.Count(s)
	}
	slices.SortFunc(r.Stakes, func(x, y *model.Stake) int { return cmp.Compare(x.Code, y.Code) })
	return r, nil
}

// policyReturn tells what the policy costs in an evaluation's territory, and what it brings.
func (a *Actions) policyReturn(ctx context.Context, e *model.Evaluation) (*model.PolicyReturn, error) {
	p, err := a.projectionOf(ctx, e.Year)
	if err != nil {
		return nil, err
	}
	out := &model.PolicyReturn{ByService: []*model.ServiceReturn{}}
	var all model.Euro
	for _, c := range p.communes {
		all += c.imputed
	}
	for _, id := range e.Known {
		if c := p.communes[id]; c != nil {
			out.Contributions += c.imputed
			if c.standalone != nil {
				out.AvoidedCost += *c.standalone - c.imputed
			}
		}
	}
	cost, err := a.DB.PolicyCost(ctx, e.Year)
	if err != nil {
		return nil, err
	}
	if cost != nil && all > 0 {
		share := contribution.Split(*cost, []contribution.Weight{{Code: "in", By: int64(out.Contributions)}, {Code: "out", By: int64(all - out.Contributions)}})
		out.Cost = &share[0]
	}
	units, err := a.DB.ServiceUnits(ctx, e.Known, e.Year)
	if err != nil {
		return nil, err
	}
	benefits, err := a.DB.UnitBenefits(ctx, e.Year)
	if err != nil {
		return nil, err
	}
	codes, err := a.serviceCodes(ctx)
	if err != nil {
		return nil, err
	}
	for id, n := range units {
		row := &model.ServiceReturn{ServiceID: id, Code: codes[id], Units: n}
		if b := benefits[id]; b != nil {
			benefit := b.Amount * model.Euro(n)
			row.UnitBenefit, row.Assumption, row.Benefit = &b.Amount, &b.Assumption, &benefit
		}
		out.ByService = append(out.ByService, row)
	}
	slices.SortFunc(out.ByService, func(x, y *model.ServiceReturn) int { return cmp.Compare(x.Code, y.Code) })
	return out, nil
}
