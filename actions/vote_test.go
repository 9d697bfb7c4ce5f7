package actions_test

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// opened is a first convocation of 2026 in a database of its own.
func opened(t testing.TB) (*db.Store, model.Date) {
	t.Helper()
	s, when := dbtest.Full(t), day(t, "2026-03-06")
	if _, err := on(s).OpenSession(context.Background(), model.OpenSessionInput{Date: when, Place: "Rennes", Convocation: model.ConvocationFirst}); err != nil {
		t.Fatal(err)
	}
	return s, when
}

func came(member string, present int, proxies ...*model.ProxyInput) *model.MemberAttendanceInput {
	return &model.MemberAttendanceInput{Member: member, Present: present, Proxies: proxies}
}

func pouvoir(holder string, delegates int) *model.ProxyInput {
	return &model.ProxyInput{Holder: holder, Delegates: delegates}
}

func TestRecordAttendance(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, when := opened(t)
	for _, c := range []struct {
		name    string
		members []*model.MemberAttendanceInput
		want    []string
	}{
		{"OK nobody", nil, nil},
		{"OK one pouvoir each", []*model.MemberAttendanceInput{came("22", 2), came("53", 2, pouvoir("22", 2))}, nil},
		{"OK by a colleague of the same member", []*model.MemberAttendanceInput{came("53", 2, pouvoir("53", 1), pouvoir("53", 1))}, nil},
		{"OK holder named later", []*model.MemberAttendanceInput{came("29", 0, pouvoir("22", 1)), came("22", 1)}, nil},
		{"ErrDelegates", []*model.MemberAttendanceInput{came("53", 5)}, []string{"INVALID members.0.present"}},
		{"ErrDelegates with pouvoirs", []*model.MemberAttendanceInput{came("22", 2), came("29", 1, pouvoir("22", 2))}, []string{"INVALID members.1.proxies"}},
		{"ErrTwo pouvoirs for one", []*model.MemberAttendanceInput{came("22", 1), came("53", 2, pouvoir("22", 2))}, []string{"INVALID members.1.proxies.0.holder"}},
		{"ErrTwo pouvoirs for one from two", []*model.MemberAttendanceInput{came("22", 1), came("53", 3, pouvoir("22", 1)), came("29", 1, pouvoir("22", 1))}, []string{"INVALID members.2.proxies.0.holder"}},
		{"ErrHolder absent", []*model.MemberAttendanceInput{came("53", 2, pouvoir("22", 1))}, []string{"INVALID members.0.proxies.0.holder"}},
		{"ErrHolder does not sit", []*model.MemberAttendanceInput{came("53", 2, pouvoir("44", 1))}, []string{"INVALID members.0.proxies.0.holder"}},
		{"ErrHolder unknown", []*model.MemberAttendanceInput{came("53", 2, pouvoir("99", 1))}, []string{"NOT_FOUND members.0.proxies.0.holder"}},
		{"ErrMember twice", []*model.MemberAttendanceInput{came("243500741", 1), came("243500741", 1)}, []string{"INVALID members.1.member"}},
		{"ErrMember that ended", []*model.MemberAttendanceInput{came("200067221", 1)}, []string{"INVALID members.0.member"}},
		{"ErrMember malformed", []*model.MemberAttendanceInput{came("", 1)}, []string{"INVALID members.0.member"}},
		{"ErrAll", []*model.MemberAttendanceInput{came("x", 1, pouvoir("y", 1)), came("22", -1, pouvoir("22", 0))},
			[]string{"INVALID members.0.member", "INVALID members.0.proxies.0.holder", "INVALID members.1.present", "INVALID members.1.proxies.0.delegates"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			session, err := on(s).RecordAttendance(ctx, model.RecordAttendanceInput{Session: when, Members: c.members})
			if have := told(err); len(have) != len(c.want) || len(have) > 0 && !reflect.DeepEqual(have, c.want) {
				t.Errorf("have %q (%v), want %q", have, err, c.want)
			}
			if err == nil && (session.Quorum == nil || session.Quorum.InOffice != 92) {
				t.Errorf("have %+v", session)
			}
		})
	}
	// What was recorded last stands alone.
	if n := scalar[int](t, s, "select count(*) from attendances a join sessions s on s.id = a.session_id where s.held_on = '2026-03-06'"); n != 65 {
		t.Errorf("%d rows", n)
	}
	if n := scalar[int](t, s, "select sum(p.delegates) from proxies p join attendances a on a.id = p.giver_id join sessions s on s.id = a.session_id where s.held_on = '2026-03-06'"); n != 1 {
		t.Errorf("%d proxies", n)
	}
}

