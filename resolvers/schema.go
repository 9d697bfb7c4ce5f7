package resolvers

import (
	"context"
	"maillage/graph"
	"maillage/model"
)

func (r *queryResolver) Node(ctx context.Context, id string) (model.Node, error) {
	key, err := model.ParseID(id)
	if err != nil {
		return nil, err
	}
	return r.node(ctx, key)
}

func (r *Resolver) Mutation() graph.MutationResolver { return &mutationResolver{r} }

func (r *Resolver) Query() graph.QueryResolver { return &queryResolver{r} }

type (
	mutationResolver struct{ *Resolver }
	queryResolver    struct{ *Resolver }
)
