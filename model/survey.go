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

// SurveyRemark is an answer in free words.
type SurveyRemark struct {
	Ahead

	ServiceID OfferID
	Score     int
	Text      string
}

// Satisfaction is what surveys say of a territory.
type Satisfaction struct {
	Invited   int
	Answered  int
	Answers   Scores
	ByService []*ServiceSatisfaction
}

// ServiceSatisfaction is what they say of a service.
type ServiceSatisfaction struct {
	ServiceID OfferID
	Answered  int
	Answers   Scores
}

// Scores are a number of scores with their sum.
type Scores struct{ Sum, Count int }

func (s Scores) mean() Decimal {
	d, _ := NewDecimal(int64((200*s.Sum+s.Count)/(2*s.Count)), 2) // rounded half up: scores are positive
	return d
}

// Score is the mean, nil where nobody answered.
func (s *Satisfaction) Score() *Decimal {
	if s.Answers.Count == 0 {
		return nil
	}
	mean := s.Answers.mean()
	return &mean
}

// Score is the mean.
func (s *ServiceSatisfaction) Score() Decimal { return s.Answers.mean() }

// ResponseRate is answered by invited, nil where nobody was invited.
func (s *Satisfaction) ResponseRate() *Decimal {
	if s.Invited == 0 {
		return nil
	}
	rate, _ := NewDecimal(int64((2000*s.Answered+s.Invited)/(2*s.Invited)), 3)
	return &rate
}

// What a result has to reach to be read without care.
const (
	enoughAnswers = 30
	enoughRate    = 20 // in hundred
)

// Warning says why the result is to be read with care, nil where it need not.
func (s *Satisfaction) Warning() *string {
	var why string
	if s.Invited == 0 {
		why = "nobody was invited"
		return &why
	}
	switch few, rare := s.Answered < enoughAnswers, 100*s.Answered < enoughRate*s.Invited; {
	case few && rare:
		why = "fewer than 30 collectivities answered, and fewer than one in five of those invited"
	case few:
		why = "fewer than 30 collectivities answered"
	case rare:
		why = "fewer than one in five of those invited answered"
	default:
		return nil
	}
	return &why
}
