package actions

import (
	"context"
	"fmt"
	"math/big"

	"maillage/db"
	"maillage/model"
)

// usualDelay is how many days a payer has where the call says nothing else.
const usualDelay = 30

// IssueCampaign numbers the dues of a validated call, without a gap, and says when they are payable; from then on nothing of it
// changes.
func (a *Actions) IssueCampaign(ctx context.Context, in model.IssueCampaignInput, _ string) (call *model.Campaign, err error) {
	now := a.Now().UTC()
	plan, faults := plan(in.Instalments, model.Today(now))
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		call, err = at(ctx, tx, in.Year, model.CampaignStatusValidated, "issue")
		if err := collect(&faults, err); err != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if err := tx.NumberDues(ctx, call); err != nil {
			return err
		}
		if err := tx.AddInstalments(ctx, call.ID, plan); err != nil {
			return err
		}
		call.Status, call.IssuedAt = model.CampaignStatusIssued, &now
		return tx.ChangeCampaign(ctx, call)
	})
	if err != nil {
		return nil, err
	}
	return call, nil
}

// plan checks when dues are payable.
func plan(in []*model.InstalmentInput, today model.Date) (_ []*model.InstalmentInput, faults model.Errors) {
	if in == nil {
		return []*model.InstalmentInput{{DueOn: today + usualDelay, Percent: hundred}}, nil
	}
	sum, last := new(big.Rat), today
	for i, p := range in {
		path := fmt.Sprintf("instalments.%d", i)
		if p.DueOn <= last {
			faults.Add("", model.Invalid(path+".dueOn", "%s is not after %s: instalments follow one another, after the day of the issue", p.DueOn, last))
		}
		last = max(last, p.DueOn)
		part, scale := p.Percent.Parts()
		if part <= 0 || scale > 4 {
			faults.Add("", model.Invalid(path+".percent", "%s is not a percentage: give one above 0 with at most four decimals", p.Percent))
		}
		rat, _ := new(big.Rat).SetString(p.Percent.String())
		sum.Add(sum, rat)
	}
	if sum.Cmp(big.NewRat(100, 1)) != 0 {
		faults.Add("", model.Invalid("instalments", "the percentages make %s, not 100: each euro is payable on one day", sum.FloatString(4)))
	}
	return in, faults
}
