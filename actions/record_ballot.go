package actions

import (
	"context"
	"fmt"

	"maillage/db"
	"maillage/model"
)

// RecordBallot keeps what a session voted, for good. A first convocation without quorum decides nothing.
func (a *Actions) RecordBallot(ctx context.Context, in model.RecordBallotInput) (ballot *model.Ballot, err error) {
	var faults model.Errors
	row := &model.Ballot{Subject: model.Trim(in.Subject), DeliberationNumber: model.Trim(in.Deliberation.Number), DeliberationDate: in.Deliberation.Date}
	faults.Add("", model.CheckLine("subject", "subject", row.Subject))
	faults.Add("", model.CheckLine("deliberation.number", "number", row.DeliberationNumber))
	if row.DeliberationDate != in.Session {
		faults.Add("", model.Invalid("deliberation.date", "a deliberation bears the day of its session: give %s", in.Session))
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "sessions"); err != nil {
			return err
		}
		if err := collect(&faults, unrecorded(ctx, tx, row.DeliberationNumber)); err != nil {
			return err
		}
		session, err := a.heldOn(ctx, tx, in.Session)
		if err == nil {
			err = quorate(session)
		}
		if err := collect(&faults, err); err != nil {
			return err
		}
		var votes []*model.Vote
		if session != nil && session.Quorum != nil {
			if votes, err = votesOf(ctx, tx, session, in.Votes, &faults); err != nil {
				return err
			}
		}
		if err := faults.Err(); err != nil {
			return err
		}
		row.SessionID = session.ID
		if err := writeBallot(ctx, tx, row, votes); err != nil {
			return err
		}
		all, err := tx.Ballots(ctx, []model.BallotID{row.ID})
		if err == nil {
			ballot = all[0]
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return ballot, nil
}

// unrecorded refuses the number of a deliberation that records another ballot.
func unrecorded(ctx context.Context, tx *db.Store, number string) error {
	if model.CheckLine("", "", number) != nil {
		return nil // told already
	}
	other, err := tx.BallotByDeliberation(ctx, number)
	if err != nil || other == nil {
		return err
	}
	return model.Conflict("deliberation.number", "deliberation %s records another ballot: %s", number, other.Subject)
}

// quorate refuses a session that may not decide.
func quorate(s *model.Session) error {
	if s.Quorum == nil {
		return model.Conflict("session", "nobody has recorded who came on %s: do so first with recordAttendance", s.Date)
	}
	if !s.Quorum.Reached() {
		return model.Conflict("session", "no quorum: %s. Call the comité again with openSession, convocation SECOND, on %s or later", s.Quorum, s.Date+model.Interval)
	}
	return nil
}

// votesOf are the votes of all members with somebody to vote for them, and adds the faults of what was given.
func votesOf(ctx context.Context, tx *db.Store, s *model.Session, given []*model.MemberVoteInput, faults *model.Errors) ([]*model.Vote, error) {
	rows, err := tx.Attendances(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	list := seatsOf(s.Date, rows)
	cast := map[model.AttendanceID]*model.Vote{}
	total := 0
	for i, v := range given {
		path := fmt.Sprintf("votes.%d", i)
		for _, count := range []struct {
			field string
			n     int
		}{{"for", v.For}, {"against", v.Against}, {"abstained", v.Abstained}} {
			if count.n < 0 {
				faults.Add("", model.Invalid(path+"."+count.field, "%d is not a number of delegates: give 0 or more", count.n))
			}
		}
		row, err := list.name(ctx, tx, path+".member", v.Member)
		if err := collect(faults, err); err != nil {
			return nil, err
		}
		if row == nil {
			continue
		}
		n := v.For + v.Against + v.Abstained
		if total += n; n > row.Present+row.Represented {
			faults.Add("", model.Invalid(path, "%s cannot cast %d votes: its delegates are %d present and %d represented", row.Name, n, row.Present, row.Represented))
		}
		cast[row.ID] = &model.Vote{For: v.For, Against: v.Against, Abstained: v.Abstained}
	}
	if len(given) == 0 || len(cast) == len(given) && total == 0 {
		faults.Add("", model.Invalid("votes", "nobody votes: give the votes of at least one member"))
	}
	var votes []*model.Vote
	for _, row := range rows {
		if row.Present+row.Represented == 0 {
			continue
		}
		if cast[row.ID] == nil {
			cast[row.ID] = &model.Vote{}
		}
		cast[row.ID].AttendanceID = row.ID
		votes = append(votes, cast[row.ID])
	}
	return votes, nil
}

func writeBallot(ctx context.Context, tx *db.Store, row *model.Ballot, votes []*model.Vote) error {
	if err := tx.Insert(ctx, row); err != nil {
		return err
	}
	for _, v := range votes {
		v.BallotID = row.ID
	}
	return tx.Insert(ctx, &votes)
}
