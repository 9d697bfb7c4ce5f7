package actions

import (
	"context"

	"maillage/db"
	"maillage/demo"
	"maillage/model"
)

// writeUsage enters the counts of the communes that may use something, up to the last month that is over.
func writeUsage(ctx context.Context, tx *db.Store, facts demo.Facts, today model.Date) error {
	last := model.MonthOf(today) - 1
	found, err := tx.UsageRights(ctx, facts.Region.Base().ID, demo.CountedFrom, last+1)
	if err != nil {
		return err
	}
	rights := make([]demo.Right, len(found))
	for i, r := range found {
		rights[i] = demo.Right{BodyID: r.ID, Code: r.Code, EPCI: r.EPCI, Population: r.Population, Service: r.Service, IndicatorID: r.IndicatorID, From: r.From, To: r.To}
	}
	counts := demo.Usage(rights, last)
	return tx.LoadUsage(ctx, demo.CountedFrom, last, len(counts), func(i int) (model.CollectivityID, int64, model.Month, int) {
		c := counts[i]
		return c.BodyID, c.IndicatorID, c.Month, c.Count
	})
}
