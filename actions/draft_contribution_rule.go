package actions

import (
	"context"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// DraftContributionRule enters a new version of a rule. All that is wrong with it is told at once, and nothing is kept then.
func (a *Actions) DraftContributionRule(ctx context.Context, in model.ContributionRuleInput) (row *model.ContributionRule, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "contribution rules"); err != nil { // two versions at once must not get one number
			return err
		}
		versions, err := tx.RuleVersions(ctx, in.Code)
		if err != nil {
			return err
		}
		row, err = draftRule(ctx, tx, &in, versions)
		return err
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}

// draftRule enters a rule beside the versions that there are.
func draftRule(ctx context.Context, tx *db.Store, in *model.ContributionRuleInput, versions []*model.ContributionRule) (*model.ContributionRule, error) {
	var faults model.Errors
	faults.AddAll(contribution.Validate(in))
	row := &model.ContributionRule{Code: in.Code, Version: 1, Edition: 1}
	if err := fillRule(ctx, tx, row, in, &faults); err != nil {
		return nil, err
	}
	for _, v := range versions {
		if v.Version >= row.Version {
			row.Version = v.Version + 1
		}
		if !sameOffer(v.OfferID, row.OfferID) {
			faults.Add("", model.Conflict("offer", "version %d of %s prices another offer: a version prices the same offer, give another code", v.Version, v.Code))
			break
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return row, tx.Insert(ctx, row)
}

// fillRule writes what a rule says into its row; an offer that does not exist is a fault.
func fillRule(ctx context.Context, tx *db.Store, row *model.ContributionRule, in *model.ContributionRuleInput, faults *model.Errors) error {
	row.Name, row.ValidFrom, row.Content = in.Name, in.ValidFrom, contribution.Encode(in)
	offer := contribution.OfferOf(in.Offer)
	if offer == "" || offer == contribution.Membership {
		row.OfferID = nil
		return nil
	}
	var found model.Offer
	path := "offer.service"
	if in.Offer.Bundle != nil {
		path = "offer.bundle"
		b, err := tx.BundleByCode(ctx, string(offer), db.All)
		if err != nil {
			return err
		}
		if b != nil {
			found = b
		}
	} else {
		s, err := tx.ServiceByCode(ctx, string(offer), db.All)
		if err != nil {
			return err
		}
		if s != nil {
			found = s
		}
	}
	if found == nil {
		faults.Add("", model.NotFound(path, "the catalogue has no such offer as %q: see services and bundles", offer))
		return nil
	}
	id := found.Terms().ID
	row.OfferID = &id
	return nil
}

func sameOffer(a, b *model.OfferID) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}
