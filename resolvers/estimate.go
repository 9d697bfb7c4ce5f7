package resolvers

import (
	"context"
	"maillage/graph"
	"maillage/model"
)

func (r *contributionAnomalyResolver) Collectivity(ctx context.Context, objs []*model.ContributionAnomaly) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(o *model.ContributionAnomaly) model.CollectivityID { return o.AboutID }), r.fields(ctx))
}

func (r *contributionBeneficiaryResolver) Collectivity(ctx context.Context, objs []*model.ContributionBeneficiary) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(o *model.ContributionBeneficiary) model.CollectivityID { return o.BeneficiaryID }), r.fields(ctx))
}

func (r *contributionBeneficiaryConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.ContributionBeneficiary]) ([]int, error) {
	return totals(objs), nil
}

func (r *contributionLineResolver) Beneficiary(ctx context.Context, objs []*model.ContributionLine) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(o *model.ContributionLine) model.CollectivityID { return o.BeneficiaryID }), r.fields(ctx))
}

func (r *contributionShareResolver) Collectivity(ctx context.Context, objs []*model.ContributionShare) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(o *model.ContributionShare) model.CollectivityID { return o.PayerID }), r.fields(ctx))
}

func (r *estimateResolver) Beneficiaries(ctx context.Context, objs []*model.Estimate, first *int, after *string) ([]*model.Connection[*model.ContributionBeneficiary], error) {
	return windows(objs, "beneficiaries", first, after, func(e *model.Estimate) []*model.ContributionBeneficiary { return e.Benefiting })
}

func (r *estimateResolver) Rule(ctx context.Context, objs []*model.Estimate) ([]*model.ContributionRule, error) {
	return r.DB.Rules(ctx, each(objs, func(e *model.Estimate) model.RuleID { return e.RuleID }))
}

func (r *queryResolver) Estimate(ctx context.Context, input model.EstimateInput) (*model.Estimate, error) {
	return r.Actions.Estimate(ctx, input)
}

func (r *queryResolver) Simulate(ctx context.Context, input model.SimulationInput) (*model.Simulation, error) {
	return r.Actions.Simulate(ctx, input)
}

func (r *simulationResolver) Lines(ctx context.Context, objs []*model.Simulation, first *int, after *string, orderBy *model.SimulationOrder) ([]*model.Connection[*model.SimulationLine], error) {
	return windows(objs, "simulation", first, after, func(s *model.Simulation) []*model.SimulationLine { return sorted(s.Compared, orderBy) })
}

func (r *simulationLineResolver) Collectivity(ctx context.Context, objs []*model.SimulationLine) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(o *model.SimulationLine) model.CollectivityID { return o.PayerID }), r.fields(ctx))
}

func (r *simulationLineConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.SimulationLine]) ([]int, error) {
	return totals(objs), nil
}

func (r *Resolver) ContributionAnomaly() graph.ContributionAnomalyResolver {
	return &contributionAnomalyResolver{r}
}

func (r *Resolver) ContributionBeneficiary() graph.ContributionBeneficiaryResolver {
	return &contributionBeneficiaryResolver{r}
}

func (r *Resolver) ContributionBeneficiaryConnection() graph.ContributionBeneficiaryConnectionResolver {
	return &contributionBeneficiaryConnectionResolver{r}
}

func (r *Resolver) ContributionLine() graph.ContributionLineResolver {
	return &contributionLineResolver{r}
}

func (r *Resolver) ContributionShare() graph.ContributionShareResolver {
	return &contributionShareResolver{r}
}

func (r *Resolver) Estimate() graph.EstimateResolver { return &estimateResolver{r} }

func (r *Resolver) Simulation() graph.SimulationResolver { return &simulationResolver{r} }

func (r *Resolver) SimulationLine() graph.SimulationLineResolver { return &simulationLineResolver{r} }

func (r *Resolver) SimulationLineConnection() graph.SimulationLineConnectionResolver {
	return &simulationLineConnectionResolver{r}
}

type (
	contributionAnomalyResolver               struct{ *Resolver }
	contributionBeneficiaryResolver           struct{ *Resolver }
	contributionBeneficiaryConnectionResolver struct{ *Resolver }
	contributionLineResolver                  struct{ *Resolver }
	contributionShareResolver                 struct{ *Resolver }
	estimateResolver                          struct{ *Resolver }
	simulationResolver                        struct{ *Resolver }
	simulationLineResolver                    struct{ *Resolver }
	simulationLineConnectionResolver          struct{ *Resolver }
)
