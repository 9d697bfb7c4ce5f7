package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Charter is what a commune commits itself to.
type Charter struct {
	bun.BaseModel `bun:"table:charters"`

	ID             CharterID `bun:",pk,autoincrement"`
	CollectivityID CollectivityID
	SignedOn       Date
	Deadline       Date
	RecordedAt     time.Time
	RecordedBy     string
	Demo           bool
}

func (*Charter) IsNode() {}

// CharterGoal is how often a year a service is to be used.
type CharterGoal struct {
	bun.BaseModel `bun:"table:charter_goals"`
	Ahead         `bun:"-"`

	CharterID CharterID
	ServiceID OfferID
	Indicator string
	Yearly    int
}

// Opinion is what a commune thinks of a service.
type Opinion struct {
	bun.BaseModel `bun:"table:opinions"`
	Ahead         `bun:"-"`

	ID             int64 `bun:",pk,autoincrement"`
	CollectivityID CollectivityID
	ServiceID      OfferID
	Score          int
	Comment        *string
	GivenOn        Date
	RecordedBy     string
	Demo           bool
}

// Survey asks those who are invited what they think of a service, or of all of them.
type Survey struct {
	bun.BaseModel `bun:"table:surveys"`
	Ahead         `bun:"-"`

	ID         SurveyID `bun:",pk,autoincrement"`
	Year       int
	ServiceID  OfferID `bun:",nullzero"`
	OpenedOn   Date
	ClosedOn   *Date
	RecordedBy string
	Demo       bool
}

func (*Survey) IsNode() {}

// SurveyInvitation invites a body to answer.
type SurveyInvitation struct {
	bun.BaseModel `bun:"table:survey_invitations"`

	SurveyID       SurveyID
	CollectivityID CollectivityID
}

// SurveyAnswer is what a body answered about a service.
type SurveyAnswer struct {
	bun.BaseModel `bun:"table:survey_answers"`
	Ahead         `bun:"-"`

	SurveyID       SurveyID
	CollectivityID CollectivityID
	ServiceID      OfferID
	Score          int
	Remark         *string
	AnsweredOn     Date
}
