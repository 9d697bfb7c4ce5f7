package actions

import (
	"context"
	"fmt"

	"maillage/db"
	"maillage/model"
)

// Invited is an activity, and how many an invitation added to it.
type Invited struct {
	Row   *model.Activity
	Added int
}

// Invite invites collectivities one by one, or the communes of a territory.
func (a *Actions) Invite(ctx context.Context, in model.InviteInput, who *model.Viewer) (out Invited, err error) {
	out.Row, err = a.onActivity(ctx, in.Activity, who, func(g *gathering) error {
		if g.row.Status == model.ActivityStatusHeld {
			g.faults.Add("", model.Conflict("activity", "it began already: who came is counted with recordParticipation"))
		}
		if (in.Territory == nil) == (in.Collectivities == nil) {
			g.faults.Add("", model.Invalid("", "give either collectivities or a territory"))
			return nil
		}
		if in.Territory == nil {
			if in.Service != nil || in.Adoption != nil {
				g.faults.Add("", model.Invalid("service", "service and adoption choose among the communes of a territory: give a territory, or leave them out"))
			}
			out.Added, err = g.inviteEach(ctx, a, in.Collectivities)
			return err
		}
		out.Added, err = g.inviteAll(ctx, a, in)
		return err
	})
	if err != nil {
		return Invited{}, err
	}
	return out, nil
}

func (g *gathering) inviteEach(ctx context.Context, a *Actions, codes []string) (int, error) {
	path := func(i int) string { return fmt.Sprintf("collectivities.%d", i) }
	bodies, epcis, err := among(ctx, g.tx, &g.faults, g.who, path, codes, g.today)
	if err != nil || g.faults.Err() != nil {
		return 0, err
	}
	g.checkTwice(path, bodies)
	there := make([]model.CollectivityID, len(bodies))
	for i, b := range bodies {
		there[i] = b.ID
	}
	invited, err := g.tx.InvitedAmong(ctx, g.row.ID, there)
	if err != nil {
		return 0, err
	}
	var rows []*model.ParticipationCount
	for i, b := range bodies {
		if !invited[b.ID] {
			rows = append(rows, &model.ParticipationCount{CollectivityID: b.ID, EPCIID: epcis[i], Kind: model.CountInvited})
		}
	}
	return len(rows), g.count(ctx, a, rows)
}

func (g *gathering) inviteAll(ctx context.Context, a *Actions, in model.InviteInput) (int, error) {
	kind, code, err := in.Territory.Check()
	g.faults.AddAll(err)
	to := db.Audience{Over: db.Territory{Kind: kind, Code: code}, Within: g.who.EPCI, On: g.today}
	if to.Service, err = serviceOf(ctx, g.tx, "service", in.Service); collect(&g.faults, err) != nil {
		return 0, err
	}
	if in.Adoption != nil {
		to.Adopted = in.Adoption
		if in.Service == nil {
			g.faults.Add("", model.Invalid("service", "where a commune stands it stands with a service: give its code"))
		}
	}
	if g.faults.Err() != nil {
		return 0, nil
	}
	return g.tx.Invite(ctx, g.row.ID, to, g.who.Name, a.Now().UTC())
}
