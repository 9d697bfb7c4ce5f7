package db_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/demo"
	"maillage/model"
)

// sat records a session to which come as many delegates of each member as come says.
func sat(t testing.TB, s *db.Store, on string, come func(*model.CollegeMember) int) (model.SessionID, []*model.Attendance) {
	t.Helper()
	ctx := context.Background()
	session := &model.Session{Date: day(t, on), Place: "Rennes", Convocation: model.ConvocationFirst}
	if err := s.Insert(ctx, session); err != nil {
		t.Fatal(err)
	}
	var rows []*model.Attendance
	for _, m := range must(s.Members(ctx, session.Date))(t) {
		rows = append(rows, &model.Attendance{Member: m.Member, SessionID: session.ID, Present: come(m)})
	}
	if err := s.Insert(ctx, &rows); err != nil {
		t.Fatal(err)
	}
	return session.ID, rows
}

// vote records a ballot: as many delegates for and against as each of the first members of each college say, the others abstain.
func vote(t testing.TB, s *db.Store, session model.SessionID, number string, rows []*model.Attendance, how func(*model.Attendance) (yes, no int)) *model.Ballot {
	t.Helper()
	ctx := context.Background()
	b := &model.Ballot{SessionID: session, Subject: "Barème", DeliberationNumber: number, DeliberationDate: noon}
	err := s.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Insert(ctx, b); err != nil {
			return err
		}
		var votes []*model.Vote
		for _, a := range rows {
			yes, no := how(a)
			votes = append(votes, &model.Vote{BallotID: b.ID, AttendanceID: a.ID, For: yes, Against: no, Abstained: a.Present - yes - no})
		}
		return tx.Insert(ctx, &votes)
	})
	if err != nil {
		t.Fatal(err)
	}
	return must(s.Ballots(ctx, []model.BallotID{b.ID}))(t)[0]
}

// By hand, all 92 present: the Region's 4 x 75 = 300 for; the departments' 8 x 25 = 200 and ten large EPCI's 10 x 2 x 5 = 100
// against, 300 too. One small EPCI's single voice decides.
func TestWeightedMajority(t *testing.T) {
	t.Parallel()
	s, ctx := published(t), context.Background()
	session, rows := sat(t, s, "2025-12-12", func(m *model.CollegeMember) int { return m.Delegates })
	tied := func(a *model.Attendance) (yes, no int) {
		switch {
		case a.CollectivityID == 1:
			return 4, 0
		case a.CollectivityID < 100:
			return 0, 2
		case a.CollectivityID < 110:
			return 0, 2
		}
		return 0, 0
	}
	if b := vote(t, s, session, "1", rows, tied); b.Tally != (model.Tally{For: 300, Against: 300, Abstained: 169}) || b.Tally.Cast() != 600 || b.Result() != model.BallotResultRejected {
		t.Errorf("tied: %+v is %s", b.Tally, b.Result())
	}
	b := vote(t, s, session, "2", rows, func(a *model.Attendance) (yes, no int) {
		if a.CollectivityID == 150 {
			return 1, 0
		}
		return tied(a)
	})
	if b.Tally != (model.Tally{For: 301, Against: 300, Abstained: 168}) || b.Result() != model.BallotResultCarried {
		t.Errorf("%+v is %s", b.Tally, b.Result())
	}
	want := []model.Tally{{For: 300}, {Against: 200}, {Against: 100, Abstained: 100}, {Abstained: 58}, {For: 1, Abstained: 10}}
	for i, c := range must(s.TalliesOf(ctx, []model.BallotID{99, b.ID}))(t)[1] {
		if c.Tally != want[i] {
			t.Errorf("college %d: %+v, want %+v", c.CollegeID, c.Tally, want[i])
		}
	}
	if again := must(s.BallotByDeliberation(ctx, "2"))(t); again.ID != b.ID || again.Tally != b.Tally {
		t.Errorf("have %+v", again)
	}
}

