package actions

import (
	"context"
	"fmt"

	"maillage/model"
)

// Register registers persons of a collectivity, in the place of those registered before.
func (a *Actions) Register(ctx context.Context, in model.RegisterInput, who *model.Viewer) (*model.Activity, error) {
	return a.onActivity(ctx, in.Activity, who, func(g *gathering) error {
		if g.row.Status == model.ActivityStatusHeld {
			g.faults.Add("", model.Conflict("activity", "it began already: who came is counted with recordParticipation"))
		}
		g.checkPersons("persons", in.Persons)
		body, epci, err := within(ctx, g.tx, who, "collectivity", in.Collectivity, g.today)
		if err := collect(&g.faults, err); err != nil || body == nil {
			return err
		}
		return g.count(ctx, a, []*model.ParticipationCount{{CollectivityID: body.ID, EPCIID: epci, Kind: model.CountRegistered, Persons: in.Persons}})
	})
}

// RecordParticipation counts who came to what has begun; a later count of a collectivity takes the place of the first.
func (a *Actions) RecordParticipation(ctx context.Context, in model.RecordParticipationInput, who *model.Viewer) (*model.Activity, error) {
	return a.onActivity(ctx, in.Activity, who, func(g *gathering) error {
		if g.row.Status == model.ActivityStatusPlanned {
			g.faults.Add("", model.Conflict("activity", "it begins on %s: count who came then", model.Today(g.row.Begins)))
		}
		codes := make([]string, len(in.Attended))
		for i, x := range in.Attended {
			codes[i] = x.Collectivity
			g.checkPersons(fmt.Sprintf("attended.%d.persons", i), x.Persons)
		}
		path := func(i int) string { return fmt.Sprintf("attended.%d.collectivity", i) }
		bodies, epcis, err := among(ctx, g.tx, &g.faults, who, path, codes, g.today)
		if err != nil {
			return err
		}
		g.checkTwice(path, bodies)
		var rows []*model.ParticipationCount
		for i, b := range bodies {
			if b != nil {
				rows = append(rows, &model.ParticipationCount{CollectivityID: b.ID, EPCIID: epcis[i], Kind: model.CountAttended, Persons: in.Attended[i].Persons})
			}
		}
		return g.count(ctx, a, rows)
	})
}

// RelayCampaign counts how far an information campaign went in each collectivity.
func (a *Actions) RelayCampaign(ctx context.Context, in model.RelayCampaignInput, who *model.Viewer) (*model.Activity, error) {
	return a.onActivity(ctx, in.Activity, who, func(g *gathering) error {
		if g.row.Kind != model.ActivityKindInformationCampaign {
			g.faults.Add("", model.Invalid("activity", "this is no INFORMATION_CAMPAIGN: who came to it is counted with recordParticipation"))
		}
		codes := make([]string, len(in.Counts))
		for i, x := range in.Counts {
			codes[i] = x.Collectivity
			at := fmt.Sprintf("counts.%d", i)
			g.checkPersons(at+".delivered", x.Delivered)
			if x.Read < 0 || x.Read > x.Delivered {
				g.faults.Add("", model.Invalid(at+".read", "%d of %d read it: give from 0 to as many as got it", x.Read, x.Delivered))
			}
			if x.Relayed < 0 || x.Relayed > x.Read {
				g.faults.Add("", model.Invalid(at+".relayed", "%d handed it on, %d read it: give from 0 to as many as read it", x.Relayed, x.Read))
			}
		}
		path := func(i int) string { return fmt.Sprintf("counts.%d.collectivity", i) }
		bodies, epcis, err := among(ctx, g.tx, &g.faults, who, path, codes, g.today)
		if err != nil {
			return err
		}
		g.checkTwice(path, bodies)
		var rows []*model.ParticipationCount
		for i, b := range bodies {
			if b == nil {
				continue
			}
			for kind, n := range map[string]int{model.CountDelivered: in.Counts[i].Delivered, model.CountRead: in.Counts[i].Read, model.CountRelayed: in.Counts[i].Relayed} {
				rows = append(rows, &model.ParticipationCount{CollectivityID: b.ID, EPCIID: epcis[i], Kind: kind, Persons: n})
			}
		}
		return g.count(ctx, a, rows)
	})
}

// CancelActivity tells that an activity does not take place.
func (a *Actions) CancelActivity(ctx context.Context, in model.CancelActivityInput, who *model.Viewer) (*model.Activity, error) {
	return a.onActivity(ctx, in.Activity, who, func(g *gathering) error {
		reason := model.Trim(in.Reason)
		g.faults.Add("", model.CheckLine("reason", "reason", reason))
		if g.row.Status == model.ActivityStatusHeld {
			g.faults.Add("", model.Conflict("activity", "it began already: it can no longer be cancelled"))
		}
		if who.EPCI != 0 && g.row.OrganiserID != who.EPCI {
			g.faults.Add("", model.NotFound("activity", "somebody else organises it: ask who does to cancel it"))
		}
		if g.faults.Err() != nil {
			return nil
		}
		return g.tx.CancelActivity(ctx, g.row.ID, reason, who.Name, a.Now().UTC())
	})
}
