package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *departmentResolver) Region(ctx context.Context, objs []*model.Department) ([]*model.Region, error) {
	return ahead(ctx, objs, func() ([]*model.Region, error) {
		return r.DB.Regions(ctx, each(objs, func(d *model.Department) model.CollectivityID { return d.RegionID }), r.fields(ctx))
	})
}

func (r *departmentResolver) EPCIS(ctx context.Context, objs []*model.Department, on *model.Date, first *int, after *string) ([]*model.Connection[*model.EPCI], error) {
	return epcisBelow(ctx, r.Resolver, db.BelowDepartment, objs, on, first, after)
}

func (r *departmentResolver) Communes(ctx context.Context, objs []*model.Department, on *model.Date, filter *model.CommuneFilter, orderBy []*model.CommuneOrder, first *int, after *string) ([]*model.Connection[*model.Commune], error) {
	return communesBelow(ctx, r.Resolver, db.BelowDepartment, objs, on, filter, orderBy, first, after)
}

func (r *departmentResolver) Population(ctx context.Context, objs []*model.Department, on *model.Date, kind *model.PopulationKind) ([]*model.Population, error) {
	return populations(ctx, r.Resolver, objs, on, kind)
}

func (r *departmentResolver) Services(ctx context.Context, objs []*model.Department, on *model.Date) ([][]*model.Entitlement, error) {
	return entitlements(ctx, r.Resolver, objs, on)
}

func (r *departmentResolver) Subscriptions(ctx context.Context, objs []*model.Department, on *model.Date, first *int, after *string) ([]*model.Connection[*model.Subscription], error) {
	return subscriptions(ctx, r.Resolver, objs, on, first, after)
}

func (r *overseasCollectivityResolver) Communes(ctx context.Context, objs []*model.OverseasCollectivity, on *model.Date, filter *model.CommuneFilter, orderBy []*model.CommuneOrder, first *int, after *string) ([]*model.Connection[*model.Commune], error) {
	return communesBelow(ctx, r.Resolver, db.BelowOverseas, objs, on, filter, orderBy, first, after)
}

func (r *overseasCollectivityResolver) Population(ctx context.Context, objs []*model.OverseasCollectivity, on *model.Date, kind *model.PopulationKind) ([]*model.Population, error) {
	return populations(ctx, r.Resolver, objs, on, kind)
}

func (r *overseasCollectivityResolver) Services(ctx context.Context, objs []*model.OverseasCollectivity, on *model.Date) ([][]*model.Entitlement, error) {
	return entitlements(ctx, r.Resolver, objs, on)
}

func (r *overseasCollectivityResolver) Subscriptions(ctx context.Context, objs []*model.OverseasCollectivity, on *model.Date, first *int, after *string) ([]*model.Connection[*model.Subscription], error) {
	return subscriptions(ctx, r.Resolver, objs, on, first, after)
}

func (r *queryResolver) Department(ctx context.Context, code string) (*model.Department, error) {
	if err := model.CheckDepartmentCode("code", code); err != nil {
		return nil, err
	}
	return r.DB.DepartmentByCode(ctx, code, r.fields(ctx))
}

func (r *queryResolver) Departments(ctx context.Context) ([]*model.Department, error) {
	return r.DB.AllDepartments(ctx, r.fields(ctx))
}

func (r *queryResolver) Region(ctx context.Context, code string) (*model.Region, error) {
	if err := model.CheckRegionCode("code", code); err != nil {
		return nil, err
	}
	return r.DB.RegionByCode(ctx, code, r.fields(ctx))
}

func (r *queryResolver) Regions(ctx context.Context) ([]*model.Region, error) {
	return r.DB.AllRegions(ctx, r.fields(ctx))
}

func (r *queryResolver) OverseasCollectivities(ctx context.Context) ([]*model.OverseasCollectivity, error) {
	return r.DB.AllOverseasCollectivities(ctx, r.fields(ctx))
}

func (r *regionResolver) Departments(ctx context.Context, objs []*model.Region) ([][]*model.Department, error) {
	return ahead(ctx, objs, func() ([][]*model.Department, error) {
		return r.DB.DepartmentsIn(ctx, ids(objs), r.fields(ctx))
	})
}

func (r *regionResolver) EPCIS(ctx context.Context, objs []*model.Region, on *model.Date, first *int, after *string) ([]*model.Connection[*model.EPCI], error) {
	return epcisBelow(ctx, r.Resolver, db.BelowRegion, objs, on, first, after)
}

func (r *regionResolver) Communes(ctx context.Context, objs []*model.Region, on *model.Date, filter *model.CommuneFilter, orderBy []*model.CommuneOrder, first *int, after *string) ([]*model.Connection[*model.Commune], error) {
	return communesBelow(ctx, r.Resolver, db.BelowRegion, objs, on, filter, orderBy, first, after)
}

func (r *regionResolver) Population(ctx context.Context, objs []*model.Region, on *model.Date, kind *model.PopulationKind) ([]*model.Population, error) {
	return populations(ctx, r.Resolver, objs, on, kind)
}

func (r *regionResolver) Services(ctx context.Context, objs []*model.Region, on *model.Date) ([][]*model.Entitlement, error) {
	return entitlements(ctx, r.Resolver, objs, on)
}

func (r *regionResolver) Subscriptions(ctx context.Context, objs []*model.Region, on *model.Date, first *int, after *string) ([]*model.Connection[*model.Subscription], error) {
	return subscriptions(ctx, r.Resolver, objs, on, first, after)
}

func (r *Resolver) Department() graph.DepartmentResolver { return &departmentResolver{r} }

func (r *Resolver) OverseasCollectivity() graph.OverseasCollectivityResolver {
	return &overseasCollectivityResolver{r}
}

func (r *Resolver) Region() graph.RegionResolver { return &regionResolver{r} }

type (
	departmentResolver           struct{ *Resolver }
	overseasCollectivityResolver struct{ *Resolver }
	regionResolver               struct{ *Resolver }
)
