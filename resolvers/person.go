package resolvers

import (
	"context"
	"maillage/graph"
	"maillage/model"
)

func (r *mandateResolver) Person(ctx context.Context, objs []*model.Mandate) ([]*model.Person, error) {
	return ahead(ctx, objs, func() ([]*model.Person, error) {
		return r.DB.Persons(ctx, each(objs, func(m *model.Mandate) model.PersonID { return m.PersonID }))
	})
}

func (r *mandateResolver) Collectivity(ctx context.Context, objs []*model.Mandate) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(m *model.Mandate) model.CollectivityID { return m.CollectivityID }), r.fields(ctx))
	})
}

func (r *Resolver) Mandate() graph.MandateResolver { return &mandateResolver{r} }

type mandateResolver struct{ *Resolver }