// By hand: 92 delegates in office, so 47 must be present. The 40 of the large EPCI and 6 others are 46, one too few.
func TestQuorumOfSession(t *testing.T) {
	t.Parallel()
	s, ctx := published(t), context.Background()
	come := func(last model.CollectivityID) func(m *model.CollegeMember) int {
		return func(m *model.CollegeMember) int {
			if m.CollectivityID >= 100 && m.CollectivityID <= last {
				return m.Delegates
			}
			return 0
		}
	}
	short, rows := sat(t, s, "2025-12-12", come(125))
	enough, _ := sat(t, s, "2025-12-15", come(126))
	sessions := must(s.Sessions(ctx, []model.SessionID{short, 99, enough}))(t)
	if q := sessions[0].Quorum; q.InOffice != 92 || q.Required() != 47 || q.Present != 46 || q.Absent() != 46 || q.Reached() {
		t.Errorf("have %s", q)
	}
	if q := sessions[2].Quorum; sessions[1] != nil || q.Present != 47 || !q.Reached() {
		t.Errorf("have %s", q)
	}
	if b := vote(t, s, short, "1", rows, func(a *model.Attendance) (yes, no int) { return a.Present, 0 }); b.Result() != model.BallotResultWithoutQuorum {
		t.Errorf("a ballot without quorum is %s", b.Result())
	}
}

// What was voted stands: no row of it can be changed, taken out or added to, and later national data does not touch it.
func TestVotedStands(t *testing.T) {
	t.Parallel()
	s, ctx := published(t), context.Background()
	session, rows := sat(t, s, "2025-12-12", func(m *model.CollegeMember) int { return m.Delegates })
	if _, err := s.ExecContext(ctx, "update attendances set present = 0 where collectivity_id = 1; update attendances set present = 4 where collectivity_id = 1"); err != nil {
		t.Fatal("before the vote:", err)
	}
	before := vote(t, s, session, "1", rows[1:], func(a *model.Attendance) (yes, no int) { return a.Present, 0 })
	for _, statement := range []string{
		"update ballots set subject = 'another'", "delete from ballots", "update votes set voted_for = 0, voted_against = 1", "delete from votes",
		"update attendances set present = 0", "delete from attendances",
		"insert into votes (ballot_id, attendance_id, voted_for, voted_against, abstained) select b.id, a.id, 0, 4, 0 from ballots b, attendances a where a.collectivity_id = 1",
		"insert into attendances (session_id, collectivity_id, college_id, delegates, present, represented) select session_id, 999, college_id, 1, 1, 0 from attendances limit 1",
	} {
		if _, err := s.ExecContext(ctx, statement); err == nil || !strings.Contains(err.Error(), "what was voted stands") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if _, err := s.ExecContext(ctx, "update populations set value = 1"); err != nil {
		t.Fatal(err)
	}
	if after := must(s.Ballots(ctx, []model.BallotID{before.ID}))(t)[0]; *after != *before || after.Tally.For != 469 {
		t.Errorf("have %+v, it was %+v", after, before)
	}
}

// Each December the demonstration voted the barème of the next year.
func TestBallotsOfTheDemonstration(t *testing.T) {
	t.Parallel()
	s, ctx := dbtest.Shared(t), context.Background()
	for year := 2022; year <= 2026; year++ {
		b := must(s.BallotByDeliberation(ctx, demo.Deliberation(year)))(t)
		if b == nil || b.Result() != model.BallotResultCarried || !b.Demo || b.DeliberationDate.Year() != year-1 || b.Subject != fmt.Sprintf("Barème des contributions %d", year) {
			t.Errorf("%d: %+v", year, b)
		}
	}
	first := must(s.SessionOn(ctx, day(t, "2023-12-08")))(t)
	if second := must(s.SessionAfter(ctx, first.ID))(t); first.Quorum.Reached() || must(s.HasBallots(ctx, first.ID))(t) || second.Date != day(t, "2023-12-15") || !second.Quorum.Reached() {
		t.Errorf("have %s, then %+v", first.Quorum, second)
	}
}
