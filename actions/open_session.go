package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// OpenSession calls the comité syndical together on a day, for the first time or again.
func (a *Actions) OpenSession(ctx context.Context, in model.OpenSessionInput) (*model.Session, error) {
	var faults model.Errors
	row := &model.Session{Date: in.Date, Place: model.Trim(in.Place), Convocation: in.Convocation}
	faults.Add("", model.CheckLine("place", "place", row.Place))
	err := a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "sessions"); err != nil {
			return err
		}
		if err := collect(&faults, a.callable(ctx, tx, in.Date)); err != nil {
			return err
		}
		first, err := firstOf(ctx, tx, in)
		if err := collect(&faults, err); err != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if first != nil {
			row.FollowsID = first.ID
		}
		return tx.Insert(ctx, row)
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}

// callable refuses a day on which nobody could meet: one session a day, and colleges to sit in.
func (a *Actions) callable(ctx context.Context, tx *db.Store, day model.Date) error {
	if last := model.DateOf(model.Today(a.Now()).Time().AddDate(1, 0, 0)); day > last {
		return model.Invalid("date", "%s is too far ahead: give a day up to %s", day, last)
	}
	colleges, err := tx.CollegesOn(ctx, day)
	if err != nil {
		return err
	}
	if len(colleges) == 0 {
		return model.Invalid("date", "the comité syndical has no college on %s: give a day on which colleges(on:) shows some", day)
	}
	other, err := tx.SessionOn(ctx, day)
	if err != nil || other == nil {
		return err
	}
	return model.Conflict("date", "there is a session on %s already, at %s: look it up with session(date:)", day, other.Place)
}

// firstOf is the first convocation, without quorum, that a second one follows; nil for a first one.
func firstOf(ctx context.Context, tx *db.Store, in model.OpenSessionInput) (*model.Session, error) {
	if in.Convocation == model.ConvocationFirst {
		if in.Follows != nil {
			return nil, model.Invalid("follows", "a first convocation follows no other: leave it out, or give convocation SECOND")
		}
		return nil, nil
	}
	if in.Follows == nil {
		return nil, model.Invalid("follows", "a second convocation follows a first one: give the day of that one")
	}
	first, err := tx.SessionOn(ctx, *in.Follows)
	if err != nil {
		return nil, err
	}
	switch {
	case first == nil:
		return nil, model.NotFound("follows", "there is no session on %s: give the day of the first convocation", in.Follows)
	case first.Convocation != model.ConvocationFirst:
		return nil, model.Invalid("follows", "the session of %s is a second convocation itself, which decides without quorum", in.Follows)
	case first.Quorum == nil:
		return nil, model.Conflict("follows", "nobody has recorded who came on %s: do so first with recordAttendance", in.Follows)
	case first.Quorum.Reached():
		return nil, model.Conflict("follows", "the session of %s had its quorum, so it is not called again: %s", in.Follows, first.Quorum)
	case in.Date < first.Date+model.Interval:
		return nil, model.Invalid("date", "a second convocation comes at least %d days after the first: give %s or later", model.Interval, first.Date+model.Interval)
	}
	second, err := tx.SessionAfter(ctx, first.ID)
	if err != nil || second == nil {
		return first, err
	}
	return nil, model.Conflict("follows", "the session of %s was called again already, on %s", in.Follows, second.Date)
}
