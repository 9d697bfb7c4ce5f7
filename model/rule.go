package model

import (
	"encoding/json"
	"time"

	"github.com/uptrace/bun"
)

// ContributionRule is one version of a barème as it is kept. Its content is read by contribution.Decode; it never changes
// once PublishedAt is set.
type ContributionRule struct {
	bun.BaseModel `bun:"table:contribution_rules"`

	ID                  RuleID `bun:",pk,autoincrement"`
	Code                string
	Version             int
	Name                string
	OfferID             *OfferID
	ValidFrom           Date
	ValidTo             *Date
	Withdrawn           bool
	Content             json.RawMessage `bun:"type:json"`
	Edition             int
	PublishedAt         *time.Time
	DeliberationNumber  *string
	DeliberationDate    *Date
	DeliberationSession *string
	BallotID            BallotID `bun:",nullzero"`
	Demo                bool
}

func (*ContributionRule) IsNode() {}

// StatusOn tells where the rule stands on a day.
func (r *ContributionRule) StatusOn(day Date) RuleStatus {
	switch {
	case r.PublishedAt == nil:
		return RuleStatusDraft
	case r.ValidTo == nil || day < *r.ValidTo:
		return RuleStatusPublished
	case r.Withdrawn:
		return RuleStatusWithdrawn
	default:
		return RuleStatusSuperseded
	}
}

// Deliberation is the decision that published the rule, nil for a draft.
func (r *ContributionRule) Deliberation() *RuleDeliberation {
	if r.DeliberationNumber == nil || r.DeliberationDate == nil {
		return nil
	}
	return &RuleDeliberation{Number: *r.DeliberationNumber, Date: *r.DeliberationDate, Session: r.DeliberationSession}
}

// Document is the whole rule as JSON text.
func (r *ContributionRule) Document() string { return string(r.Content) }

// DeclaredFigure is a figure that no national source gives, as a collectivity declared it for a year.
type DeclaredFigure struct {
	bun.BaseModel `bun:"table:declared_figures"`

	ID             int64 `bun:",pk,autoincrement"`
	CollectivityID CollectivityID
	Kind           BasisKind
	Named          string `bun:"indicator"` // which figure, empty where the kind tells
	Year           int
	Value          Decimal
	Source         string
	DeclaredAt     time.Time
	Demo           bool
}

// Indicator is which figure it is, nil where the kind tells.
func (f *DeclaredFigure) Indicator() *string {
	if f.Named == "" {
		return nil
	}
	return &f.Named
}
