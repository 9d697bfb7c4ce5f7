package resolvers

import (
	"context"
	"maillage/graph"
	"maillage/model"
)

func (r *bundleResolver) Services(ctx context.Context, objs []*model.Bundle, on *model.Date) ([][]*model.Service, error) {
	return ahead(ctx, objs, func() ([][]*model.Service, error) {
		return r.DB.ServicesIn(ctx, offerIDs(objs), r.on(on), r.fields(ctx))
	})
}

func (r *queryResolver) Service(ctx context.Context, code string) (*model.Service, error) {
	if err := model.CheckOfferCode("code", code); err != nil {
		return nil, err
	}
	return r.DB.ServiceByCode(ctx, code, r.fields(ctx))
}

func (r *queryResolver) Services(ctx context.Context, on *model.Date) ([]*model.Service, error) {
	return r.DB.AllServices(ctx, on, r.fields(ctx))
}

func (r *queryResolver) Bundle(ctx context.Context, code string) (*model.Bundle, error) {
	if err := model.CheckOfferCode("code", code); err != nil {
		return nil, err
	}
	return r.DB.BundleByCode(ctx, code, r.fields(ctx))
}

func (r *queryResolver) Bundles(ctx context.Context) ([]*model.Bundle, error) {
	return r.DB.AllBundles(ctx, r.fields(ctx))
}

func (r *serviceResolver) Category(ctx context.Context, objs []*model.Service) ([]*model.ServiceCategory, error) {
	return ahead(ctx, objs, func() ([]*model.ServiceCategory, error) {
		return r.DB.Categories(ctx, each(objs, func(s *model.Service) int { return *s.CategoryID }))
	})
}

func (r *serviceResolver) Requires(ctx context.Context, objs []*model.Service) ([][]*model.Service, error) {
	return ahead(ctx, objs, func() ([][]*model.Service, error) {
		return r.DB.RequiredBy(ctx, offerIDs(objs), r.fields(ctx))
	})
}

func (r *serviceResolver) Bundles(ctx context.Context, objs []*model.Service, on *model.Date) ([][]*model.Bundle, error) {
	return ahead(ctx, objs, func() ([][]*model.Bundle, error) {
		return r.DB.BundlesOf(ctx, offerIDs(objs), r.on(on), r.fields(ctx))
	})
}

func (r *serviceResolver) Indicators(ctx context.Context, objs []*model.Service) ([][]*model.ServiceIndicator, error) {
	return ahead(ctx, objs, func() ([][]*model.ServiceIndicator, error) {
		return r.DB.IndicatorsOf(ctx, offerIDs(objs))
	})
}

func (r *serviceResolver) Subscribers(ctx context.Context, objs []*model.Service, on *model.Date, first *int, after *string) ([]*model.Connection[model.Collectivity], error) {
	return ahead(ctx, objs, func() ([]*model.CollectivityConnection, error) {
		p, want, row, err := r.page(ctx, first, after)
		if err != nil {
			return nil, err
		}
		return r.DB.SubscribersOf(ctx, offerIDs(objs), r.on(on), p, want, row)
	})
}

func (r *serviceResolver) Coverage(ctx context.Context, objs []*model.Service, on *model.Date, territory model.TerritoryInput) ([]*model.Coverage, error) {
	covered, err := ahead(ctx, objs, func() ([]*model.Coverage, error) { return r.coverage(ctx, objs, on, territory) })
	if err == nil && len(covered) > 0 && covered[0].Collectivities == 0 {
		return r.coverage(ctx, objs, on, territory) // says what is wrong with the territory
	}
	return covered, err
}

func (r *Resolver) Bundle() graph.BundleResolver { return &bundleResolver{r} }

func (r *Resolver) Service() graph.ServiceResolver { return &serviceResolver{r} }

type (
	bundleResolver  struct{ *Resolver }
	serviceResolver struct{ *Resolver }
)
