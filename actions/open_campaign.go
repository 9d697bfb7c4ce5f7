package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// usualMinimum is below what no claim of a local authority is collected (CGCT D1611-1).
const usualMinimum = model.Euro(15_00)

// OpenCampaign opens the call of a year: what it is computed from is frozen, so that nothing that changes later changes it. A
// year whose offers have no published rule is INVALID, and says which.
func (a *Actions) OpenCampaign(ctx context.Context, in model.OpenCampaignInput, by string) (call *model.Campaign, err error) {
	var faults model.Errors
	faults.Add("", checkYear("year", in.Year))
	if next := model.Today(a.Now()).Year() + 1; in.Year > next {
		faults.Add("", model.Invalid("year", "%d is too far ahead: nobody knows its members and populations, open the call of %d at the latest", in.Year, next))
	}
	minimum := usualMinimum
	if in.Minimum != nil {
		minimum = *in.Minimum
	}
	if minimum < 0 {
		faults.Add("", model.Invalid("minimum", "%s is negative: give 0 where every amount is collected", minimum))
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "campaigns"); err != nil {
			return err
		}
		if other, err := tx.CampaignOf(ctx, in.Year); err != nil {
			return err
		} else if other != nil {
			return model.Conflict("year", "the call of %d is open already, at %s: discard it first to open it on other inputs", in.Year, other.Status)
		}
		within := &Actions{DB: tx, Now: a.Now}
		rules, f, err := within.callFacts(ctx, in.Year)
		if err != nil {
			return err
		}
		inputs, fingerprint, err := freeze(rules, f)
		if err != nil {
			return err
		}
		call = &model.Campaign{Year: in.Year, Status: model.CampaignStatusDraft, Minimum: minimum, Inputs: inputs, Fingerprint: fingerprint, Cases: len(f.Cases),
			OpenedBy: by, OpenedAt: a.Now().UTC()}
		if err := tx.Insert(ctx, call); err != nil {
			return err
		}
		left, err := outlived(ctx, tx, f)
		if err != nil {
			return err
		}
		return tx.AddAnomalies(ctx, call.ID, left)
	})
	if err != nil {
		return nil, err
	}
	call.Inputs = nil
	return call, nil
}

// outlived are the subscriptions that nobody is called for, since their subscriber is no more.
func outlived(ctx context.Context, tx *db.Store, f *facts) (list []*model.CampaignAnomaly, err error) {
	bodies, err := tx.Collectivities(ctx, f.gone, db.All)
	for i, b := range bodies {
		who := b.Base()
		if who.ValidTo == nil || *who.ValidTo > model.NewDate(f.Year, time.January, 1) || slices.Contains(f.gone[:i], who.ID) {
			continue // it comes into being later in the year, or is told already
		}
		list = append(list, &model.CampaignAnomaly{Code: "SUBSCRIBER_ENDED", CollectivityID: who.ID,
			Message: fmt.Sprintf("%s (%s) ended on %s, and what it subscribed to goes on: nobody is called for it; discard the call, transfer the subscriptions to the successor or end them, and open it again, or say why nothing is due",
				who.Name, who.Code, who.ValidTo)})
	}
	return list, err
}

// callFacts reads what the call of a year is computed from.
func (a *Actions) callFacts(ctx context.Context, year int) ([]contribution.Published, *facts, error) {
	rules, f, err := a.ruled(ctx, year)
	if err != nil {
		return nil, nil, err
	}
	priced := map[contribution.Offer]bool{}
	for _, r := range rules {
		priced[contribution.OfferOf(r.Offer)] = true
	}
	lacking := map[contribution.Offer]bool{}
	var names []string
	for _, c := range f.Cases {
		if !priced[c.Offer] && !lacking[c.Offer] {
			lacking[c.Offer] = true
			names = append(names, string(c.Offer))
		}
	}
	if len(names) > 0 {
		return nil, nil, model.Invalid("year", "no rule is published for %s in %d: publish one for each, or end the subscriptions to them, then open the call", strings.Join(names, ", "), year)
	}
	if len(f.Cases) == 0 {
		return nil, nil, model.Invalid("year", "nobody subscribed to anything in %d: there is nothing to call for", year)
	}
	f.prune()
	return rules, f, nil
}
