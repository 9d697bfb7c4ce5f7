package actions

import (
	"context"
	"fmt"
	"slices"

	"maillage/db"
	"maillage/model"
)

// checkNames refuses names in a rule that nothing here bears: a college, a nature, a territory, an indicator of usage. A draft may hold
// them, as published scales of others do; what is published never changes, and would price nobody.
func checkNames(ctx context.Context, tx *db.Store, in *model.ContributionRuleInput, faults *model.Errors) error {
	if a := in.AppliesTo; a != nil {
		if err := checkColleges(ctx, tx, a, in.ValidFrom, faults); err != nil {
			return err
		}
		natures, err := tx.Natures(ctx)
		if err != nil {
			return err
		}
		for i, n := range a.Natures {
			if !slices.Contains(natures, n) {
				faults.Add("", model.NotFound(fmt.Sprintf("appliesTo.natures.%d", i), "no body has the nature %q: there are %v", n, natures))
			}
		}
		if a.Territory != nil {
			if err := checkTerritory(ctx, tx, *a.Territory, faults); err != nil {
				return err
			}
		}
	}
	for i, p := range in.Parts {
		if p.Basis == nil || p.Basis.Kind != model.BasisKindUsage || p.Basis.Indicator == nil {
			continue
		}
		there, err := tx.HasIndicator(ctx, *p.Basis.Indicator)
		if err != nil {
			return err
		}
		if !there {
			faults.Add("", model.NotFound(fmt.Sprintf("parts.%d.basis.indicator", i), "no service counts %q: see indicators of services", *p.Basis.Indicator))
		}
	}
	return nil
}

func checkColleges(ctx context.Context, tx *db.Store, a *model.RuleScopeInput, on model.Date, faults *model.Errors) error {
	if a.College == nil {
		return nil
	}
	colleges, err := tx.CollegesOn(ctx, on)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(colleges, func(c *model.College) bool { return c.Code == *a.College }) {
		faults.Add("", model.NotFound("appliesTo.college", "there is no college %q on %s: see colleges", *a.College, on))
	}
	return nil
}

func checkTerritory(ctx context.Context, tx *db.Store, in model.TerritoryInput, faults *model.Errors) error {
	kind, code, err := in.Check()
	if err != nil {
		place(faults, "appliesTo", err)
		return nil
	}
	name, err := tx.TerritoryName(ctx, db.Territory{Kind: kind, Code: code})
	if err == nil && name == "" {
		faults.Add("", model.NotFound("appliesTo.territory", "no %s has the code %q", kind, code))
	}
	return err
}
