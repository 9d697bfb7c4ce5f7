package db

import (
	"context"

	"maillage/model"
)

// sessions reads them from the alias s, each with the quorum that its attendance makes.
func sessions(*text, Fields) reader[*model.Session] {
	var s model.Session
	var office, present, represented *int
	return reader[*model.Session]{
		columns: "s.id, " + days("s.held_on") + ", s.place, s.convocation, coalesce(s.follows_id, 0), s.demo, q.in_office, q.present, q.represented",
		joins:   countsOf("s.id"),
		dest:    []any{&s.ID, &s.Date, &s.Place, &s.Convocation, &s.FollowsID, &s.Demo, &office, &present, &represented},
		take: func() *model.Session {
			full := s
			if office != nil {
				full.Quorum = &model.Quorum{Convocation: s.Convocation, InOffice: *office, Present: *present, Represented: *represented}
			}
			return &full
		},
	}
}

// countsOf joins the delegates counted in a session, nulls until its attendance is recorded.
func countsOf(session string) string {
	return " cross join lateral (select sum(a.delegates) as in_office, sum(a.present) as present, sum(a.represented) as represented from attendances a where a.session_id = " + session + ") q"
}

// Sessions are the sessions of these keys, each at its place.
func (s *Store) Sessions(ctx context.Context, ids []model.SessionID) ([]*model.Session, error) {
	return byKeys(ctx, s, "sessions", ids, None, func(t *text, e Edge, keys string) (reader[*model.Session], string) {
		r := sessions(t, e.Fields)
		return r, "from sessions s" + r.joins + " where s.id = any(" + keys + ")"
	}, func(s *model.Session) model.SessionID { return s.ID })
}

// SessionOn is the session of a day, nil where there is none.
func (s *Store) SessionOn(ctx context.Context, day model.Date) (*model.Session, error) {
	return s.session(ctx, "s.held_on", day)
}

// SessionAfter is the second convocation that follows a session, nil where there is none.
func (s *Store) SessionAfter(ctx context.Context, id model.SessionID) (*model.Session, error) {
	return s.session(ctx, "s.follows_id", int64(id))
}

func (s *Store) session(ctx context.Context, column string, is any) (*model.Session, error) {
	return one(ctx, s, question{}, "s", None, func(t *text, e Edge) (reader[*model.Session], string) {
		r := sessions(t, e.Fields)
		return r, "from sessions s" + r.joins + " where " + column + " = " + t.given(0)
	}, is)
}

// AllSessions is a page of all sessions, latest first.
func (s *Store) AllSessions(ctx context.Context, page model.Page, want Fields) (*model.SessionConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return root(ctx, s, question{name: "sessions"}, e, pager[*model.Session]{page, None, sessions, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: "sessions s", row: "s", order: order{name: "session"}}
		l.order.by(days("s.held_on"), "int", "date", model.DirectionDesc)
		return l
	}})
}

// attendances reads them from the alias a, and their members from c.
func attendances(*text, Fields) reader[*model.Attendance] {
	r := row("a.id, a.session_id, a.collectivity_id, a.college_id, a.delegates, a.present, a.represented, c.code, c.siren, c.name", func(a *model.Attendance) []any {
		return []any{&a.ID, &a.SessionID, &a.CollectivityID, &a.CollegeID, &a.Delegates, &a.Present, &a.Represented, &a.Code, &a.SIREN, &a.Name}
	})
	r.joins = ofAttendance
	return r
}

const ofAttendance = " join collectivities c on c.id = a.collectivity_id"

// AttendancesOf is a page of the attendance sheet of each session, by college and code.
func (s *Store) AttendancesOf(ctx context.Context, sessions []model.SessionID, page model.Page, want Fields) ([]*model.AttendanceConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "attendances"}, sessions, e, pager[*model.Attendance]{page, None, attendances, func(t *text, _ Edge) *listing {
		return &listing{text: t, from: "attendances a", row: "a", sorted: ofAttendance, parent: "a.session_id", order: bySeat("attendance", "a.college_id")}
	}})
}

// Attendances are the whole attendance sheet of a session, by college and code.
func (s *Store) Attendances(ctx context.Context, session model.SessionID) ([]*model.Attendance, error) {
	return every(ctx, s, question{}, "a", None, func(t *text, e Edge) (reader[*model.Attendance], string) {
		r := attendances(t, e.Fields)
		return r, "from attendances a" + r.joins + " where a.session_id = " + t.given(0) + " order by a.college_id, c.code"
	}, int64(session))
}

// ClearAttendance takes an attendance sheet back, with its proxies; the database refuses it once something was voted.
func (s *Store) ClearAttendance(ctx context.Context, session model.SessionID) error {
	_, err := s.tx.ExecContext(ctx, "delete from attendances where session_id = $1", int64(session))
	return err
}

// ProxiesOf are the proxies that each row of an attendance sheet gave, by holder.
func (s *Store) ProxiesOf(ctx context.Context, givers []model.AttendanceID) ([][]*model.Proxy, error) {
	return lists(ctx, s, "proxies", givers, Edge{Fields: None}, func(*text, Edge) (reader[*model.Proxy], string) {
		return row("x.holder_id, x.delegates, h.collectivity_id", func(p *model.Proxy) []any {
			return []any{&p.HolderID, &p.Delegates, &p.Holder}
		}), "from proxies x join attendances h on h.id = x.holder_id where x.giver_id = p.id order by x.holder_id"
	}, appended)
}
