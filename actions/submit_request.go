package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// SubmitRequest puts to the syndicate what a body asks.
func (a *Actions) SubmitRequest(ctx context.Context, in model.SubmitRequestInput, who *model.Viewer) (*model.Request, error) {
	var faults model.Errors
	now := a.Now().UTC()
	today := model.Today(now)
	r := &model.Request{Kind: in.Kind, Subject: model.Trim(in.Subject), Body: in.Text, SubmittedAt: now, RecordedBy: who.Name}
	faults.Add("", model.CheckLine("subject", "subject", r.Subject))
	faults.Add("", model.CheckProse("text", in.Text))
	err := a.DB.InTx(ctx, func(tx *db.Store) error {
		from, epci, err := within(ctx, tx, who, "from", in.From, today)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if r.ServiceID, err = serviceOf(ctx, tx, "service", in.Service); collect(&faults, err) != nil {
			return err
		}
		if from != nil {
			r.CollectivityID, r.EPCIID = from.ID, epci
			faults.Add("", checkLife("from", from, today))
			if r.MandateID, err = actingFor(ctx, tx, who, "relayedBy", in.RelayedBy, epci, today); collect(&faults, err) != nil {
				return err
			}
		}
		if err := faults.Err(); err != nil {
			return err
		}
		return tx.Insert(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	r.Status = model.RequestStatusOpen
	return r, nil
}
