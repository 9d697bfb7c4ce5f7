package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// AnswerRequest is the syndicate's answer.
func (a *Actions) AnswerRequest(ctx context.Context, in model.AnswerRequestInput, who *model.Viewer) (*model.Request, error) {
	return a.onRequest(ctx, in.Request, in.Text, model.RequestStatusAnswered, who)
}

// CloseRequest ends a request, answered or not.
func (a *Actions) CloseRequest(ctx context.Context, in model.CloseRequestInput, who *model.Viewer) (*model.Request, error) {
	return a.onRequest(ctx, in.Request, in.Text, model.RequestStatusClosed, who)
}

// onRequest takes a step about a request that is not closed.
func (a *Actions) onRequest(ctx context.Context, id, text string, to model.RequestStatus, who *model.Viewer) (row *model.Request, err error) {
	var faults model.Errors
	faults.Add("", model.CheckProse("text", text))
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		var key model.RequestID
		_ = key.UnmarshalGQL(id) // an identifier of something else is that of no request
		if err := tx.LockRequest(ctx, key); err != nil {
			return err
		}
		found, err := tx.Requests(ctx, []model.RequestID{key}, db.All)
		if err != nil {
			return err
		}
		switch r := found[0]; {
		case r == nil || !who.Reaches(r.EPCIID):
			faults.Add("", model.NotFound("request", "there is no such request within reach: give an identifier that requests returned"))
		case r.Status == model.RequestStatusClosed:
			faults.Add("", model.Conflict("request", "the request was closed on %s: submit another one", model.Today(*r.TakenAt)))
		}
		if err := faults.Err(); err != nil {
			return err
		}
		step := &model.RequestStep{RequestID: key, Status: to, Text: text, TakenAt: a.Now().UTC(), RecordedBy: who.Name}
		if err := tx.Insert(ctx, step); err != nil {
			return err
		}
		row = found[0]
		row.Status, row.TakenAt = to, &step.TakenAt
		return nil
	})
	return row, err
}
