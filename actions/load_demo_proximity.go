package actions

import (
	"context"

	"maillage/db"
	"maillage/demo"
	"maillage/model"
)

// writeProximity enters what communes asked, what was organised for them, what they signed and what they think.
func writeProximity(ctx context.Context, tx *db.Store, facts demo.Facts) error {
	services, err := tx.OfferIDs(ctx)
	if err != nil {
		return err
	}
	referents := map[model.CollectivityID]model.MandateID{}
	bodies := make([]model.CollectivityID, len(facts.EPCI))
	for i, e := range facts.EPCI {
		bodies[i] = e.Base().ID
	}
	mandates, err := tx.ReferentsOf(ctx, bodies, model.NewDate(2026, 6, 1), db.None)
	if err != nil {
		return err
	}
	for i, list := range mandates {
		if len(list) > 0 {
			referents[bodies[i]] = list[0].ID
		}
	}
	for _, write := range []func() error{
		func() error { return writeRequests(ctx, tx, demo.Requests(facts), services, referents) },
		func() error { return writeActivities(ctx, tx, facts, services, referents) },
		func() error { return writeCharters(ctx, tx, demo.Charters(facts), services) },
		func() error { return writePolls(ctx, tx, facts, services) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

func writeRequests(ctx context.Context, tx *db.Store, list []demo.Asked, services map[string]model.OfferID, referents map[model.CollectivityID]model.MandateID) error {
	rows := make([]*model.Request, len(list))
	for i := range list {
		rows[i] = &list[i].Request
		rows[i].ServiceID, rows[i].MandateID = services[list[i].Service], referents[rows[i].EPCIID]
	}
	if err := tx.Insert(ctx, &rows); err != nil {
		return err
	}
	var steps []*model.RequestStep
	for _, r := range list {
		for _, s := range r.Steps {
			s.RequestID = r.ID
			steps = append(steps, s)
		}
	}
	return tx.Insert(ctx, &steps)
}

func writeActivities(ctx context.Context, tx *db.Store, facts demo.Facts, services map[string]model.OfferID, referents map[model.CollectivityID]model.MandateID) error {
	buyers := &model.Network{Topic: "Acheteurs publics", Purpose: "Partager cahiers des charges, pratiques et questions d'achat.", CreatedOn: model.NewDate(2024, 1, 15), Demo: true}
	if err := tx.Insert(ctx, buyers); err != nil {
		return err
	}
	var members []*model.NetworkMember
	for _, e := range facts.EPCI {
		if demo.Buyer(e) {
			members = append(members, &model.NetworkMember{NetworkID: buyers.ID, CollectivityID: e.Base().ID, MandateID: referents[e.Base().ID], Since: buyers.CreatedOn})
		}
	}
	if err := tx.Insert(ctx, &members); err != nil {
		return err
	}
	list := demo.Activities(facts)
	rows := make([]*model.Activity, len(list))
	for i := range list {
		rows[i] = &list[i].Activity
		rows[i].ServiceID, rows[i].MandateID = services[list[i].Service], referents[rows[i].OrganiserID]
		if list[i].Buyers {
			rows[i].NetworkID = buyers.ID
		}
	}
	if err := tx.Insert(ctx, &rows); err != nil {
		return err
	}
	var counts []*model.ParticipationCount
	for _, h := range list {
		for _, c := range h.Counts {
			c.ActivityID = h.ID
			counts = append(counts, c)
		}
	}
	return tx.CopyParticipations(ctx, counts)
}

func writeCharters(ctx context.Context, tx *db.Store, list []demo.Signed, services map[string]model.OfferID) error {
	var goals []*model.CharterGoal
	rows := make([]*model.Charter, len(list))
	for i := range list {
		rows[i] = &list[i].Charter
	}
	if err := tx.Insert(ctx, &rows); err != nil {
		return err
	}
	for _, c := range list {
		for _, g := range c.Goals {
			goals = append(goals, &model.CharterGoal{CharterID: c.ID, ServiceID: services[g.Service], Indicator: g.Indicator, Yearly: g.Yearly})
		}
	}
	return tx.Insert(ctx, &goals)
}

func writePolls(ctx context.Context, tx *db.Store, facts demo.Facts, services map[string]model.OfferID) error {
	var opinions []*model.Opinion
	for _, o := range demo.Opinions(facts) {
		opinions = append(opinions, &model.Opinion{CollectivityID: o.CollectivityID, ServiceID: services[o.Service], Score: o.Score, Comment: o.Remark, GivenOn: o.On, RecordedBy: "démonstration", Demo: true})
	}
	if err := tx.Insert(ctx, &opinions); err != nil {
		return err
	}
	for _, p := range demo.Polls(facts) {
		if err := tx.Insert(ctx, &p.Survey); err != nil {
			return err
		}
		var answers []*model.SurveyAnswer
		for _, a := range p.Answers {
			answers = append(answers, &model.SurveyAnswer{SurveyID: p.ID, CollectivityID: a.CollectivityID, ServiceID: services[a.Service], Score: a.Score, Remark: a.Remark, AnsweredOn: a.On})
		}
		if err := tx.CopyPoll(ctx, p.ID, p.Invited, answers); err != nil {
			return err
		}
	}
	return nil
}
