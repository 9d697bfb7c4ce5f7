package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *eventResolver) Subscription(ctx context.Context, objs []*model.Event) ([]*model.Subscription, error) {
	return r.DB.Subscriptions(ctx, each(objs, func(e *model.Event) model.SubscriptionID { return e.SubscriptionID }), r.fields(ctx))
}

func (r *eventResolver) Collectivity(ctx context.Context, objs []*model.Event) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(e *model.Event) model.CollectivityID { return e.CollectivityID }), r.fields(ctx))
}

func (r *eventConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Event]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *queryResolver) Events(ctx context.Context, filter *model.EventFilter, first *int, after *string) (*model.Connection[*model.Event], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.Events(ctx, filter, p, want, row)
}

func (r *subscriptionResolver) History(ctx context.Context, objs []*model.Subscription, first *int, after *string) ([]*model.Connection[*model.Event], error) {
	p, want, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.HistoryOf(ctx, subscriptionIDs(objs), p, want, row)
}

func (r *Resolver) Event() graph.EventResolver { return &eventResolver{r} }

func (r *Resolver) EventConnection() graph.EventConnectionResolver {
	return &eventConnectionResolver{r}
}

type (
	eventResolver           struct{ *Resolver }
	eventConnectionResolver struct{ *Resolver }
)
