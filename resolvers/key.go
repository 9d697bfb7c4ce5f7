package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/graph"
	"maillage/model"
)

func (r *keyResolver) Mandate(ctx context.Context, objs []*model.Key) ([]*model.Mandate, error) {
	return r.DB.Mandates(ctx, each(objs, func(k *model.Key) model.MandateID { return k.MandateID }), r.fields(ctx))
}

func (r *keyResolver) Services(ctx context.Context, objs []*model.Key) ([][]*model.Service, error) {
	var all []model.OfferID
	for _, k := range objs {
		for _, id := range k.ServiceIDs {
			all = append(all, model.OfferID(id))
		}
	}
	found, err := r.DB.Services(ctx, all, r.fields(ctx))
	return each(objs, func(k *model.Key) []*model.Service {
		n := len(k.ServiceIDs)
		mine := found[:n:n]
		found = found[n:]
		return mine
	}), err
}

func (r *mutationResolver) CreateKey(ctx context.Context, input model.CreateKeyInput) (*model.CreateKeyPayload, error) {
	made, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).CreateKey)
	return &model.CreateKeyPayload{Key: made.Row, Secret: made.Secret, Errors: faults}, err
}

func (r *mutationResolver) RevokeKey(ctx context.Context, input model.RevokeKeyInput) (*model.RevokeKeyPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).RevokeKey)
	return &model.RevokeKeyPayload{Key: row, Errors: faults}, err
}

func (r *queryResolver) Keys(ctx context.Context) ([]*model.Key, error) {
	return r.DB.Keys(ctx)
}

func (r *Resolver) Key() graph.KeyResolver { return &keyResolver{r} }

type keyResolver struct{ *Resolver }
