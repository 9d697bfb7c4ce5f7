package actions

import (
	"context"

	"maillage/db"
	"maillage/demo"
	"maillage/model"
)

// writeVotes enters the colleges, and the sessions of those who sat in them on each day.
func writeVotes(ctx context.Context, tx *db.Store, facts demo.Facts) error {
	colleges := demo.Colleges(facts)
	if err := tx.Insert(ctx, &colleges); err != nil {
		return err
	}
	held := map[model.Date]model.SessionID{}
	for _, m := range demo.Meetings() {
		m.FollowsID = held[m.Follows]
		if err := tx.Insert(ctx, &m.Session); err != nil {
			return err
		}
		held[m.Date] = m.ID
		if err := writeMeeting(ctx, tx, m); err != nil {
			return err
		}
	}
	return nil
}

func writeMeeting(ctx context.Context, tx *db.Store, m demo.Meeting) error {
	members, err := tx.Members(ctx, m.Date)
	if err != nil {
		return err
	}
	rows, given := m.Sheet(members)
	powers := make([]power, len(given))
	for i, p := range given {
		powers[i] = power{giver: p.Giver, holder: p.Holder, delegates: 1}
	}
	if err := writeAttendance(ctx, tx, m.ID, rows, powers); err != nil || m.Ballot == nil {
		return err
	}
	m.Ballot.SessionID = m.ID
	var votes []*model.Vote
	for _, row := range rows {
		if row.Present+row.Represented > 0 {
			v := m.Vote(row)
			v.AttendanceID = row.ID
			votes = append(votes, v)
		}
	}
	return writeBallot(ctx, tx, m.Ballot, votes)
}
