package actions

import (
	"context"
	"fmt"
	"time"

	"maillage/db"
	"maillage/model"
)

// Opened is a survey, and how many it invites.
type Opened struct {
	Row     *model.Survey
	Invited int
}

// OpenSurvey opens a survey today and invites every commune that may use what it is about.
func (a *Actions) OpenSurvey(ctx context.Context, in model.OpenSurveyInput, by string) (out Opened, err error) {
	var faults model.Errors
	today := model.Today(a.Now())
	if this := today.Time().Year(); in.Year < this-1 || in.Year > this {
		faults.Add("", model.Invalid("year", "a survey of %d cannot be opened in %d: give this year or the last one", in.Year, this))
	}
	v := &model.Survey{Year: in.Year, OpenedOn: today, RecordedBy: by}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if v.ServiceID, err = serviceOf(ctx, tx, "service", in.Service); collect(&faults, err) != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if err := tx.Insert(ctx, v); err != nil {
			return err
		}
		out.Row = v
		out.Invited, err = tx.InviteToSurvey(ctx, v)
		return err
	})
	if err != nil {
		return Opened{}, err
	}
	return out, nil
}

// CloseSurvey closes a survey today; one that was opened today closes tomorrow, since its first day is in.
func (a *Actions) CloseSurvey(ctx context.Context, in model.CloseSurveyInput, _ string) (row *model.Survey, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		v, err := a.openSurvey(ctx, tx, in.Survey)
		if err != nil {
			return err
		}
		if v.ClosedOn != nil {
			return model.Conflict("survey", "it closes on %s already", v.ClosedOn)
		}
		last := max(model.Today(a.Now()), model.DateOf(v.OpenedOn.Time().Add(24*time.Hour)))
		v.ClosedOn, row = &last, v
		return tx.CloseSurvey(ctx, v.ID, last)
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}

// openSurvey is a survey that is not closed yet, locked.
func (a *Actions) openSurvey(ctx context.Context, tx *db.Store, id string) (*model.Survey, error) {
	var key model.SurveyID
	_ = key.UnmarshalGQL(id) // an identifier of something else is that of no survey
	v, err := tx.LockSurvey(ctx, key)
	switch {
	case err != nil:
		return nil, err
	case v == nil:
		return nil, model.NotFound("survey", "there is no such survey: give an identifier that surveys returned")
	case v.ClosedOn != nil && *v.ClosedOn <= model.Today(a.Now()):
		return nil, model.Conflict("survey", "it was closed on %s: open one of another year", v.ClosedOn)
	}
	return v, nil
}

// Recorded is how many answers were kept, and what is wrong with the others.
type Recorded struct {
	Kept   int
	Faults model.Errors
}

const mostAnswers = 1000

// RecordAnswers keeps the answers that are right, and tells what is wrong with each of the others.
func (a *Actions) RecordAnswers(ctx context.Context, in model.RecordAnswersInput, _ string) (out Recorded, err error) {
	if len(in.Answers) == 0 || len(in.Answers) > mostAnswers {
		return out, model.Invalid("answers", "%d answers are given: give from 1 to %d at a time", len(in.Answers), mostAnswers)
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		v, err := a.openSurvey(ctx, tx, in.Survey)
		if err != nil {
			return err
		}
		codes := make([]string, len(in.Answers))
		for i, x := range in.Answers {
			codes[i] = x.Collectivity
		}
		bodies, err := tx.BySIRENsOrCodes(ctx, codes)
		if err != nil {
			return err
		}
		var there []model.CollectivityID
		for _, b := range bodies {
			there = append(there, b.Base().ID)
		}
		answered, err := tx.Answered(ctx, v.ID, there)
		if err != nil {
			return err
		}
		services, err := tx.AllServices(ctx, nil, db.All)
		if err != nil {
			return err
		}
		known := map[string]model.OfferID{}
		for _, s := range services {
			known[s.Code] = s.ID
		}
		var kept []*model.SurveyAnswer
		for i, x := range in.Answers {
			row := &model.SurveyAnswer{SurveyID: v.ID, ServiceID: known[x.Service], Score: x.Score, Remark: x.Remark, AnsweredOn: model.Today(a.Now())}
			if b := bodies[x.Collectivity]; b != nil {
				row.CollectivityID = b.Base().ID
			}
			if faults := checkAnswer(fmt.Sprintf("answers.%d", i), v, x, row, answered[row.CollectivityID]); len(faults) > 0 {
				out.Faults = append(out.Faults, faults...)
				continue
			}
			answered[row.CollectivityID][row.ServiceID] = true
			kept = append(kept, row)
		}
		out.Kept = len(kept)
		if len(kept) == 0 {
			return nil
		}
		return tx.Insert(ctx, &kept)
	})
	return out, err
}

// checkAnswer tells all that is wrong with an answer; about are the services that its body answered about, nil where it is not invited.
func checkAnswer(path string, v *model.Survey, in *model.AnswerInput, row *model.SurveyAnswer, about map[model.OfferID]bool) (faults model.Errors) {
	switch {
	case row.CollectivityID == 0:
		faults.Add("", model.NotFound(path+".collectivity", "no collectivity has the code %q", in.Collectivity))
	case about == nil:
		faults.Add("", model.NotFound(path+".collectivity", "%s is not invited to this survey", in.Collectivity))
	}
	switch {
	case row.ServiceID == 0:
		faults.Add("", model.NotFound(path+".service", "the catalogue has no service %q: see services", in.Service))
	case v.ServiceID != 0 && v.ServiceID != row.ServiceID:
		faults.Add("", model.Invalid(path+".service", "this survey is about another service than %s", in.Service))
	case about[row.ServiceID]:
		faults.Add("", model.Conflict(path, "%s answered about %s already: the first answer stands", in.Collectivity, in.Service))
	}
	faults.Add("", checkScore(path+".score", in.Score))
	if in.Remark != nil {
		faults.Add("", model.CheckProse(path+".remark", *in.Remark))
	}
	return faults
}
