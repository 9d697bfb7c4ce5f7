package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/model"
)

func (r *mutationResolver) OrganiseActivity(ctx context.Context, input model.OrganiseActivityInput) (*model.OrganiseActivityPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).OrganiseActivity)
	return &model.OrganiseActivityPayload{Activity: row, Errors: faults}, err
}

func (r *mutationResolver) Invite(ctx context.Context, input model.InviteInput) (*model.InvitePayload, error) {
	out, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).Invite)
	return &model.InvitePayload{Activity: out.Row, Invited: out.Added, Errors: faults}, err
}

func (r *mutationResolver) Register(ctx context.Context, input model.RegisterInput) (*model.RegisterPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).Register)
	return &model.RegisterPayload{Activity: row, Errors: faults}, err
}

func (r *mutationResolver) RecordParticipation(ctx context.Context, input model.RecordParticipationInput) (*model.RecordParticipationPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).RecordParticipation)
	return &model.RecordParticipationPayload{Activity: row, Errors: faults}, err
}

func (r *mutationResolver) RelayCampaign(ctx context.Context, input model.RelayCampaignInput) (*model.RelayCampaignPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).RelayCampaign)
	return &model.RelayCampaignPayload{Activity: row, Errors: faults}, err
}

func (r *mutationResolver) CancelActivity(ctx context.Context, input model.CancelActivityInput) (*model.CancelActivityPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).CancelActivity)
	return &model.CancelActivityPayload{Activity: row, Errors: faults}, err
}
