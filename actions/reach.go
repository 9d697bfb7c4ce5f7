package actions

import (
	"context"
	"time"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// reach is a subscription of a year with what it opens: which offers share a service with its own.
type reach struct {
	*db.Reach
	offer contribution.Offer
	with  map[contribution.Offer]bool
}

// shares tells whether the subscription and an offer open a service in common.
func (r reach) shares(o contribution.Offer) bool { return r.with[o] }

// reachesOf are the subscriptions in force at some time in a year.
func (a *Actions) reachesOf(ctx context.Context, year int) ([]reach, error) {
	first, next := model.NewDate(year, time.January, 1), model.NewDate(year+1, time.January, 1)
	subscriptions, err := a.DB.SubscriptionsDuring(ctx, first, next)
	if err != nil {
		return nil, err
	}
	codes, opens, err := a.DB.OfferContents(ctx, first)
	if err != nil {
		return nil, err
	}
	common := map[model.OfferID]map[contribution.Offer]bool{}
	for x, services := range opens {
		common[x] = map[contribution.Offer]bool{}
		in := map[model.OfferID]bool{}
		for _, s := range services {
			in[s] = true
		}
		for y, others := range opens {
			for _, s := range others {
				if in[s] {
					common[x][contribution.Offer(codes[y])] = true
				}
			}
		}
	}
	list := make([]reach, len(subscriptions))
	for i, s := range subscriptions {
		list[i] = reach{s, contribution.Offer(codes[s.OfferID]), common[s.OfferID]}
	}
	return list, nil
}
