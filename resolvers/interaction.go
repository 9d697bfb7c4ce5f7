package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/auth"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *communeResolver) Interactions(ctx context.Context, objs []*model.Commune, first *int, after *string) ([]*model.Connection[*model.Interaction], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.InteractionsOf(ctx, ids(objs), auth.Viewer(ctx).EPCI, p, want, row)
}

func (r *interactionResolver) Service(ctx context.Context, objs []*model.Interaction) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(i *model.Interaction) model.OfferID { return i.ServiceID }), r.fields(ctx))
	})
}

func (r *interactionResolver) Mandate(ctx context.Context, objs []*model.Interaction) ([]*model.Mandate, error) {
	return ahead(ctx, objs, func() ([]*model.Mandate, error) {
		return r.DB.Mandates(ctx, each(objs, func(i *model.Interaction) model.MandateID { return i.MandateID }), r.fields(ctx))
	})
}

func (r *interactionConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Interaction]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *mutationResolver) RecordInteraction(ctx context.Context, input model.RecordInteractionInput) (*model.RecordInteractionPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).RecordInteraction)
	return &model.RecordInteractionPayload{Interaction: row, Errors: faults}, err
}

func (r *Resolver) Interaction() graph.InteractionResolver { return &interactionResolver{r} }

func (r *Resolver) InteractionConnection() graph.InteractionConnectionResolver {
	return &interactionConnectionResolver{r}
}

type (
	interactionResolver           struct{ *Resolver }
	interactionConnectionResolver struct{ *Resolver }
)
