package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *entitlementResolver) Service(ctx context.Context, objs []*model.Entitlement) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(e *model.Entitlement) model.OfferID { return e.ServiceID }), r.fields(ctx))
	})
}

func (r *entitlementResolver) Payer(ctx context.Context, objs []*model.Entitlement) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(e *model.Entitlement) model.CollectivityID { return e.PayerID }), r.fields(ctx))
	})
}

func (r *entitlementResolver) Subscription(ctx context.Context, objs []*model.Entitlement) ([]*model.Subscription, error) {
	return ahead(ctx, objs, func() ([]*model.Subscription, error) {
		return r.DB.Subscriptions(ctx, each(objs, func(e *model.Entitlement) model.SubscriptionID { return e.SubscriptionID }), r.fields(ctx))
	})
}

func (r *exclusionResolver) Collectivity(ctx context.Context, objs []*model.Exclusion) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(x *model.Exclusion) model.CollectivityID { return x.CollectivityID }), r.fields(ctx))
	})
}

func (r *subscriptionResolver) Subscriber(ctx context.Context, objs []*model.Subscription) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(s *model.Subscription) model.CollectivityID { return s.SubscriberID }), r.fields(ctx))
	})
}

func (r *subscriptionResolver) Offer(ctx context.Context, objs []*model.Subscription) ([]model.Offer, error) {
	return ahead(ctx, objs, func() ([]model.Offer, error) {
		return r.DB.Offers(ctx, each(objs, func(s *model.Subscription) model.OfferID { return s.OfferID }), r.fields(ctx))
	})
}

func (r *subscriptionResolver) Status(ctx context.Context, objs []*model.Subscription, on *model.Date) ([]model.SubscriptionStatus, error) {
	day := r.on(on)
	return each(objs, func(s *model.Subscription) model.SubscriptionStatus { return s.StatusOn(day) }), nil
}

func (r *subscriptionResolver) Suspensions(ctx context.Context, objs []*model.Subscription) ([][]*model.Suspension, error) {
	return r.DB.SuspensionsOf(ctx, subscriptionIDs(objs))
}

func (r *subscriptionResolver) Beneficiaries(ctx context.Context, objs []*model.Subscription, on *model.Date, first *int, after *string) ([]*model.Connection[model.Collectivity], error) {
	return ahead(ctx, objs, func() ([]*model.CollectivityConnection, error) {
		p, want, row, err := r.page(ctx, first, after)
		if err != nil {
			return nil, err
		}
		return r.DB.BeneficiariesOf(ctx, subscriptionIDs(objs), r.on(on), p, want, row)
	})
}

func (r *subscriptionResolver) Exclusions(ctx context.Context, objs []*model.Subscription, on *model.Date) ([][]*model.Exclusion, error) {
	return ahead(ctx, objs, func() ([][]*model.Exclusion, error) {
		return r.DB.ExclusionsOf(ctx, subscriptionIDs(objs), r.on(on), r.fields(ctx))
	})
}

func (r *subscriptionResolver) Overlaps(ctx context.Context, objs []*model.Subscription) ([][]*model.Subscription, error) {
	return ahead(ctx, objs, func() ([][]*model.Subscription, error) {
		return r.DB.OverlapsOf(ctx, subscriptionIDs(objs), r.fields(ctx))
	})
}

func (r *subscriptionResolver) Replaces(ctx context.Context, objs []*model.Subscription) ([][]*model.Subscription, error) {
	return r.DB.ReplacedFrom(ctx, subscriptionIDs(objs), r.fields(ctx))
}

func (r *subscriptionResolver) ReplacedBy(ctx context.Context, objs []*model.Subscription) ([][]*model.Subscription, error) {
	return r.DB.ReplacedBy(ctx, subscriptionIDs(objs), r.fields(ctx))
}

func (r *subscriptionConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Subscription]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *Resolver) Entitlement() graph.EntitlementResolver { return &entitlementResolver{r} }

func (r *Resolver) Exclusion() graph.ExclusionResolver { return &exclusionResolver{r} }

func (r *Resolver) Subscription() graph.SubscriptionResolver { return &subscriptionResolver{r} }

func (r *Resolver) SubscriptionConnection() graph.SubscriptionConnectionResolver {
	return &subscriptionConnectionResolver{r}
}

type (
	entitlementResolver            struct{ *Resolver }
	exclusionResolver              struct{ *Resolver }
	subscriptionResolver           struct{ *Resolver }
	subscriptionConnectionResolver struct{ *Resolver }
)
