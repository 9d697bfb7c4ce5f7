package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *beneficiaryStepResolver) Collectivity(ctx context.Context, objs []*model.BeneficiaryStep) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(s *model.BeneficiaryStep) model.CollectivityID { return s.CollectivityID }), r.fields(ctx))
}

func (r *beneficiaryStepResolver) Correspondent(ctx context.Context, objs []*model.BeneficiaryStep) ([]*model.Mandate, error) {
	return r.DB.Mandates(ctx, each(objs, func(s *model.BeneficiaryStep) model.MandateID { return s.MandateID }), r.fields(ctx))
}

func (r *beneficiaryStepConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.BeneficiaryStep]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *mutationResolver) AcceptSubscription(ctx context.Context, input model.AcceptSubscriptionInput) (*model.AcceptSubscriptionPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).AcceptSubscription)
	return &model.AcceptSubscriptionPayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) DeclineSubscription(ctx context.Context, input model.DeclineSubscriptionInput) (*model.DeclineSubscriptionPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).DeclineSubscription)
	return &model.DeclineSubscriptionPayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) ExcludeMember(ctx context.Context, input model.ExcludeMemberInput) (*model.ExcludeMemberPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).ExcludeMember)
	return &model.ExcludeMemberPayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) IncludeMember(ctx context.Context, input model.IncludeMemberInput) (*model.IncludeMemberPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).IncludeMember)
	return &model.IncludeMemberPayload{Subscription: row, Errors: faults}, err
}

func (r *subscriptionResolver) Steps(ctx context.Context, objs []*model.Subscription, on *model.Date, stage *model.BeneficiaryStage, first *int, after *string) ([]*model.Connection[*model.BeneficiaryStep], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.StepsOf(ctx, subscriptionIDs(objs), r.on(on), stage, p, want)
}

func (r *Resolver) BeneficiaryStep() graph.BeneficiaryStepResolver {
	return &beneficiaryStepResolver{r}
}

func (r *Resolver) BeneficiaryStepConnection() graph.BeneficiaryStepConnectionResolver {
	return &beneficiaryStepConnectionResolver{r}
}

type (
	beneficiaryStepResolver           struct{ *Resolver }
	beneficiaryStepConnectionResolver struct{ *Resolver }
)
