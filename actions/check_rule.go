package actions

import (
	"context"

	"maillage/contribution"
	"maillage/model"
)

// CheckRule tells all that is wrong with a rule that is not stored: what keeps it from being drafted, and what from being published.
func (a *Actions) CheckRule(ctx context.Context, in model.ContributionRuleInput) error {
	var faults model.Errors
	faults.AddAll(contribution.Validate(&in))
	faults.AddAll(contribution.Complete(&in))
	row := &model.ContributionRule{Code: in.Code}
	if err := fillRule(ctx, a.DB, row, &in, &faults); err != nil {
		return err
	}
	if err := checkNames(ctx, a.DB, &in, &faults); err != nil {
		return err
	}
	return faults.Err()
}

// CheckRules look at rules before anybody is priced, and at whom no rule in force would price beside each.
func (a *Actions) CheckRules(ctx context.Context, rows []*model.ContributionRule) ([]*model.RuleCheck, error) {
	checks := make([]*model.RuleCheck, len(rows))
	years := map[int]*facts{}
	inForce := map[int][]contribution.Published{}
	for i, row := range rows {
		this, err := published(row)
		if err != nil {
			return nil, err
		}
		checks[i] = contribution.Check(this.Rule)
		year := this.ValidFrom.Year()
		if years[year] == nil {
			if inForce[year], err = a.rulesOf(ctx, year); err != nil {
				return nil, err
			}
			if years[year], err = a.facts(ctx, nil, nil, year, year); err != nil {
				return nil, err
			}
		}
		rules := []contribution.Published{this}
		for _, r := range inForce[year] {
			if r.Code != this.Code {
				rules = append(rules, r)
			}
		}
		for _, at := range contribution.Uncovered(this.Rule, rules, &years[year].Facts) {
			checks[i].Missed = append(checks[i].Missed, years[year].Bodies[at].ID)
		}
	}
	return checks, nil
}