func TestRecordAttendanceOfTomorrow(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	when := day(t, "2026-06-02")
	if _, err := on(s).OpenSession(ctx, model.OpenSessionInput{Date: when, Place: "Rennes", Convocation: model.ConvocationFirst}); err != nil {
		t.Fatal(err)
	}
	_, err := on(s).RecordAttendance(ctx, model.RecordAttendanceInput{Session: when, Members: []*model.MemberAttendanceInput{came("53", 9)}})
	if have := told(err); !reflect.DeepEqual(have, []string{"INVALID session", "INVALID members.0.present"}) {
		t.Errorf("have %q", have)
	}
}

// Without quorum nothing is kept, and the numbers are told; with it, what is wrong with the votes is.
func TestRecordBallot(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, when := opened(t)
	record := func(members []*model.MemberAttendanceInput) {
		t.Helper()
		if _, err := on(s).RecordAttendance(ctx, model.RecordAttendanceInput{Session: when, Members: members}); err != nil {
			t.Fatal(err)
		}
	}
	ballot := func(number string, votes ...*model.MemberVoteInput) (*model.Ballot, error) {
		return on(s).RecordBallot(ctx, model.RecordBallotInput{Session: when, Subject: "Budget", Deliberation: &model.DeliberationInput{Number: number, Date: when}, Votes: votes})
	}
	var all []*model.MemberAttendanceInput
	sitting, err := s.Members(ctx, when)
	if err != nil {
		t.Fatal(err)
	}
	present := 0
	for _, m := range sitting {
		if n := min(m.Delegates, 46-present); n > 0 {
			all = append(all, came(m.Code, n))
			present += n
		}
	}
	record(all)
	b, err := ballot("1", &model.MemberVoteInput{Member: "53", For: 4})
	if have := told(err); b != nil || !reflect.DeepEqual(have, []string{"CONFLICT session"}) || !strings.Contains(err.Error(), "46 of 92") || !strings.Contains(err.Error(), "47 are needed") {
		t.Errorf("without quorum: %v, %v", b, err)
	}
	all = append(all, came(sitting[64].Code, 1))
	record(all)
	for name, c := range map[string]struct {
		votes []*model.MemberVoteInput
		want  []string
	}{
		"ErrNobody":                {nil, []string{"INVALID votes"}},
		"ErrNobody votes":          {[]*model.MemberVoteInput{{Member: "53"}}, []string{"INVALID votes"}},
		"ErrTooMany":               {[]*model.MemberVoteInput{{Member: "53", For: 3, Abstained: 2}}, []string{"INVALID votes.0"}},
		"ErrNegative":              {[]*model.MemberVoteInput{{Member: "53", For: 4, Against: -1, Abstained: -1}}, []string{"INVALID votes.0.against", "INVALID votes.0.abstained"}},
		"ErrTwice":                 {[]*model.MemberVoteInput{{Member: "53", For: 1}, {Member: "53", For: 1}}, []string{"INVALID votes.1.member"}},
		"ErrAbsent":                {[]*model.MemberVoteInput{{Member: sitting[63].Code, For: 1}}, []string{"INVALID votes.0"}},
		"ErrDoes not sit, unknown": {[]*model.MemberVoteInput{{Member: "35238", For: 1}, {Member: "99999", For: 1}}, []string{"INVALID votes.0.member", "NOT_FOUND votes.1.member"}},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := ballot("1", c.votes...)
			if have := told(err); b != nil || !reflect.DeepEqual(have, c.want) {
				t.Errorf("have %q (%v), want %q", have, err, c.want)
			}
		})
	}
	b, err = ballot(" CS  1 ", &model.MemberVoteInput{Member: "53", For: 3, Against: 1})
	if err != nil || b.Result() != model.BallotResultCarried || b.Tally != (model.Tally{For: 225, Against: 75}) || b.DeliberationNumber != "CS 1" {
		t.Fatalf("have %+v, %v", b, err)
	}
	if n := scalar[int](t, s, "select count(*) from ballots where not demo"); n != 1 {
		t.Errorf("%d ballots are kept", n)
	}
}

// Clerks who do the same at once are told one after the other: one session a day, one second convocation, one deliberation.
func TestVoteSideBySide(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, when := opened(t)
	if _, err := on(s).RecordAttendance(ctx, model.RecordAttendanceInput{Session: when}); err != nil {
		t.Fatal(err)
	}
	const clerks = 4
	done := make([]error, clerks)
	var all sync.WaitGroup
	for i := range clerks {
		all.Go(func() {
			_, done[i] = on(s).OpenSession(ctx, model.OpenSessionInput{Date: when + model.Date(3+i), Place: "Rennes", Convocation: model.ConvocationSecond, Follows: &when})
		})
	}
	all.Wait()
	good := 0
	for _, err := range done {
		if err == nil {
			good++
		} else if have := told(err); !reflect.DeepEqual(have, []string{"CONFLICT follows"}) {
			t.Errorf("have %q (%v)", have, err)
		}
	}
	if good != 1 {
		t.Errorf("%d second convocations", good)
	}
}
