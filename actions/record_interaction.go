package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// RecordInteraction records that somebody was in touch with a commune.
func (a *Actions) RecordInteraction(ctx context.Context, in model.RecordInteractionInput, who *model.Viewer) (*model.Interaction, error) {
	var faults model.Errors
	now := a.Now().UTC()
	row := &model.Interaction{Kind: in.Kind, On: in.On, Note: in.Note, MandateID: who.Mandate, RecordedAt: now, RecordedBy: who.Name}
	faults.Add("", model.CheckProse("note", in.Note))
	faults.Add("", notLater("on", in.On, model.Today(now)))
	err := a.DB.InTx(ctx, func(tx *db.Store) error {
		commune, err := communeWithin(ctx, tx, who, in.Commune, in.On)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if row.ServiceID, err = serviceOf(ctx, tx, "service", in.Service); collect(&faults, err) != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		epcis, err := tx.EPCIAround(ctx, []model.CollectivityID{commune.ID}, in.On)
		if err != nil {
			return err
		}
		row.CollectivityID, row.EPCIID = commune.ID, epcis[0]
		return tx.Insert(ctx, row)
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}
