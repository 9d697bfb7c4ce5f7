package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *activityResolver) Service(ctx context.Context, objs []*model.Activity) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(a *model.Activity) model.OfferID { return a.ServiceID }), r.fields(ctx))
	})
}

func (r *activityResolver) Organiser(ctx context.Context, objs []*model.Activity) ([]*model.EPCI, error) {
	return ahead(ctx, objs, func() ([]*model.EPCI, error) {
		return r.DB.EPCIByID(ctx, each(objs, func(a *model.Activity) model.CollectivityID { return a.OrganiserID }), r.fields(ctx))
	})
}

func (r *activityResolver) Mandate(ctx context.Context, objs []*model.Activity) ([]*model.Mandate, error) {
	return ahead(ctx, objs, func() ([]*model.Mandate, error) {
		return r.DB.Mandates(ctx, each(objs, func(a *model.Activity) model.MandateID { return a.MandateID }), r.fields(ctx))
	})
}

func (r *activityResolver) Network(ctx context.Context, objs []*model.Activity) ([]*model.Network, error) {
	return ahead(ctx, objs, func() ([]*model.Network, error) {
		return r.DB.Networks(ctx, each(objs, func(a *model.Activity) model.NetworkID { return a.NetworkID }))
	})
}

func (r *activityResolver) Participations(ctx context.Context, objs []*model.Activity, first *int, after *string) ([]*model.Connection[*model.Participation], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.ParticipationsOf(ctx, each(objs, func(a *model.Activity) model.ActivityID { return a.ID }), p, want, row)
}

func (r *activityConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Activity]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *ePCIResolver) Activities(ctx context.Context, objs []*model.EPCI, from *model.Date, first *int, after *string) ([]*model.Connection[*model.Activity], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.ActivitiesOf(ctx, ids(objs), from, r.Now(), p, want, row)
}

func (r *participationResolver) Collectivity(ctx context.Context, objs []*model.Participation) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(p *model.Participation) model.CollectivityID { return p.CollectivityID }), r.fields(ctx))
	})
}

func (r *participationConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Participation]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *queryResolver) Activities(ctx context.Context, from *model.Date, first *int, after *string) (*model.Connection[*model.Activity], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.AllActivities(ctx, from, r.Now(), p, want, row)
}

func (r *Resolver) Activity() graph.ActivityResolver { return &activityResolver{r} }

func (r *Resolver) ActivityConnection() graph.ActivityConnectionResolver {
	return &activityConnectionResolver{r}
}

func (r *Resolver) Participation() graph.ParticipationResolver { return &participationResolver{r} }

func (r *Resolver) ParticipationConnection() graph.ParticipationConnectionResolver {
	return &participationConnectionResolver{r}
}

type (
	activityResolver                struct{ *Resolver }
	activityConnectionResolver      struct{ *Resolver }
	participationResolver           struct{ *Resolver }
	participationConnectionResolver struct{ *Resolver }
)
