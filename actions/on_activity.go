package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// gathering is a verb at work on an activity, under its lock.
type gathering struct {
	tx     *db.Store
	who    *model.Viewer
	today  model.Date
	faults model.Errors
	row    *model.Activity
}

// onActivity is the frame of what is done to an activity that the key reaches: its own EPCI organises it, or somebody in it is
// invited. change adds its faults, and writes only where there are none. The activity comes back as it stands then.
func (a *Actions) onActivity(ctx context.Context, id string, who *model.Viewer, change func(*gathering) error) (row *model.Activity, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		var key model.ActivityID
		_ = key.UnmarshalGQL(id) // an identifier of something else is that of no activity
		if err := tx.LockActivity(ctx, key); err != nil {
			return err
		}
		g := &gathering{tx: tx, who: who, today: model.Today(a.Now())}
		if g.row, err = a.activity(ctx, tx, key); err != nil {
			return err
		}
		reached := g.row != nil && who.EPCI == 0
		if g.row != nil && who.EPCI != 0 {
			if reached, err = tx.ActsWithin(ctx, key, who.EPCI); err != nil {
				return err
			}
		}
		if !reached {
			return model.NotFound("activity", "there is no such activity within reach: give an identifier that activities returned")
		}
		if g.row.Status == model.ActivityStatusCancelled {
			return model.Conflict("activity", "it was cancelled: organise another one")
		}
		if err := change(g); err != nil {
			return err
		}
		if err := g.faults.Err(); err != nil {
			return err
		}
		row, err = a.activity(ctx, tx, key)
		return err
	})
	return row, err
}

// count writes counts of collectivities' parts, unless something is wrong.
func (g *gathering) count(ctx context.Context, a *Actions, rows []*model.ParticipationCount) error {
	if len(rows) == 0 || g.faults.Err() != nil {
		return nil
	}
	for _, r := range rows {
		r.ActivityID, r.RecordedAt, r.RecordedBy = g.row.ID, a.Now().UTC(), g.who.Name
	}
	return g.tx.Insert(ctx, &rows)
}

// mostPersons is how many a collectivity can bring: more is a slip of the pen.
const mostPersons = 10_000

func (g *gathering) checkPersons(path string, n int) {
	if n < 0 || n > mostPersons {
		g.faults.Add("", model.Invalid(path, "%d is no count of persons: give from 0 to %d", n, mostPersons))
	}
}

func (g *gathering) checkTwice(path func(int) string, bodies []*model.Body) {
	seen := map[model.CollectivityID]bool{}
	for i, b := range bodies {
		if b != nil && seen[b.ID] {
			g.faults.Add("", model.Invalid(path(i), "%s is given twice: give it once", b.Name))
		} else if b != nil {
			seen[b.ID] = true
		}
	}
}
