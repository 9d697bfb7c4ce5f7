package resolvers

import (
	"context"
	"maillage/auth"
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

func (r *mandateResolver) Service(ctx context.Context, objs []*model.Mandate) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(m *model.Mandate) model.OfferID { return m.ServiceID }), r.fields(ctx))
	})
}

func (r *personResolver) Contact(ctx context.Context, objs []*model.Person) ([]*model.Contact, error) {
	return r.Actions.ReadContacts(ctx, each(objs, func(p *model.Person) model.PersonID { return p.ID }), auth.Viewer(ctx))
}

func (r *Resolver) Mandate() graph.MandateResolver { return &mandateResolver{r} }

func (r *Resolver) Person() graph.PersonResolver { return &personResolver{r} }

type (
	mandateResolver struct{ *Resolver }
	personResolver  struct{ *Resolver }
)
