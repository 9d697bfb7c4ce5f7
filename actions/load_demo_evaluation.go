package actions

import (
	"context"
	"maps"
	"slices"
	"time"

	"maillage/db"
	"maillage/demo"
	"maillage/model"
)

// writeEvaluation enters what the demonstration's policy is judged by.
func writeEvaluation(ctx context.Context, tx *db.Store) error {
	const by = "demonstration"
	at := time.Date(2024, time.January, 15, 9, 0, 0, 0, time.UTC)
	for _, o := range demo.Objectives {
		value, err := model.ParseDecimal(o.Value)
		if err != nil {
			return err
		}
		if err := tx.AddTarget(ctx, o.Indicator, o.Year, model.Target{Value: value, Objective: o.Label, Owner: o.Answerer}, by, at, true); err != nil {
			return err
		}
	}
	for _, year := range slices.Sorted(maps.Keys(demo.Costs)) {
		if err := tx.AddPolicyCost(ctx, year, demo.Costs[year], "comptes de la démonstration", by, at, true); err != nil {
			return err
		}
	}
	for _, b := range demo.Benefits {
		service, err := tx.ServiceByCode(ctx, b.Service, db.All)
		if err != nil {
			return err
		}
		if err := tx.AddUnitBenefit(ctx, service.Terms().ID, 2024, b.Amount, b.Assumption, b.Source, by, at, true); err != nil {
			return err
		}
	}
	return nil
}
