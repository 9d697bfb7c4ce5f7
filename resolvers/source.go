package resolvers

import (
	"context"
	"maillage/model"
)

func (r *queryResolver) Sources(ctx context.Context) ([]*model.Source, error) {
	return r.DB.Sources(ctx)
}
