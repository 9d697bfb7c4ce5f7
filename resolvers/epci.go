package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *ePCIResolver) Nature(ctx context.Context, objs []*model.EPCI, on *model.Date) ([]*model.EPCINature, error) {
	return r.natures(ctx, objs, on)
}

func (r *ePCIResolver) Financing(ctx context.Context, objs []*model.EPCI, on *model.Date) ([]*model.EPCIFinancing, error) {
	return r.financings(ctx, objs, on)
}

func (r *ePCIResolver) Departments(ctx context.Context, objs []*model.EPCI, on *model.Date) ([][]*model.Department, error) {
	return ahead(ctx, objs, func() ([][]*model.Department, error) {
		return r.DB.DepartmentsOf(ctx, ids(objs), r.on(on), r.fields(ctx))
	})
}

func (r *ePCIResolver) Members(ctx context.Context, objs []*model.EPCI, on *model.Date, filter *model.CommuneFilter, orderBy []*model.CommuneOrder, first *int, after *string) ([]*model.Connection[*model.Commune], error) {
	return communesBelow(ctx, r.Resolver, db.BelowEPCI, objs, on, filter, orderBy, first, after)
}

func (r *ePCIResolver) Referents(ctx context.Context, objs []*model.EPCI, on *model.Date) ([][]*model.Mandate, error) {
	return ahead(ctx, objs, func() ([][]*model.Mandate, error) {
		return r.DB.ReferentsOf(ctx, ids(objs), r.on(on), r.fields(ctx))
	})
}

func (r *ePCIResolver) States(ctx context.Context, objs []*model.EPCI) ([][]*model.State, error) {
	return ahead(ctx, objs, func() ([][]*model.State, error) {
		return r.DB.StatesOf(ctx, ids(objs))
	})
}

func (r *ePCIResolver) Successors(ctx context.Context, objs []*model.EPCI) ([][]*model.Succession, error) {
	return ahead(ctx, objs, func() ([][]*model.Succession, error) {
		return r.DB.SuccessorsOf(ctx, ids(objs), r.fields(ctx))
	})
}

func (r *ePCIResolver) Predecessors(ctx context.Context, objs []*model.EPCI) ([][]*model.Succession, error) {
	return ahead(ctx, objs, func() ([][]*model.Succession, error) {
		return r.DB.PredecessorsOf(ctx, ids(objs), r.fields(ctx))
	})
}

func (r *ePCIResolver) Population(ctx context.Context, objs []*model.EPCI, on *model.Date, kind *model.PopulationKind) ([]*model.Population, error) {
	return populations(ctx, r.Resolver, objs, on, kind)
}

func (r *ePCIResolver) Services(ctx context.Context, objs []*model.EPCI, on *model.Date) ([][]*model.Entitlement, error) {
	return entitlements(ctx, r.Resolver, objs, on)
}

func (r *ePCIResolver) Subscriptions(ctx context.Context, objs []*model.EPCI, on *model.Date, first *int, after *string) ([]*model.Connection[*model.Subscription], error) {
	return subscriptions(ctx, r.Resolver, objs, on, first, after)
}

func (r *ePCIConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.EPCI]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *queryResolver) EPCI(ctx context.Context, siren string) (*model.EPCI, error) {
	if err := model.CheckSIREN("siren", siren); err != nil {
		return nil, err
	}
	return r.DB.EPCIBySIREN(ctx, siren, r.fields(ctx))
}

func (r *queryResolver) EPCIS(ctx context.Context, filter *model.EPCIFilter, orderBy []*model.EPCIOrder, first *int, after *string, on *model.Date) (*model.Connection[*model.EPCI], error) {
	return root(r.epcis(ctx, db.Nothing, nil, on, filter, orderBy, first, after))
}

func (r *Resolver) EPCI() graph.EPCIResolver { return &ePCIResolver{r} }

func (r *Resolver) EPCIConnection() graph.EPCIConnectionResolver { return &ePCIConnectionResolver{r} }

type (
	ePCIResolver           struct{ *Resolver }
	ePCIConnectionResolver struct{ *Resolver }
)
