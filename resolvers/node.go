package resolvers

import (
	"context"
	"fmt"

	"maillage/auth"
	"maillage/model"
)

// node finds the object of a key of any table.
func (r *Resolver) node(ctx context.Context, key any) (model.Node, error) {
	want := r.fields(ctx)
	switch id := key.(type) {
	case model.CollectivityID:
		return only[model.Collectivity](r.DB.Collectivities(ctx, []model.CollectivityID{id}, want))
	case model.OfferID:
		return only[model.Offer](r.DB.Offers(ctx, []model.OfferID{id}, want))
	case model.SubscriptionID:
		return only(r.DB.Subscriptions(ctx, []model.SubscriptionID{id}, want))
	case model.PersonID:
		return r.person(ctx, id)
	case model.MandateID:
		found, err := r.DB.Mandates(ctx, []model.MandateID{id}, want)
		if err == nil && found[0] != nil && found[0].Role != model.MandateRoleReferent && auth.Allow(ctx, model.PermissionRelay) != nil {
			found[0] = nil
		}
		return only(found, err)
	case model.RuleID:
		return only(r.DB.Rules(ctx, []model.RuleID{id}))
	case model.CollegeID:
		return only(r.DB.Colleges(ctx, []model.CollegeID{id}))
	case model.SessionID:
		return only(r.DB.Sessions(ctx, []model.SessionID{id}))
	case model.RequestID:
		return only(r.DB.Requests(ctx, []model.RequestID{id}, want))
	case model.ActivityID:
		return only(r.DB.Activities(ctx, []model.ActivityID{id}, r.Now(), want))
	case model.NetworkID:
		return only(r.DB.Networks(ctx, []model.NetworkID{id}))
	case model.CharterID:
		return only(r.DB.Charters(ctx, []model.CharterID{id}))
	case model.SurveyID:
		return only(r.DB.Surveys(ctx, []model.SurveyID{id}, want))
	case model.BallotID:
		return only(r.DB.Ballots(ctx, []model.BallotID{id}))
	}
	return nil, fmt.Errorf("node: no table for a key of type %T", key)
}

// person is a référent, or, for who may know, anybody.
func (r *Resolver) person(ctx context.Context, id model.PersonID) (model.Node, error) {
	if auth.Allow(ctx, model.PermissionRelay) != nil {
		public, err := r.DB.Referent(ctx, id)
		return only([]*model.Person{public}, err)
	}
	return only(r.DB.Persons(ctx, []model.PersonID{id}))
}

// only is the object of a set of one; none is a null, not an interface around a nil pointer.
func only[T interface {
	model.Node
	comparable
}](set []T, err error) (model.Node, error) {
	var none T
	if err != nil || set[0] == none {
		return nil, err
	}
	return set[0], nil
}
