package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/model"
)

func (r *mutationResolver) Subscribe(ctx context.Context, input model.SubscribeInput) (*model.SubscribePayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).Subscribe)
	return &model.SubscribePayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) AmendSubscription(ctx context.Context, input model.AmendSubscriptionInput) (*model.AmendSubscriptionPayload, error) {
	out, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).AmendSubscription)
	return &model.AmendSubscriptionPayload{Subscription: out.Row, Ended: out.Ended, Errors: faults}, err
}

func (r *mutationResolver) SuspendSubscription(ctx context.Context, input model.SuspendSubscriptionInput) (*model.SuspendSubscriptionPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).SuspendSubscription)
	return &model.SuspendSubscriptionPayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) ResumeSubscription(ctx context.Context, input model.ResumeSubscriptionInput) (*model.ResumeSubscriptionPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).ResumeSubscription)
	return &model.ResumeSubscriptionPayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) TerminateSubscription(ctx context.Context, input model.TerminateSubscriptionInput) (*model.TerminateSubscriptionPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).TerminateSubscription)
	return &model.TerminateSubscriptionPayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) CancelTermination(ctx context.Context, input model.CancelTerminationInput) (*model.CancelTerminationPayload, error) {
	row, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).CancelTermination)
	return &model.CancelTerminationPayload{Subscription: row, Errors: faults}, err
}

func (r *mutationResolver) TakeOverSubscriptions(ctx context.Context, input model.TakeOverSubscriptionsInput) (*model.TakeOverSubscriptionsPayload, error) {
	out, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).TakeOverSubscriptions)
	return &model.TakeOverSubscriptionsPayload{Subscription: out.Row, Ended: out.Ended, Errors: faults}, err
}

func (r *mutationResolver) TransferSubscription(ctx context.Context, input model.TransferSubscriptionInput) (*model.TransferSubscriptionPayload, error) {
	out, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).TransferSubscription)
	return &model.TransferSubscriptionPayload{Subscriptions: out.Rows, Ended: out.Ended, Errors: faults}, err
}
