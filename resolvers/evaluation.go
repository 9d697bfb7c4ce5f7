package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
	"slices"
)

func (r *evaluationResolver) Indicators(ctx context.Context, objs []*model.Evaluation) ([][]*model.PolicyIndicator, error) {
	return over(objs, func(e *model.Evaluation) ([]*model.PolicyIndicator, error) { return r.Actions.PolicyIndicators(ctx, e) })
}

func (r *evaluationResolver) Satisfaction(ctx context.Context, objs []*model.Evaluation) ([]*model.Satisfaction, error) {
	return over(objs, func(e *model.Evaluation) (*model.Satisfaction, error) {
		return r.DB.SatisfactionOver(ctx, db.Territory{Kind: e.Kind, Code: e.Code}, e.Year)
	})
}

func (r *evaluationResolver) Return(ctx context.Context, objs []*model.Evaluation) ([]*model.PolicyReturn, error) {
	return over(objs, func(e *model.Evaluation) (*model.PolicyReturn, error) { return e.Money() })
}

func (r *evaluationResolver) Responsibility(ctx context.Context, objs []*model.Evaluation) ([]*model.Responsibility, error) {
	return over(objs, func(e *model.Evaluation) (*model.Responsibility, error) { return e.Standings() })
}

func (r *mutationResolver) SetTarget(ctx context.Context, input model.SetTargetInput) (*model.SetTargetPayload, error) {
	code, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).SetTarget)
	return &model.SetTargetPayload{Indicator: code, Errors: faults}, err
}

func (r *mutationResolver) DeclareCost(ctx context.Context, input model.DeclareCostInput) (*model.DeclareCostPayload, error) {
	year, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).DeclareCost)
	return &model.DeclareCostPayload{Year: year, Errors: faults}, err
}

func (r *mutationResolver) SetUnitBenefit(ctx context.Context, input model.SetUnitBenefitInput) (*model.SetUnitBenefitPayload, error) {
	code, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).SetUnitBenefit)
	return &model.SetUnitBenefitPayload{Service: code, Errors: faults}, err
}

func (r *queryResolver) Evaluation(ctx context.Context, territory model.TerritoryInput, year int) (*model.Evaluation, error) {
	kind, code, err := territory.Check()
	if err != nil {
		return nil, err
	}
	return r.Actions.Evaluation(ctx, kind, code, year)
}

func (r *responsibilityResolver) Communes(ctx context.Context, objs []*model.Responsibility, standing *model.Standing, first *int, after *string) ([]*model.Connection[*model.Stake], error) {
	return windows(objs, "stake", first, after, func(o *model.Responsibility) []*model.Stake {
		if standing == nil {
			return o.Stakes
		}
		return slices.DeleteFunc(slices.Clone(o.Stakes), func(s *model.Stake) bool { return *s.Standing != *standing })
	})
}

func (r *serviceReturnResolver) Service(ctx context.Context, objs []*model.ServiceReturn) ([]*model.Service, error) {
	return r.DB.Services(ctx, each(objs, func(s *model.ServiceReturn) model.OfferID { return s.ServiceID }), r.fields(ctx))
}

func (r *stakeConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Stake]) ([]int, error) {
	return totals(objs), nil
}

func (r *Resolver) Evaluation() graph.EvaluationResolver { return &evaluationResolver{r} }

func (r *Resolver) Responsibility() graph.ResponsibilityResolver { return &responsibilityResolver{r} }

func (r *Resolver) ServiceReturn() graph.ServiceReturnResolver { return &serviceReturnResolver{r} }

func (r *Resolver) StakeConnection() graph.StakeConnectionResolver {
	return &stakeConnectionResolver{r}
}

type (
	evaluationResolver      struct{ *Resolver }
	responsibilityResolver  struct{ *Resolver }
	serviceReturnResolver   struct{ *Resolver }
	stakeConnectionResolver struct{ *Resolver }
)
