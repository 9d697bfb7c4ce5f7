package db

import (
	"context"

	"maillage/model"
)

// ballots reads them from the alias b, each with its voices and the quorum of its session.
func ballots(*text, Fields) reader[*model.Ballot] {
	r := row("b.id, b.session_id, b.subject, b.deliberation_number, "+days("b.deliberation_date")+", b.demo, "+
		"t.voted_for, t.voted_against, t.abstained, s.convocation, q.in_office, q.present, q.represented", func(b *model.Ballot) []any {
		return []any{&b.ID, &b.SessionID, &b.Subject, &b.DeliberationNumber, &b.DeliberationDate, &b.Demo,
			&b.Tally.For, &b.Tally.Against, &b.Tally.Abstained, &b.Quorum.Convocation, &b.Quorum.InOffice, &b.Quorum.Present, &b.Quorum.Represented}
	})
	r.joins = " join sessions s on s.id = b.session_id" + countsOf("s.id") + " cross join lateral (select " + voices + " from " + voting + " where v.ballot_id = b.id) t"
	return r
}

const (
	voices = `coalesce(sum(v.voted_for * g.voices), 0) as voted_for, coalesce(sum(v.voted_against * g.voices), 0) as voted_against,
		coalesce(sum(v.abstained * g.voices), 0) as abstained`
	ofVote = " join attendances a on a.id = v.attendance_id join colleges g on g.id = a.college_id"
	voting = "votes v" + ofVote
)

// Ballots are the ballots of these keys, each at its place.
func (s *Store) Ballots(ctx context.Context, ids []model.BallotID) ([]*model.Ballot, error) {
	return byKeys(ctx, s, "ballots", ids, None, func(t *text, e Edge, keys string) (reader[*model.Ballot], string) {
		r := ballots(t, e.Fields)
		return r, "from ballots b" + r.joins + " where b.id = any(" + keys + ")"
	}, func(b *model.Ballot) model.BallotID { return b.ID })
}

// BallotByDeliberation is the ballot that a deliberation records, nil where there is none.
func (s *Store) BallotByDeliberation(ctx context.Context, number string) (*model.Ballot, error) {
	return one(ctx, s, question{}, "b", None, func(t *text, e Edge) (reader[*model.Ballot], string) {
		r := ballots(t, e.Fields)
		return r, "from ballots b" + r.joins + " where b.deliberation_number = " + t.given(0)
	}, number)
}

// BallotsOf is a page of the ballots of each session, in the order they were recorded.
func (s *Store) BallotsOf(ctx context.Context, sessions []model.SessionID, page model.Page, want Fields) ([]*model.BallotConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "ballots of"}, sessions, e, pager[*model.Ballot]{page, None, ballots, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: "ballots b", row: "b", parent: "b.session_id", order: order{name: "ballot"}}
		l.order.by("b.id", "bigint", "id", model.DirectionAsc)
		return l
	}})
}

// HasBallots tells whether something was voted in a session.
func (s *Store) HasBallots(ctx context.Context, session model.SessionID) (there bool, err error) {
	err = s.query(ctx, "select voted($1)", []any{int64(session)}, []any{&there}, func() error { return nil })
	return there, err
}

// TalliesOf are the voices of each ballot, college by college.
func (s *Store) TalliesOf(ctx context.Context, ids []model.BallotID) ([][]*model.CollegeTally, error) {
	return lists(ctx, s, "tallies", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.CollegeTally], string) {
		return row("a.college_id, "+voices, func(t *model.CollegeTally) []any {
			return []any{&t.CollegeID, &t.Tally.For, &t.Tally.Against, &t.Tally.Abstained}
		}), "from " + voting + " where v.ballot_id = p.id group by a.college_id order by a.college_id"
	}, appended)
}

// VotesOf is a page of the votes of each ballot, by college and code of the member.
func (s *Store) VotesOf(ctx context.Context, ballots []model.BallotID, page model.Page, want Fields) ([]*model.VoteConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "votes of"}, ballots, e, pager[*model.Vote]{page, None, votes, func(t *text, _ Edge) *listing {
		return &listing{text: t, from: "votes v", row: "v", sorted: ofVote + ofAttendance, parent: "v.ballot_id", order: bySeat("vote", "a.college_id")}
	}})
}

func votes(*text, Fields) reader[*model.Vote] {
	r := row("a.collectivity_id, a.college_id, g.voices, v.voted_for, v.voted_against, v.abstained, a.present + a.represented - v.voted_for - v.voted_against - v.abstained",
		func(v *model.Vote) []any {
			return []any{&v.CollectivityID, &v.CollegeID, &v.Voices, &v.For, &v.Against, &v.Abstained, &v.TookNoPart}
		})
	r.joins = ofVote
	return r
}
