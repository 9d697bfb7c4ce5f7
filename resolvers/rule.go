package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *contributionRuleResolver) Status(ctx context.Context, objs []*model.ContributionRule, on *model.Date) ([]model.RuleStatus, error) {
	day := r.on(on)
	return each(objs, func(c *model.ContributionRule) model.RuleStatus { return c.StatusOn(day) }), nil
}

func (r *contributionRuleResolver) Offer(ctx context.Context, objs []*model.ContributionRule) ([]model.Offer, error) {
	return r.DB.Offers(ctx, each(objs, func(c *model.ContributionRule) model.OfferID { return deref(c.OfferID) }), r.fields(ctx))
}

func (r *contributionRuleResolver) Table(ctx context.Context, objs []*model.ContributionRule) ([][]*model.RuleTableRow, error) {
	return tables(objs)
}

func (r *contributionRuleResolver) Check(ctx context.Context, objs []*model.ContributionRule) ([]*model.RuleCheck, error) {
	return r.Actions.CheckRules(ctx, objs)
}

func (r *contributionRuleResolver) Ballot(ctx context.Context, objs []*model.ContributionRule) ([]*model.Ballot, error) {
	return r.DB.Ballots(ctx, each(objs, func(c *model.ContributionRule) model.BallotID { return c.BallotID }))
}

func (r *contributionRuleConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.ContributionRule]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *declaredFigureResolver) Collectivity(ctx context.Context, objs []*model.DeclaredFigure) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(f *model.DeclaredFigure) model.CollectivityID { return f.CollectivityID }), r.fields(ctx))
}

func (r *mutationResolver) DraftContributionRule(ctx context.Context, input model.ContributionRuleInput) (*model.DraftContributionRulePayload, error) {
	row, err := r.Actions.DraftContributionRule(ctx, input)
	faults, err := userErrors(err)
	return &model.DraftContributionRulePayload{Rule: row, Errors: faults}, err
}

func (r *mutationResolver) ReviseContributionRule(ctx context.Context, input model.ReviseContributionRuleInput) (*model.ReviseContributionRulePayload, error) {
	row, err := r.Actions.ReviseContributionRule(ctx, input)
	faults, err := userErrors(err)
	return &model.ReviseContributionRulePayload{Rule: row, Errors: faults}, err
}

func (r *mutationResolver) DiscardContributionRule(ctx context.Context, input model.DiscardContributionRuleInput) (*model.DiscardContributionRulePayload, error) {
	code, err := r.Actions.DiscardContributionRule(ctx, input)
	faults, err := userErrors(err)
	return &model.DiscardContributionRulePayload{Code: orNull[string](code), Errors: faults}, err
}

func (r *mutationResolver) PublishContributionRule(ctx context.Context, input model.PublishContributionRuleInput) (*model.PublishContributionRulePayload, error) {
	row, before, err := r.Actions.PublishContributionRule(ctx, input)
	faults, err := userErrors(err)
	return &model.PublishContributionRulePayload{Rule: row, Superseded: before, Errors: faults}, err
}

func (r *mutationResolver) WithdrawContributionRule(ctx context.Context, input model.WithdrawContributionRuleInput) (*model.WithdrawContributionRulePayload, error) {
	row, err := r.Actions.WithdrawContributionRule(ctx, input)
	faults, err := userErrors(err)
	return &model.WithdrawContributionRulePayload{Rule: row, Errors: faults}, err
}

func (r *mutationResolver) DeclareFigure(ctx context.Context, input model.DeclareFigureInput) (*model.DeclareFigurePayload, error) {
	row, err := r.Actions.DeclareFigure(ctx, input)
	faults, err := userErrors(err)
	return &model.DeclareFigurePayload{Figure: row, Errors: faults}, err
}

func (r *queryResolver) ContributionRules(ctx context.Context, filter *model.ContributionRuleFilter, first *int, after *string) (*model.Connection[*model.ContributionRule], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err == nil {
		err = filter.Check()
	}
	if err != nil {
		return nil, err
	}
	return r.DB.ContributionRules(ctx, filter, p, model.Today(r.Now()), want)
}

func (r *queryResolver) CheckRule(ctx context.Context, rule model.ContributionRuleInput) ([]*model.UserError, error) {
	return userErrors(r.Actions.CheckRule(ctx, rule))
}

func (r *ruleCheckResolver) Uncovered(ctx context.Context, objs []*model.RuleCheck, first *int, after *string) ([]*model.Connection[model.Collectivity], error) {
	pages, err := windows(objs, "uncovered", first, after, func(c *model.RuleCheck) []model.CollectivityID { return c.Missed })
	if err != nil {
		return nil, err
	}
	return bodiesOf(ctx, r.Resolver, pages)
}

func (r *Resolver) ContributionRule() graph.ContributionRuleResolver {
	return &contributionRuleResolver{r}
}

func (r *Resolver) ContributionRuleConnection() graph.ContributionRuleConnectionResolver {
	return &contributionRuleConnectionResolver{r}
}

func (r *Resolver) DeclaredFigure() graph.DeclaredFigureResolver { return &declaredFigureResolver{r} }

func (r *Resolver) RuleCheck() graph.RuleCheckResolver { return &ruleCheckResolver{r} }

type (
	contributionRuleResolver           struct{ *Resolver }
	contributionRuleConnectionResolver struct{ *Resolver }
	declaredFigureResolver             struct{ *Resolver }
	ruleCheckResolver                  struct{ *Resolver }
)
