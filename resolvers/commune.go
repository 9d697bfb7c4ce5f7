package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *communeResolver) Department(ctx context.Context, objs []*model.Commune) ([]*model.Department, error) {
	return ahead(ctx, objs, func() ([]*model.Department, error) {
		return r.DB.Departments(ctx, each(objs, func(c *model.Commune) model.CollectivityID { return c.DepartmentID }), r.fields(ctx))
	})
}

func (r *communeResolver) Region(ctx context.Context, objs []*model.Commune) ([]*model.Region, error) {
	return ahead(ctx, objs, func() ([]*model.Region, error) {
		return r.DB.Regions(ctx, each(objs, func(c *model.Commune) model.CollectivityID { return c.RegionID }), r.fields(ctx))
	})
}

func (r *communeResolver) OverseasCollectivity(ctx context.Context, objs []*model.Commune) ([]*model.OverseasCollectivity, error) {
	return ahead(ctx, objs, func() ([]*model.OverseasCollectivity, error) {
		return r.DB.OverseasCollectivities(ctx, each(objs, func(c *model.Commune) model.CollectivityID { return c.OverseasID }), r.fields(ctx))
	})
}

func (r *communeResolver) EPCI(ctx context.Context, objs []*model.Commune, on *model.Date) ([]*model.EPCI, error) {
	return ahead(ctx, objs, func() ([]*model.EPCI, error) { return r.DB.EPCIOf(ctx, ids(objs), r.on(on), r.fields(ctx)) })
}

func (r *communeResolver) Memberships(ctx context.Context, objs []*model.Commune) ([][]*model.Membership, error) {
	return ahead(ctx, objs, func() ([][]*model.Membership, error) {
		return r.DB.MembershipsOf(ctx, ids(objs), r.fields(ctx))
	})
}

func (r *communeResolver) States(ctx context.Context, objs []*model.Commune) ([][]*model.State, error) {
	return ahead(ctx, objs, func() ([][]*model.State, error) {
		return r.DB.StatesOf(ctx, ids(objs))
	})
}

func (r *communeResolver) Successors(ctx context.Context, objs []*model.Commune) ([][]*model.Succession, error) {
	return ahead(ctx, objs, func() ([][]*model.Succession, error) {
		return r.DB.SuccessorsOf(ctx, ids(objs), r.fields(ctx))
	})
}

func (r *communeResolver) Predecessors(ctx context.Context, objs []*model.Commune) ([][]*model.Succession, error) {
	return ahead(ctx, objs, func() ([][]*model.Succession, error) {
		return r.DB.PredecessorsOf(ctx, ids(objs), r.fields(ctx))
	})
}

func (r *communeResolver) Population(ctx context.Context, objs []*model.Commune, on *model.Date, kind *model.PopulationKind) ([]*model.Population, error) {
	return populations(ctx, r.Resolver, objs, on, kind)
}

func (r *communeResolver) Services(ctx context.Context, objs []*model.Commune, on *model.Date) ([][]*model.Entitlement, error) {
	return entitlements(ctx, r.Resolver, objs, on)
}

func (r *communeResolver) Subscriptions(ctx context.Context, objs []*model.Commune, on *model.Date, first *int, after *string) ([]*model.Connection[*model.Subscription], error) {
	return subscriptions(ctx, r.Resolver, objs, on, first, after)
}

func (r *communeConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Commune]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *membershipResolver) EPCI(ctx context.Context, objs []*model.Membership) ([]*model.EPCI, error) {
	return ahead(ctx, objs, func() ([]*model.EPCI, error) {
		return r.DB.EPCIByID(ctx, each(objs, func(m *model.Membership) model.CollectivityID { return m.EPCIID }), r.fields(ctx))
	})
}

func (r *queryResolver) Commune(ctx context.Context, code string, on *model.Date) (*model.Commune, error) {
	if err := model.CheckCommuneCode("code", code); err != nil {
		return nil, err
	}
	return r.DB.CommuneByCode(ctx, code, on, r.fields(ctx))
}

func (r *queryResolver) Communes(ctx context.Context, filter *model.CommuneFilter, orderBy []*model.CommuneOrder, first *int, after *string, on *model.Date) (*model.Connection[*model.Commune], error) {
	return root(r.communes(ctx, db.Nothing, nil, on, filter, orderBy, first, after))
}

func (r *Resolver) Commune() graph.CommuneResolver { return &communeResolver{r} }

func (r *Resolver) CommuneConnection() graph.CommuneConnectionResolver {
	return &communeConnectionResolver{r}
}

func (r *Resolver) Membership() graph.MembershipResolver { return &membershipResolver{r} }

type (
	communeResolver           struct{ *Resolver }
	communeConnectionResolver struct{ *Resolver }
	membershipResolver        struct{ *Resolver }
)
