package resolvers

import (
	"context"
	"maillage/graph"
	"maillage/model"
)

func (r *communeResolver) Stake(ctx context.Context, objs []*model.Commune, year int) ([]*model.Stake, error) {
	return r.Actions.Stakes(ctx, ids(objs), year)
}

func (r *serviceStakeResolver) Service(ctx context.Context, objs []*model.ServiceStake) ([]*model.Service, error) {
	return r.DB.Services(ctx, each(objs, func(s *model.ServiceStake) model.OfferID { return s.ServiceID }), r.fields(ctx))
}

func (r *stakeResolver) Commune(ctx context.Context, objs []*model.Stake) ([]*model.Commune, error) {
	bodies, err := r.DB.Collectivities(ctx, each(objs, func(s *model.Stake) model.CollectivityID { return s.CommuneID }), r.fields(ctx))
	return each(bodies, func(b model.Collectivity) *model.Commune { return b.(*model.Commune) }), err
}

func (r *stakeResolver) Payer(ctx context.Context, objs []*model.Stake) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(s *model.Stake) model.CollectivityID { return s.PayerID }), r.fields(ctx))
}

func (r *stakeResolver) ByService(ctx context.Context, objs []*model.Stake) ([][]*model.ServiceStake, error) {
	return r.Actions.ServiceStakes(ctx, objs)
}

func (r *Resolver) ServiceStake() graph.ServiceStakeResolver { return &serviceStakeResolver{r} }

func (r *Resolver) Stake() graph.StakeResolver { return &stakeResolver{r} }

type (
	serviceStakeResolver struct{ *Resolver }
	stakeResolver        struct{ *Resolver }
)
