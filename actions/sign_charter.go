package actions

import (
	"context"
	"fmt"
	"math"
	"slices"

	"maillage/db"
	"maillage/model"
)

// SignCharter enters what a commune commits itself to.
func (a *Actions) SignCharter(ctx context.Context, in model.SignCharterInput, who *model.Viewer) (*model.Charter, error) {
	var faults model.Errors
	now := a.Now().UTC()
	today := model.Today(now)
	c := &model.Charter{SignedOn: in.SignedOn, Deadline: in.Deadline, RecordedAt: now, RecordedBy: who.Name}
	faults.Add("", notLater("signedOn", in.SignedOn, today))
	if in.Deadline <= in.SignedOn {
		faults.Add("", model.Invalid("deadline", "%s is not after the signature of %s: give a later day", in.Deadline, in.SignedOn))
	}
	if len(in.Goals) == 0 {
		faults.Add("", model.Invalid("goals", "a charter without a goal binds to nothing: give one at least"))
	}
	err := a.DB.InTx(ctx, func(tx *db.Store) error {
		commune, err := communeWithin(ctx, tx, who, in.Commune, in.SignedOn)
		if err := collect(&faults, err); err != nil {
			return err
		}
		goals, err := goalsOf(ctx, tx, &faults, in.Goals)
		if err != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		c.CollectivityID = commune.ID
		if err := tx.Insert(ctx, c); err != nil {
			return err
		}
		for _, g := range goals {
			g.CharterID = c.ID
		}
		return tx.Insert(ctx, &goals)
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

func goalsOf(ctx context.Context, tx *db.Store, faults *model.Errors, in []*model.CharterGoalInput) (goals []*model.CharterGoal, err error) {
	for i, g := range in {
		path := fmt.Sprintf("goals.%d", i)
		id, err := serviceOf(ctx, tx, path+".service", &g.Service)
		if err := collect(faults, err); err != nil {
			return nil, err
		}
		if g.Yearly < 1 || g.Yearly > math.MaxInt32 {
			faults.Add("", model.Invalid(path+".yearly", "%d a year is no goal: give at least 1", g.Yearly))
		}
		if slices.ContainsFunc(goals, func(o *model.CharterGoal) bool { return id != 0 && o.ServiceID == id }) {
			faults.Add("", model.Invalid(path+".service", "%s has a goal already: give one per service", g.Service))
		}
		known, err := tx.IndicatorsOf(ctx, []model.OfferID{id})
		if err != nil {
			return nil, err
		}
		if id != 0 && !slices.ContainsFunc(known[0], func(k *model.ServiceIndicator) bool { return k.Code == g.Indicator }) {
			faults.Add("", model.NotFound(path+".indicator", "%s has no indicator %q: see indicators of the service", g.Service, g.Indicator))
		}
		goals = append(goals, &model.CharterGoal{ServiceID: id, Indicator: g.Indicator, Yearly: g.Yearly})
	}
	return goals, nil
}

// RecordOpinion records what a commune thinks of a service.
func (a *Actions) RecordOpinion(ctx context.Context, in model.RecordOpinionInput, who *model.Viewer) (*model.Opinion, error) {
	var faults model.Errors
	o := &model.Opinion{Score: in.Score, Comment: in.Comment, GivenOn: in.GivenOn, RecordedBy: who.Name}
	faults.Add("", checkScore("score", in.Score))
	faults.Add("", notLater("givenOn", in.GivenOn, model.Today(a.Now())))
	if in.Comment != nil {
		faults.Add("", model.CheckProse("comment", *in.Comment))
	}
	err := a.DB.InTx(ctx, func(tx *db.Store) error {
		commune, err := communeWithin(ctx, tx, who, in.Commune, in.GivenOn)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if o.ServiceID, err = serviceOf(ctx, tx, "service", &in.Service); collect(&faults, err) != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		o.CollectivityID = commune.ID
		return tx.Insert(ctx, o)
	})
	if err != nil {
		return nil, err
	}
	return o, nil
}

func communeWithin(ctx context.Context, tx *db.Store, who *model.Viewer, code string, on model.Date) (*model.Body, error) {
	body, _, err := within(ctx, tx, who, "commune", code, on)
	if err == nil && body.Kind != model.CollectivityKindCommune {
		err = model.Invalid("commune", "%s is no commune: give the code of one", body.Name)
	}
	return body, err
}

func notLater(path string, day, today model.Date) error {
	if day > today {
		return model.Invalid(path, "%s is in the future: enter it once it is done", day)
	}
	return nil
}

func checkScore(path string, score int) error {
	if score < 1 || score > 5 {
		return model.Invalid(path, "%d is no score: give from 1, bad, to 5, good", score)
	}
	return nil
}
