package model

import (
	"slices"

	"github.com/uptrace/bun"
)

// Subscription is an offer taken by a collectivity for a period, half-open; an empty one never took effect.
type Subscription struct {
	bun.BaseModel `bun:"table:subscriptions"`
	Ahead         `bun:"-"`

	ID                 SubscriptionID `bun:",pk,autoincrement"`
	SubscriberID       CollectivityID
	OfferID            OfferID
	Scope              SubscriptionScope
	RequiresAcceptance bool
	StartsOn           Date
	EndsOn             *Date
	TerminatedOn       *Date    // the day on which its end was announced
	FormerEndsOn       *Date    // the end that it had before
	Suspended          []Period `bun:"-"`
	DeliberationNumber *string
	DeliberationDate   *Date
	Version            int
	Demo               bool
}

func (*Subscription) IsNode() {}

// Period is when the subscription is in force.
func (s *Subscription) Period() Period { return Period{s.StartsOn, s.EndsOn} }

// StatusOn tells where the subscription stands on a day.
func (s *Subscription) StatusOn(day Date) SubscriptionStatus {
	switch {
	case s.EndsOn != nil && *s.EndsOn <= max(day, s.StartsOn):
		return SubscriptionStatusEnded
	case day < s.StartsOn:
		return SubscriptionStatusAnnounced
	case slices.ContainsFunc(s.Suspended, func(p Period) bool { return p.Contains(day) }):
		return SubscriptionStatusSuspended
	default:
		return SubscriptionStatusActive
	}
}

// Deliberation is the decision by which the subscriber joined, nil where none is on record.
func (s *Subscription) Deliberation() *Deliberation {
	if s.DeliberationNumber == nil || s.DeliberationDate == nil {
		return nil
	}
	return &Deliberation{Number: *s.DeliberationNumber, Date: *s.DeliberationDate}
}

// Suspension is a period during which a subscription gives no right.
type Suspension struct {
	bun.BaseModel `bun:"table:suspensions"`

	SubscriptionID SubscriptionID `bun:",pk"`
	StartsOn       Date           `bun:",pk"`
	EndsOn         *Date
	Reason         string
}

// Exclusion is a member in a subscription's scope that does not benefit from it during a period.
type Exclusion struct {
	bun.BaseModel `bun:"table:exclusions"`
	Ahead         `bun:"-"`

	SubscriptionID SubscriptionID `bun:",pk"`
	CollectivityID CollectivityID `bun:",pk"`
	Reason         ExclusionReason
	StartsOn       Date `bun:",pk"`
	EndsOn         *Date
}

// Acceptance is a member that signed, and uses what was subscribed to from StartsOn up to EndsOn.
type Acceptance struct {
	bun.BaseModel `bun:"table:acceptances"`

	SubscriptionID  SubscriptionID `bun:",pk"`
	CollectivityID  CollectivityID `bun:",pk"`
	Agreement       AgreementKind
	SignedOn        Date
	StartsOn        Date `bun:",pk"`
	EndsOn          *Date
	CorrespondentID MandateID
}

// Replacement says that a subscription took over from another on a day.
type Replacement struct {
	bun.BaseModel `bun:"table:replacements"`

	EndedID SubscriptionID `bun:",pk"`
	ByID    SubscriptionID `bun:",pk"`
	OnDate  Date
}

// BeneficiaryStep is where a member in a subscription's scope stands on a day.
type BeneficiaryStep struct {
	CollectivityID CollectivityID
	Stage          BeneficiaryStage
	Since          *Date
	Kind           *AgreementKind
	SignedOn       *Date
	MandateID      MandateID // of the correspondent, 0 where none is named
}

// Agreement is what the member signed, nil where it has not.
func (s *BeneficiaryStep) Agreement() *Agreement {
	if s.Kind == nil || s.SignedOn == nil {
		return nil
	}
	return &Agreement{Kind: *s.Kind, SignedOn: *s.SignedOn}
}

// Entitlement is a right to use a service through one subscription. It is computed, never stored.
type Entitlement struct {
	Ahead

	ServiceID      OfferID
	SubscriptionID SubscriptionID
	PayerID        CollectivityID
	Scope          SubscriptionScope
	Since          Date
}
