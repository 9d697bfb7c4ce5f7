package model

import "github.com/uptrace/bun"

// Ballot is a vote on one subject. It comes with its voices and with the quorum of its session, from which its result follows.
type Ballot struct {
	bun.BaseModel `bun:"table:ballots"`

	ID                 BallotID `bun:",pk,autoincrement"`
	SessionID          SessionID
	Subject            string
	DeliberationNumber string
	DeliberationDate   Date
	Demo               bool
	Tally              Tally  `bun:"-"`
	Quorum             Quorum `bun:"-"`
}

func (*Ballot) IsNode() {}

// Deliberation is the decision that records the ballot.
func (b *Ballot) Deliberation() *Deliberation {
	return &Deliberation{Number: b.DeliberationNumber, Date: b.DeliberationDate}
}

// Result is what came of it: more than half of the voices cast carry, and abstentions are not cast (CGCT L2121-20).
func (b *Ballot) Result() BallotResult {
	switch {
	case !b.Quorum.Reached():
		return BallotResultWithoutQuorum
	case b.Tally.For > b.Tally.Against:
		return BallotResultCarried
	default:
		return BallotResultRejected
	}
}

// Tally is voices counted.
type Tally struct{ For, Against, Abstained int }

// Cast are those for and against.
func (t *Tally) Cast() int { return t.For + t.Against }

// CollegeTally is the voices of a college in a ballot.
type CollegeTally struct {
	CollegeID CollegeID
	Tally     Tally
}

// Vote is how the delegates of a member voted.
type Vote struct {
	bun.BaseModel `bun:"table:votes"`

	BallotID       BallotID
	AttendanceID   AttendanceID
	For            int `bun:"voted_for"`
	Against        int `bun:"voted_against"`
	Abstained      int
	TookNoPart     int            `bun:"-"`
	CollectivityID CollectivityID `bun:"-"`
	CollegeID      CollegeID      `bun:"-"`
	Voices         int            `bun:"-"` // of each delegate
}

// Tally is the vote as voices.
func (v *Vote) Tally() *Tally {
	return &Tally{v.For * v.Voices, v.Against * v.Voices, v.Abstained * v.Voices}
}
