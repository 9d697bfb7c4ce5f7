package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *mutationResolver) RegisterPublicBody(ctx context.Context, input model.RegisterPublicBodyInput) (*model.RegisterPublicBodyPayload, error) {
	body, err := r.Actions.RegisterPublicBody(ctx, input)
	faults, err := userErrors(err)
	return &model.RegisterPublicBodyPayload{PublicBody: body, Errors: faults}, err
}

func (r *publicBodyResolver) Parent(ctx context.Context, objs []*model.PublicBody) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(p *model.PublicBody) model.CollectivityID { return p.ParentID }), r.fields(ctx))
	})
}

func (r *publicBodyResolver) Population(ctx context.Context, objs []*model.PublicBody, on *model.Date, kind *model.PopulationKind) ([]*model.Population, error) {
	return populations(ctx, r.Resolver, objs, on, kind)
}

func (r *publicBodyResolver) Services(ctx context.Context, objs []*model.PublicBody, on *model.Date) ([][]*model.Entitlement, error) {
	return entitlements(ctx, r.Resolver, objs, on)
}

func (r *publicBodyResolver) Subscriptions(ctx context.Context, objs []*model.PublicBody, on *model.Date, first *int, after *string) ([]*model.Connection[*model.Subscription], error) {
	return subscriptions(ctx, r.Resolver, objs, on, first, after)
}

func (r *publicBodyConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.PublicBody]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *queryResolver) PublicBody(ctx context.Context, siren string) (*model.PublicBody, error) {
	if err := model.CheckSIREN("siren", siren); err != nil {
		return nil, err
	}
	return r.DB.PublicBodyBySIREN(ctx, siren, r.fields(ctx))
}

func (r *queryResolver) PublicBodies(ctx context.Context, filter *model.PublicBodyFilter, first *int, after *string) (*model.Connection[*model.PublicBody], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err == nil {
		err = filter.Check()
	}
	if err != nil {
		return nil, err
	}
	return r.DB.PublicBodies(ctx, filter, p, want, row)
}

func (r *Resolver) PublicBody() graph.PublicBodyResolver { return &publicBodyResolver{r} }

func (r *Resolver) PublicBodyConnection() graph.PublicBodyConnectionResolver {
	return &publicBodyConnectionResolver{r}
}

type (
	publicBodyResolver           struct{ *Resolver }
	publicBodyConnectionResolver struct{ *Resolver }
)
