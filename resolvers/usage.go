package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *communeResolver) Usage(ctx context.Context, objs []*model.Commune, service string, indicator *string, from *model.Month, to *model.Month) ([][]*model.UsageMonth, error) {
	return usage(ctx, r.Resolver, objs, service, indicator, from, to)
}

func (r *departmentResolver) Usage(ctx context.Context, objs []*model.Department, service string, indicator *string, from *model.Month, to *model.Month) ([][]*model.UsageMonth, error) {
	return usage(ctx, r.Resolver, objs, service, indicator, from, to)
}

func (r *ePCIResolver) Usage(ctx context.Context, objs []*model.EPCI, service string, indicator *string, from *model.Month, to *model.Month) ([][]*model.UsageMonth, error) {
	return usage(ctx, r.Resolver, objs, service, indicator, from, to)
}

func (r *mutationResolver) RecordUsage(ctx context.Context, input model.RecordUsageInput) (*model.RecordUsagePayload, error) {
	out, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).RecordUsage)
	if out == nil {
		out = &model.RecordUsagePayload{Rejected: []*model.RejectedCount{}}
	}
	out.Errors = faults
	return out, err
}

func (r *overseasCollectivityResolver) Usage(ctx context.Context, objs []*model.OverseasCollectivity, service string, indicator *string, from *model.Month, to *model.Month) ([][]*model.UsageMonth, error) {
	return usage(ctx, r.Resolver, objs, service, indicator, from, to)
}

func (r *publicBodyResolver) Usage(ctx context.Context, objs []*model.PublicBody, service string, indicator *string, from *model.Month, to *model.Month) ([][]*model.UsageMonth, error) {
	return usage(ctx, r.Resolver, objs, service, indicator, from, to)
}

func (r *regionResolver) Usage(ctx context.Context, objs []*model.Region, service string, indicator *string, from *model.Month, to *model.Month) ([][]*model.UsageMonth, error) {
	return usage(ctx, r.Resolver, objs, service, indicator, from, to)
}

func (r *serviceResolver) Usage(ctx context.Context, objs []*model.Service, territory model.TerritoryInput, indicator *string, from *model.Month, to *model.Month) ([][]*model.TerritoryUsage, error) {
	kind, code, err := territory.Check()
	if err != nil {
		return nil, err
	}
	first, last, err := r.months(from, to)
	if err != nil {
		return nil, err
	}
	return r.DB.UsageIn(ctx, offerIDs(objs), db.Territory{Kind: kind, Code: code}, indicator, first, last)
}

func (r *usageMonthResolver) Corrections(ctx context.Context, objs []*model.UsageMonth) ([][]*model.UsageCorrection, error) {
	return r.DB.CorrectionsOf(ctx, objs)
}

func (r *Resolver) UsageMonth() graph.UsageMonthResolver { return &usageMonthResolver{r} }

type usageMonthResolver struct{ *Resolver }
