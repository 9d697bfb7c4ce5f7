package resolvers

import (
	"context"
	"maillage/model"
)

func (r *queryResolver) EvaluateScale(ctx context.Context, scale model.ScaleInput, bases []*model.Decimal) (*model.ScaleEvaluation, error) {
	return evaluate(scale, bases)
}
