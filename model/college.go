package model

import "github.com/uptrace/bun"

// College is a group of members whose delegates have the same number of voices: a function of kind and population on a day.
type College struct {
	bun.BaseModel `bun:"table:colleges"`

	ID                 CollegeID `bun:",pk,autoincrement"`
	Code               string
	Name               string
	RegionID           CollectivityID
	Kind               CollectivityKind
	PopulationFrom     *int
	PopulationTo       *int
	DelegatesPerMember int `bun:"delegates"`
	VoicesPerDelegate  int `bun:"voices"`
	ValidFrom          Date
	ValidTo            *Date
	Demo               bool
}

func (*College) IsNode() {}

// Member is how a collectivity is told apart by those who write it down: its code, and its SIREN where it is known.
type Member struct {
	CollectivityID CollectivityID
	CollegeID      CollegeID
	Code           string  `bun:"-"`
	SIREN          *string `bun:"-"`
	Name           string  `bun:"-"`
	Delegates      int
}

// Seat is the member itself.
func (m *Member) Seat() *Member { return m }

// CollegeMember is a member as it sits in its college on a day. It is computed, never stored.
type CollegeMember struct {
	Member
	Population *int
	Voices     int
}
