package model

import (
	"encoding/json"
	"time"

	"github.com/uptrace/bun"
)

// Campaign is the call for contributions of a year. Inputs is what opening froze; reads leave it out.
type Campaign struct {
	bun.BaseModel `bun:"table:campaigns"`

	ID          CampaignID `bun:",pk,autoincrement"`
	Year        int
	Status      CampaignStatus
	Minimum     Euro `bun:"type:bigint"`
	Inputs      []byte
	Fingerprint string
	Cases       int
	Done        int
	Total       Euro
	OpenedBy    string
	OpenedAt    time.Time
	ComputedBy  *string
	ComputedAt  *time.Time
	ValidatedBy *string
	ValidatedAt *time.Time
	IssuedAt    *time.Time
	ClosedAt    *time.Time
}

// Progress is how far the computation is.
func (c *Campaign) Progress() *CampaignProgress {
	return &CampaignProgress{Done: c.Done, Total: c.Cases}
}

// OpenedOn is the day on which it was opened, in France.
func (c *Campaign) OpenedOn() Date { return Today(c.OpenedAt) }

// IssuedOn is the day on which it was issued, nil before.
func (c *Campaign) IssuedOn() *Date { return dayOf(c.IssuedAt) }

func dayOf(t *time.Time) *Date {
	if t == nil {
		return nil
	}
	d := Today(*t)
	return &d
}

// Due is what a payer owes in a call.
type Due struct {
	ID         DueID
	CampaignID CampaignID
	PayerID    CollectivityID
	Amount     Euro
	Number     *int
}

// DueLine is a line of a due; RuleID and BeneficiaryID are 0 where there is none.
type DueLine struct {
	Label         string
	Amount        Euro
	Explanation   string
	Kind          *BasisKind
	Value         *Decimal
	Vintage       *string
	RuleID        RuleID
	BeneficiaryID CollectivityID
}

// Basis is what the line is computed on, nil for a correction.
func (l *DueLine) Basis() *ContributionBasis {
	if l.Kind == nil {
		return nil
	}
	return &ContributionBasis{Kind: *l.Kind, Value: l.Value, Vintage: l.Vintage}
}

// CreditNote is a correction of an issued due.
type CreditNote struct {
	Number     int
	Amount     Euro
	Reason     string
	RecordedAt time.Time
}

// RecordedOn is the day on which it was recorded, in France.
func (n *CreditNote) RecordedOn() Date { return Today(n.RecordedAt) }

// Payment is what was received for a due.
type Payment struct {
	Amount     Euro
	ReceivedOn Date
	Reference  string
}

// CampaignAnomaly is something to settle before a call is validated.
type CampaignAnomaly struct {
	ID             AnomalyID
	CampaignID     CampaignID
	Code           string
	Message        string
	CollectivityID CollectivityID
	Reason         *string
}

// DueRow is a due as it leaves in a file.
type DueRow struct {
	Number                 *int
	PayerID                CollectivityID
	Code, SIREN, Name      string
	Amount, Credited, Paid Euro
	LastDueOn              *Date
	Lines                  json.RawMessage // label, explanation and amount of each
}
