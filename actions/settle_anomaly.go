package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// SettleAnomaly says why an anomaly of a computed call may stand. One that is settled is a CONFLICT.
func (a *Actions) SettleAnomaly(ctx context.Context, in model.SettleAnomalyInput, by string) (row *model.CampaignAnomaly, err error) {
	reason := model.Trim(in.Reason)
	var faults model.Errors
	faults.Add("", model.CheckLine("reason", "reason", reason))
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		var id model.AnomalyID
		_ = id.UnmarshalGQL(in.Anomaly) // an identifier of something else is that of no anomaly
		found, call, err := tx.LockAnomaly(ctx, id)
		if err != nil {
			return err
		}
		switch {
		case found == nil:
			faults.Add("", model.NotFound("anomaly", "there is no such anomaly: give an identifier that anomalies of a call returned"))
		case found.Reason != nil:
			faults.Add("", model.Conflict("anomaly", "this anomaly is settled already: %s", *found.Reason))
		case call.Status != model.CampaignStatusComputed:
			faults.Add("", model.Conflict("anomaly", "the call of %d is %s: anomalies are settled while it is COMPUTED", call.Year, call.Status))
		}
		if err := faults.Err(); err != nil {
			return err
		}
		row = found
		row.Reason = &reason
		return tx.SettleAnomaly(ctx, row, by, a.Now().UTC())
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}
