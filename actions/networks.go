package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// CreateNetwork founds a network of competence.
func (a *Actions) CreateNetwork(ctx context.Context, in model.CreateNetworkInput, _ *model.Viewer) (*model.Network, error) {
	n := &model.Network{Topic: model.Trim(in.Topic), Purpose: model.Trim(in.Purpose), CreatedOn: model.Today(a.Now())}
	var faults model.Errors
	faults.Add("", model.CheckLine("topic", "topic", n.Topic))
	faults.Add("", model.CheckLine("purpose", "purpose", n.Purpose))
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if err := a.DB.Insert(ctx, n); err != nil {
		return nil, err
	}
	return n, nil
}

func network(ctx context.Context, tx *db.Store, id string) (*model.Network, error) {
	var key model.NetworkID
	_ = key.UnmarshalGQL(id) // an identifier of something else is that of no network
	rows, err := tx.Networks(ctx, []model.NetworkID{key})
	if err != nil {
		return nil, err
	}
	if rows[0] == nil {
		return nil, model.NotFound("network", "there is no such network: give an identifier that networks returned")
	}
	return rows[0], nil
}

// JoinNetwork takes a collectivity in from a day on.
func (a *Actions) JoinNetwork(ctx context.Context, in model.JoinNetworkInput, who *model.Viewer) (n *model.Network, err error) {
	return a.onNetwork(ctx, in.Network, in.Collectivity, in.Since, who, func(tx *db.Store, n *model.Network, body *model.Body, faults *model.Errors) error {
		row := &model.NetworkMember{NetworkID: n.ID, CollectivityID: body.ID, Since: in.Since}
		if in.Mandate != nil {
			m, err := mandate(ctx, tx, "mandate", *in.Mandate)
			if err := collect(faults, err); err != nil {
				return err
			}
			if m != nil && m.CollectivityID != body.ID {
				faults.Add("", model.Invalid("mandate", "this mandate is none of %s: give one that is", body.Name))
			} else if m != nil {
				row.MandateID = m.ID
			}
		}
		members, err := tx.NetworkMembersOf(ctx, []model.NetworkID{n.ID}, in.Since, db.None)
		if err != nil {
			return err
		}
		for _, m := range members[0] {
			if m.CollectivityID == body.ID {
				faults.Add("", model.Conflict("collectivity", "%s is a member since %s: it has to leave first", body.Name, m.Since))
			}
		}
		if faults.Err() != nil {
			return nil
		}
		return tx.Insert(ctx, row)
	})
}

// LeaveNetwork ends the membership of a collectivity.
func (a *Actions) LeaveNetwork(ctx context.Context, in model.LeaveNetworkInput, who *model.Viewer) (*model.Network, error) {
	return a.onNetwork(ctx, in.Network, in.Collectivity, in.Until, who, func(tx *db.Store, n *model.Network, body *model.Body, faults *model.Errors) error {
		left, err := tx.LeaveNetwork(ctx, n.ID, body.ID, in.Until)
		if err == nil && !left {
			faults.Add("", model.Conflict("collectivity", "%s is no member before %s: see members", body.Name, in.Until))
		}
		return err
	})
}

func (a *Actions) onNetwork(ctx context.Context, id, code string, on model.Date, who *model.Viewer, change func(*db.Store, *model.Network, *model.Body, *model.Errors) error) (n *model.Network, err error) {
	var faults model.Errors
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		found, err := network(ctx, tx, id)
		if err := collect(&faults, err); err != nil {
			return err
		}
		body, _, err := within(ctx, tx, who, "collectivity", code, on)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if found != nil && body != nil {
			if err := tx.Lock(ctx, "networks"); err != nil {
				return err
			}
			if err := change(tx, found, body, &faults); err != nil {
				return err
			}
		}
		n = found
		return faults.Err()
	})
	if err != nil {
		return nil, err
	}
	return n, nil
}
