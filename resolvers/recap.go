package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/graph"
	"maillage/model"
)

func (r *ePCIResolver) Recap(ctx context.Context, objs []*model.EPCI, year int) ([]*model.Recap, error) {
	return r.Actions.Recaps(ctx, ids(objs), year)
}

func (r *mutationResolver) SetRebilling(ctx context.Context, input model.SetRebillingInput) (*model.SetRebillingPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).SetRebilling)
	return &model.SetRebillingPayload{Rebilling: row, Errors: faults}, err
}

func (r *recapBeneficiaryResolver) Collectivity(ctx context.Context, objs []*model.RecapBeneficiary) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(b *model.RecapBeneficiary) model.CollectivityID { return b.CollectivityID }), r.fields(ctx))
}

func (r *Resolver) RecapBeneficiary() graph.RecapBeneficiaryResolver {
	return &recapBeneficiaryResolver{r}
}

type recapBeneficiaryResolver struct{ *Resolver }
