package model

import (
	"fmt"

	"github.com/uptrace/bun"
)

// Session is a meeting of the comité syndical. Quorum is nil until attendance is recorded.
type Session struct {
	bun.BaseModel `bun:"table:sessions"`

	ID          SessionID `bun:",pk,autoincrement"`
	Date        Date      `bun:"held_on"`
	Place       string
	Convocation Convocation
	FollowsID   SessionID `bun:",nullzero"`
	Demo        bool
	Quorum      *Quorum `bun:"-"`
}

func (*Session) IsNode() {}

// Interval is how many days a second convocation comes after the first at the least (CGCT L2121-17).
const Interval = 3

// Quorum is the count of delegates that a session needs to decide.
type Quorum struct {
	Convocation Convocation
	InOffice    int
	Present     int
	Represented int
}

// Required is more than half of the delegates in office, none at a second convocation.
func (q *Quorum) Required() int {
	if q.Convocation == ConvocationSecond {
		return 0
	}
	return q.InOffice/2 + 1
}

// Reached tells whether the session may decide: who is only represented does not count.
func (q *Quorum) Reached() bool { return q.Present >= q.Required() }

// Absent are the delegates neither present nor represented.
func (q *Quorum) Absent() int { return q.InOffice - q.Present - q.Represented }

// String is the numbers in a sentence.
func (q *Quorum) String() string {
	return fmt.Sprintf("%d of %d delegates in office are present, %d are needed, and represented ones (%d) do not count", q.Present, q.InOffice, q.Required(), q.Represented)
}

// Attendance is how many delegates of a member came to a session. College and delegates are kept as they were that day.
type Attendance struct {
	bun.BaseModel `bun:"table:attendances"`
	Member

	ID          AttendanceID `bun:",pk,autoincrement"`
	SessionID   SessionID
	Present     int
	Represented int
}

// AttendanceID names a row of an attendance sheet; clients do not see it.
type AttendanceID int64

// Absent are the delegates neither present nor represented.
func (a *Attendance) Absent() int { return a.Delegates - a.Present - a.Represented }

// Proxy is the power of Delegates of one member to vote, held by as many present delegates of another, or of the same.
type Proxy struct {
	bun.BaseModel `bun:"table:proxies"`

	GiverID   AttendanceID
	HolderID  AttendanceID
	Delegates int
	Holder    CollectivityID `bun:"-"`
}
