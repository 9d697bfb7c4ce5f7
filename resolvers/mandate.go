package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/model"
)

func (r *communeResolver) Correspondents(ctx context.Context, objs []*model.Commune, on *model.Date) ([][]*model.Mandate, error) {
	return r.DB.CorrespondentsOf(ctx, ids(objs), r.on(on), r.fields(ctx))
}

func (r *mutationResolver) DesignateReferent(ctx context.Context, input model.DesignateReferentInput) (*model.DesignateReferentPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).DesignateReferent)
	return &model.DesignateReferentPayload{Mandate: row, Errors: faults}, err
}

func (r *mutationResolver) NameCorrespondent(ctx context.Context, input model.NameCorrespondentInput) (*model.NameCorrespondentPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).NameCorrespondent)
	return &model.NameCorrespondentPayload{Mandate: row, Errors: faults}, err
}

func (r *mutationResolver) GiveMandate(ctx context.Context, input model.GiveMandateInput) (*model.GiveMandatePayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).GiveMandate)
	return &model.GiveMandatePayload{Mandate: row, Errors: faults}, err
}

func (r *mutationResolver) EndMandate(ctx context.Context, input model.EndMandateInput) (*model.EndMandatePayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).EndMandate)
	return &model.EndMandatePayload{Mandate: row, Errors: faults}, err
}
