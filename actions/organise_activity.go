package actions

import (
	"context"
	"time"

	"maillage/db"
	"maillage/model"
)

// OrganiseActivity enters a meeting, a training, a visit or a campaign that is still to come.
func (a *Actions) OrganiseActivity(ctx context.Context, in model.OrganiseActivityInput, who *model.Viewer) (row *model.Activity, err error) {
	var faults model.Errors
	now := a.Now().UTC()
	today := model.Today(now)
	v := &model.Activity{Kind: in.Kind, Title: model.Trim(in.Title), Begins: time.Time(in.StartsAt).UTC(), Audience: in.Audience, OrganisedAt: now, RecordedBy: who.Name,
		OrganiserID: who.EPCI, MandateID: who.Mandate}
	faults.Add("", model.CheckLine("title", "title", v.Title))
	if !v.Begins.After(now) {
		faults.Add("", model.Invalid("startsAt", "%s is not in the future: organise what is still to come", v.Begins.Format(time.RFC3339)))
	}
	if in.Place != nil {
		place := model.Trim(*in.Place)
		v.Place = &place
		faults.Add("", model.CheckLine("place", "place", place))
	}
	if (in.Kind == model.ActivityKindNetworkMeeting) != (in.Network != nil) {
		faults.Add("", model.Invalid("network", "a network is for a NETWORK_MEETING, which needs one: give both or neither"))
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) (err error) {
		if v.ServiceID, err = serviceOf(ctx, tx, "service", in.Service); collect(&faults, err) != nil {
			return err
		}
		if in.Network != nil {
			n, err := network(ctx, tx, *in.Network)
			if err := collect(&faults, err); err != nil {
				return err
			}
			if n != nil {
				v.NetworkID = n.ID
			}
		}
		if in.Organiser != nil {
			epci, _, err := within(ctx, tx, who, "organiser", *in.Organiser, today)
			if err := collect(&faults, err); err != nil {
				return err
			}
			if epci != nil && epci.Kind != model.CollectivityKindEPCI {
				faults.Add("", model.Invalid("organiser", "%s is no EPCI: give the SIREN of one, or leave it out where the syndicate organises", epci.Name))
			} else if epci != nil {
				v.OrganiserID = epci.ID
			}
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if err := tx.Insert(ctx, v); err != nil {
			return err
		}
		row, err = a.activity(ctx, tx, v.ID)
		return err
	})
	return row, err
}

func (a *Actions) activity(ctx context.Context, tx *db.Store, id model.ActivityID) (*model.Activity, error) {
	rows, err := tx.Activities(ctx, []model.ActivityID{id}, a.Now(), db.All)
	if err != nil {
		return nil, err
	}
	return rows[0], nil
}
