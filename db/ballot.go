package db

import (
	"context"

	"maillage/model"
)

// ballots reads them from the alias b, each with its voices and the quorum of its session.
func ballots() reader[*model.Ballot] {
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
	voting = "votes v join attendances a on a.id = v.attendance_id join colleges g on g.id = a.college_id"
)

// Ballots are the ballots of these keys, each at its place.
func (s *Store) Ballots(ctx context.Context, ids []model.BallotID) ([]*model.Ballot, error) {
	r := ballots()
	return keyed(ctx, s, ids, r, "ballots b"+r.joins+" where b.id", func(b *model.Ballot) model.BallotID { return b.ID })
}

// BallotByDeliberation is the ballot that a deliberation records, nil where there is none.
func (s *Store) BallotByDeliberation(ctx context.Context, number string) (*model.Ballot, error) {
	r := ballots()
	return one(ctx, s, "select "+r.columns+" from ballots b"+r.joins+" where b.deliberation_number = $1", []any{number}, r)
}

// BallotsOf is a page of the ballots of each session, in the order they were recorded.
func (s *Store) BallotsOf(ctx context.Context, sessions []model.SessionID, page model.Page, want Fields) ([]*model.BallotConnection, error) {
	l := &listing{from: "ballots b", row: "ballots b", parent: "b.session_id", order: order{name: "ballot"}}
	l.order.by("b.id", "bigint", "id", model.DirectionAsc)
	return pages(ctx, s, l, page, sessions, want, func(*text) reader[*model.Ballot] { return ballots() })
}

// HasBallots tells whether something was voted in a session.
func (s *Store) HasBallots(ctx context.Context, session model.SessionID) (there bool, err error) {
	err = s.query(ctx, "select voted($1)", []any{int64(session)}, []any{&there}, func() error { return nil })
	return there, err
}

// TalliesOf are the voices of each ballot, college by college.
func (s *Store) TalliesOf(ctx context.Context, ids []model.BallotID) ([][]*model.CollegeTally, error) {
	return groups(ctx, s, ids, row("a.college_id, "+voices, func(t *model.CollegeTally) []any {
		return []any{&t.CollegeID, &t.Tally.For, &t.Tally.Against, &t.Tally.Abstained}
	}), "select v.ballot_id, %s from "+voting+" where v.ballot_id = any($1) group by v.ballot_id, a.college_id order by a.college_id")
}

// VotesOf is a page of the votes of each ballot, by college and code of the member.
func (s *Store) VotesOf(ctx context.Context, ballots []model.BallotID, page model.Page, want Fields) ([]*model.VoteConnection, error) {
	l := &listing{from: voting + " join collectivities c on c.id = a.collectivity_id", parent: "v.ballot_id", order: bySeat("vote", "a.college_id")}
	return pages(ctx, s, l, page, ballots, want, func(*text) reader[*model.Vote] {
		return row("a.collectivity_id, a.college_id, g.voices, v.voted_for, v.voted_against, v.abstained, a.present + a.represented - v.voted_for - v.voted_against - v.abstained",
			func(v *model.Vote) []any {
				return []any{&v.CollectivityID, &v.CollegeID, &v.Voices, &v.For, &v.Against, &v.Abstained, &v.TookNoPart}
			})
	})
}
