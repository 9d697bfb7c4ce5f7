package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *communeResolver) Journey(ctx context.Context, objs []*model.Commune, on *model.Date) ([][]*model.Journey, error) {
	return ahead(ctx, objs, func() ([][]*model.Journey, error) {
		return r.DB.JourneysOf(ctx, ids(objs), r.on(on))
	})
}

func (r *ePCIResolver) Adoption(ctx context.Context, objs []*model.EPCI, on *model.Date) ([]*model.Adoption, error) {
	return ahead(ctx, objs, func() ([]*model.Adoption, error) {
		return r.DB.AdoptionOf(ctx, ids(objs), r.on(on))
	})
}

func (r *journeyResolver) Service(ctx context.Context, objs []*model.Journey) ([]*model.Service, error) {
	return r.DB.Services(ctx, each(objs, func(j *model.Journey) model.OfferID { return j.ServiceID }), r.fields(ctx))
}

func (r *queryResolver) Adoption(ctx context.Context, territory model.TerritoryInput, on *model.Date) (*model.Adoption, error) {
	kind, code, err := territory.Check()
	if err != nil {
		return nil, err
	}
	return r.DB.AdoptionIn(ctx, db.Territory{Kind: kind, Code: code}, r.on(on))
}

func (r *serviceAdoptionResolver) Service(ctx context.Context, objs []*model.ServiceAdoption) ([]*model.Service, error) {
	return r.DB.Services(ctx, each(objs, func(a *model.ServiceAdoption) model.OfferID { return a.ServiceID }), r.fields(ctx))
}

func (r *Resolver) Journey() graph.JourneyResolver { return &journeyResolver{r} }

func (r *Resolver) ServiceAdoption() graph.ServiceAdoptionResolver {
	return &serviceAdoptionResolver{r}
}

type (
	journeyResolver         struct{ *Resolver }
	serviceAdoptionResolver struct{ *Resolver }
)
