package actions

import (
	"context"
	"fmt"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// batch is how many cases are written in one transaction, at least: what is lost when the server dies in between is computed again. A call
// of a million cases is written in some five hundred.
const batch = 100

// ComputeCampaign computes an opened call, or goes on where it was interrupted. It reads nothing but what opening froze, so that
// the same call gives the same dues whenever and wherever it is computed.
func (a *Actions) ComputeCampaign(ctx context.Context, year int, by string) (*model.Campaign, error) {
	call, inputs, err := a.begin(ctx, year, by)
	if err != nil {
		return nil, err
	}
	rules, f, err := thaw(inputs, call.Fingerprint)
	if err != nil {
		return nil, err
	}
	statements := contribution.Compute(rules, f)
	for call.Done < len(statements) {
		if call, err = a.write(ctx, year, statements); err != nil {
			return nil, err
		}
	}
	return a.sum(ctx, year)
}

// begin notes who computes a call, and reads its inputs.
func (a *Actions) begin(ctx context.Context, year int, by string) (call *model.Campaign, inputs []byte, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if call, err = at(ctx, tx, year, model.CampaignStatusDraft, "compute"); err != nil {
			return err
		}
		if inputs, err = tx.CampaignInputs(ctx, call.ID); err != nil {
			return err
		}
		if call.ComputedBy != nil {
			return nil // who began it has computed it
		}
		call.ComputedBy = &by
		return tx.ChangeCampaign(ctx, call)
	})
	return call, inputs, err
}

// at is the call of a year, locked, if it stands where a verb needs it.
func at(ctx context.Context, tx *db.Store, year int, status model.CampaignStatus, verb string) (*model.Campaign, error) {
	call, err := tx.LockCampaign(ctx, year)
	if err != nil {
		return nil, err
	}
	if call == nil {
		return nil, model.NotFound("year", "no call is open for %d: open one first", year)
	}
	if call.Status != status {
		return nil, model.Conflict("year", "the call of %d is %s: to %s it, it must be %s", year, call.Status, verb, status)
	}
	return call, nil
}

// write enters the next cases, from where the call stands: another server may have written some meanwhile.
func (a *Actions) write(ctx context.Context, year int, statements []contribution.Statement) (call *model.Campaign, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if call, err = at(ctx, tx, year, model.CampaignStatusDraft, "compute"); err != nil {
			return err
		}
		end := min(call.Done+max(batch, len(statements)/500), len(statements))
		var rows []*db.Contribution
		var faults []*model.CampaignAnomaly
		for place := call.Done; place < end; place++ {
			rows = append(rows, computed(place, &statements[place]))
			faults = append(faults, toSettle(&statements[place])...)
		}
		if err := tx.AddContributions(ctx, call.ID, rows); err != nil {
			return err
		}
		if err := tx.AddAnomalies(ctx, call.ID, faults); err != nil {
			return err
		}
		call.Done = end
		return tx.ChangeCampaign(ctx, call)
	})
	return call, err
}

// sum makes the dues, once all cases are written.
func (a *Actions) sum(ctx context.Context, year int) (call *model.Campaign, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if call, err = at(ctx, tx, year, model.CampaignStatusDraft, "compute"); err != nil {
			return err
		}
		if call.Total, err = tx.SumDues(ctx, call.ID); err != nil {
			return err
		}
		small, err := tx.SmallDues(ctx, call)
		if err != nil {
			return err
		}
		var faults []*model.CampaignAnomaly
		for _, d := range small {
			faults = append(faults, &model.CampaignAnomaly{Code: "UNDER_MINIMUM", CollectivityID: d.PayerID,
				Message: fmt.Sprintf("the due of %s € is below the minimum of %s €: it will not be issued, and stays on record", d.Amount, call.Minimum)})
		}
		if err := tx.AddAnomalies(ctx, call.ID, faults); err != nil {
			return err
		}
		now := a.Now().UTC()
		call.Status, call.ComputedAt = model.CampaignStatusComputed, &now
		return tx.ChangeCampaign(ctx, call)
	})
	return call, err
}
