package actions

import (
	"context"
	"time"

	"maillage/db"
	"maillage/model"
)

// Subscribe takes an offer for a body, its members, or both. All that is wrong is told at once; that two of one subscriber to
// one offer overlap is refused by the database itself.
func (a *Actions) Subscribe(ctx context.Context, in model.SubscribeInput, by string) (row *model.Subscription, err error) {
	var faults model.Errors
	s := &model.Subscription{Scope: in.Scope, StartsOn: in.StartsOn, EndsOn: in.EndsOn, RequiresAcceptance: in.RequiresAcceptance != nil && *in.RequiresAcceptance, Version: 1}
	faults.Add("", checkEnd(s))
	if last := model.NewDate(model.Today(a.Now()).Year()+20, time.January, 1); s.StartsOn > last {
		faults.Add("", model.Invalid("startsOn", "%s is too far ahead: give a day up to %s", s.StartsOn, last))
	}
	decided(&faults, s, in.Deliberation)
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		who, err := byCode(ctx, tx, "subscriber", in.Subscriber)
		if err := collect(&faults, err); err != nil {
			return err
		}
		offer, err := offerOf(ctx, tx, in.Offer)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if offer != nil {
			s.OfferID = offer.Terms().ID
			if err := collect(&faults, checkOffer(ctx, tx, offer.Terms(), s)); err != nil {
				return err
			}
		}
		if who != nil {
			s.SubscriberID = who.ID
			faults.Add("", checkLife("startsOn", who, s.StartsOn))
			faults.Add("", checkScope("scope", who, s.Scope))
		}
		if who != nil && offer != nil && checkEnd(s) == nil {
			if err := lock(ctx, tx, who.ID); err != nil {
				return err
			}
			if err := collect(&faults, checkBeside(ctx, tx, "startsOn", s)); err != nil {
				return err
			}
			if err := checkRequirements(ctx, tx, &faults, "offer", s); err != nil {
				return err
			}
		}
		if err := faults.Err(); err != nil {
			return err
		}
		err = rights(ctx, tx, []model.CollectivityID{who.ID}, []model.OfferID{s.OfferID}, func() error { return tx.Insert(ctx, s) })
		if err != nil {
			return err
		}
		row, err = a.record(ctx, tx, model.EventVerbSubscribed, by, s.ID, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}

// offerOf is the service or bundle of an input.
func offerOf(ctx context.Context, tx *db.Store, in *model.OfferInput) (model.Offer, error) {
	if in.Bundle != nil {
		b, err := tx.BundleByCode(ctx, *in.Bundle, db.All)
		if err == nil && b == nil {
			err = model.NotFound("offer.bundle", "the catalogue has no bundle %q: see bundles", *in.Bundle)
		}
		if err != nil {
			return nil, err
		}
		return b, nil
	}
	s, err := tx.ServiceByCode(ctx, *in.Service, db.All)
	if err == nil && s == nil {
		err = model.NotFound("offer.service", "the catalogue has no service %q: see services", *in.Service)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}
