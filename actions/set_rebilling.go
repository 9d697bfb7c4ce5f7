package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// SetRebilling records how an EPCI shares what it owes with its communes, from a year on; with 0 percent it bears all, and nil
// comes back.
func (a *Actions) SetRebilling(ctx context.Context, in model.SetRebillingInput, by string) (row *model.Rebilling, err error) {
	var faults model.Errors
	faults.Add("", checkYear("fromYear", in.FromYear))
	if _, scale := in.Percent.Parts(); in.Percent.Sign() < 0 || in.Percent.Cmp(hundred) > 0 || scale > 4 {
		faults.Add("", model.Invalid("percent", "%s is no percentage: give one from 0 to 100 with at most four decimals", in.Percent))
	}
	row = &model.Rebilling{Key: in.Key, Percent: in.Percent, FromYear: in.FromYear}
	if d := in.Deliberation; d != nil {
		number := model.Trim(d.Number)
		faults.Add("", model.CheckLine("deliberation.number", "number", number))
		if today := model.Today(a.Now()); d.Date > today {
			faults.Add("", model.Invalid("deliberation.date", "%s is still to come: record what was decided, up to %s", d.Date, today))
		}
		row.DeliberationNumber, row.DeliberationDate = &number, &d.Date
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		epci, err := byCode(ctx, tx, "epci", in.EPCI)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if epci != nil && epci.Kind != model.CollectivityKindEPCI {
			faults.Add("", model.Invalid("epci", "%s is no EPCI: only an EPCI shares what it owes with communes", epci.Name))
		}
		if err := faults.Err(); err != nil {
			return err
		}
		return tx.AddRebilling(ctx, epci.ID, row, by, a.Now().UTC())
	})
	if err != nil || row.Percent.Sign() == 0 {
		return nil, err
	}
	return row, nil
}

var hundred, _ = model.NewDecimal(100, 0)
