package actions

import (
	"context"
	"fmt"

	"maillage/db"
	"maillage/model"
)

// RecordAttendance keeps who came to a session. Members that are not named are absent, and are kept as such: a quorum counts
// all delegates in office.
func (a *Actions) RecordAttendance(ctx context.Context, in model.RecordAttendanceInput) (session *model.Session, err error) {
	var faults model.Errors
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "sessions"); err != nil {
			return err
		}
		session, err = a.heldOn(ctx, tx, in.Session)
		if err == nil {
			err = unsettled(ctx, tx, session)
		}
		if err := collect(&faults, err); err != nil {
			return err
		}
		rows, proxies, err := sheet(ctx, tx, in, &faults)
		if err != nil {
			return err
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if err := writeAttendance(ctx, tx, session.ID, rows, proxies); err != nil {
			return err
		}
		session, err = tx.SessionOn(ctx, in.Session)
		return err
	})
	if err != nil {
		return nil, err
	}
	return session, nil
}

// unsettled refuses to change what something rests on already.
func unsettled(ctx context.Context, tx *db.Store, s *model.Session) error {
	if voted, err := tx.HasBallots(ctx, s.ID); err != nil {
		return err
	} else if voted {
		return model.Conflict("session", "something was voted on %s: who came that day cannot be changed any more", s.Date)
	}
	second, err := tx.SessionAfter(ctx, s.ID)
	if err != nil || second == nil {
		return err
	}
	return model.Conflict("session", "the session of %s was called again for %s: who came that day cannot be changed any more", s.Date, second.Date)
}

// power is delegates of giver who gave holder a pouvoir, and where that was written.
type power struct {
	giver, holder *model.Attendance
	delegates     int
	path          string
}

// sheet makes the attendance sheet of all members out of what was given, and adds its faults.
func sheet(ctx context.Context, tx *db.Store, in model.RecordAttendanceInput, faults *model.Errors) ([]*model.Attendance, []power, error) {
	members, err := tx.Members(ctx, in.Session)
	if err != nil {
		return nil, nil, err
	}
	rows := make([]*model.Attendance, len(members))
	for i, m := range members {
		rows[i] = &model.Attendance{Member: m.Member}
	}
	list := seatsOf(in.Session, rows)
	var powers []power
	for i, m := range in.Members {
		path := fmt.Sprintf("members.%d.", i)
		row, err := list.name(ctx, tx, path+"member", m.Member)
		if err := collect(faults, err); err != nil {
			return nil, nil, err
		}
		represented := 0
		for k, p := range m.Proxies {
			given := power{giver: row, delegates: p.Delegates, path: fmt.Sprintf("%sproxies.%d.", path, k)}
			given.holder, err = list.find(ctx, tx, given.path+"holder", p.Holder)
			if err := collect(faults, err); err != nil {
				return nil, nil, err
			}
			represented += p.Delegates
			powers = append(powers, given)
		}
		if row != nil {
			row.Present, row.Represented = m.Present, represented
			faults.Add("", checkCounts(path, row))
		}
	}
	checkPowers(powers, faults)
	return rows, powers, nil
}

// checkCounts refuses more delegates than the college gives.
func checkCounts(path string, a *model.Attendance) error {
	switch {
	case a.Present < 0 || a.Present > a.Delegates:
		return model.Invalid(path+"present", "%s cannot have %d delegates present: its college gives it %d", a.Name, a.Present, a.Delegates)
	case a.Present+a.Represented > a.Delegates:
		return model.Invalid(path+"proxies", "%s has %d delegates: %d present and %d represented are too many", a.Name, a.Delegates, a.Present, a.Represented)
	}
	return nil
}

// checkPowers refuses more of them than their holder has delegates present: each holds one at most (CGCT L2121-20).
func checkPowers(powers []power, faults *model.Errors) {
	held := map[*model.Attendance]int{}
	for _, p := range powers {
		switch {
		case p.delegates < 1:
			faults.Add("", model.Invalid(p.path+"delegates", "a pouvoir of %d delegates is none: give 1 or more", p.delegates))
		case p.holder == nil: // told already
		default:
			if held[p.holder] += p.delegates; held[p.holder] > p.holder.Present {
				faults.Add("", model.Invalid(p.path+"holder", "a delegate holds one pouvoir at most: %s has %d present, and would hold %d", p.holder.Name, p.holder.Present, held[p.holder]))
			}
		}
	}
}

func writeAttendance(ctx context.Context, tx *db.Store, session model.SessionID, rows []*model.Attendance, powers []power) error {
	if err := tx.ClearAttendance(ctx, session); err != nil {
		return err
	}
	for _, row := range rows {
		row.SessionID = session
	}
	if err := tx.Insert(ctx, &rows); err != nil {
		return err
	}
	var proxies []*model.Proxy
	at := map[[2]model.AttendanceID]*model.Proxy{}
	for _, p := range powers {
		pair := [2]model.AttendanceID{p.giver.ID, p.holder.ID}
		if at[pair] == nil {
			at[pair] = &model.Proxy{GiverID: p.giver.ID, HolderID: p.holder.ID}
			proxies = append(proxies, at[pair])
		}
		at[pair].Delegates += p.delegates
	}
	if len(proxies) == 0 {
		return nil
	}
	return tx.Insert(ctx, &proxies)
}
