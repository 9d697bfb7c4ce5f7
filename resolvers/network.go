package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/graph"
	"maillage/model"
)

func (r *mutationResolver) CreateNetwork(ctx context.Context, input model.CreateNetworkInput) (*model.CreateNetworkPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).CreateNetwork)
	return &model.CreateNetworkPayload{Network: row, Errors: faults}, err
}

func (r *mutationResolver) JoinNetwork(ctx context.Context, input model.JoinNetworkInput) (*model.JoinNetworkPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).JoinNetwork)
	return &model.JoinNetworkPayload{Network: row, Errors: faults}, err
}

func (r *mutationResolver) LeaveNetwork(ctx context.Context, input model.LeaveNetworkInput) (*model.LeaveNetworkPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).LeaveNetwork)
	return &model.LeaveNetworkPayload{Network: row, Errors: faults}, err
}

func (r *networkResolver) Members(ctx context.Context, objs []*model.Network, on *model.Date) ([][]*model.NetworkMember, error) {
	return r.DB.NetworkMembersOf(ctx, each(objs, func(n *model.Network) model.NetworkID { return n.ID }), r.on(on), r.fields(ctx))
}

func (r *networkMemberResolver) Collectivity(ctx context.Context, objs []*model.NetworkMember) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(m *model.NetworkMember) model.CollectivityID { return m.CollectivityID }), r.fields(ctx))
	})
}

func (r *networkMemberResolver) Mandate(ctx context.Context, objs []*model.NetworkMember) ([]*model.Mandate, error) {
	return ahead(ctx, objs, func() ([]*model.Mandate, error) {
		return r.DB.Mandates(ctx, each(objs, func(m *model.NetworkMember) model.MandateID { return m.MandateID }), r.fields(ctx))
	})
}

func (r *queryResolver) Networks(ctx context.Context) ([]*model.Network, error) {
	return r.DB.AllNetworks(ctx)
}

func (r *Resolver) Network() graph.NetworkResolver { return &networkResolver{r} }

func (r *Resolver) NetworkMember() graph.NetworkMemberResolver { return &networkMemberResolver{r} }

type (
	networkResolver       struct{ *Resolver }
	networkMemberResolver struct{ *Resolver }
)
