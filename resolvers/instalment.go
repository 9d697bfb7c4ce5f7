package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/model"
)

func (r *campaignResolver) RemindersDue(ctx context.Context, objs []*model.Campaign, on *model.Date, first *int, after *string) ([]*model.Connection[*model.Due], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.RemindersDueOf(ctx, each(objs, func(c *model.Campaign) model.CampaignID { return c.ID }), r.on(on), p, want)
}

func (r *dueResolver) Instalments(ctx context.Context, objs []*model.Due) ([][]*model.Instalment, error) {
	return r.DB.InstalmentsOf(ctx, dueIDs(objs))
}

func (r *dueResolver) Overdue(ctx context.Context, objs []*model.Due, on *model.Date) ([]model.Euro, error) {
	return r.DB.OverdueOf(ctx, dueIDs(objs), r.on(on))
}

func (r *dueResolver) Reminders(ctx context.Context, objs []*model.Due) ([][]*model.Reminder, error) {
	return r.DB.RemindersOf(ctx, dueIDs(objs))
}

func (r *mutationResolver) RecordReminder(ctx context.Context, input model.RecordReminderInput) (*model.RecordReminderPayload, error) {
	due, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).RecordReminder)
	return &model.RecordReminderPayload{Due: due, Errors: faults}, err
}
