package model

import "github.com/uptrace/bun"

// Subscription is an offer taken by a collectivity for a period, half-open.
type Subscription struct {
	bun.BaseModel `bun:"table:subscriptions"`
	Ahead         `bun:"-"`

	ID                 SubscriptionID `bun:",pk,autoincrement"`
	SubscriberID       CollectivityID
	OfferID            OfferID
	Scope              SubscriptionScope
	StartsOn           Date
	EndsOn             *Date
	DeliberationNumber *string
	DeliberationDate   *Date
	Version            int
	Demo               bool
}

func (*Subscription) IsNode() {}

// StatusOn tells where the subscription stands on a day.
func (s *Subscription) StatusOn(day Date) SubscriptionStatus {
	switch {
	case day < s.StartsOn:
		return SubscriptionStatusAnnounced
	case s.EndsOn != nil && *s.EndsOn <= day:
		return SubscriptionStatusEnded
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

// Exclusion is a member in a subscription's scope that does not benefit from it during a period.
type Exclusion struct {
	bun.BaseModel `bun:"table:exclusions"`
	Ahead         `bun:"-"`

	SubscriptionID SubscriptionID
	CollectivityID CollectivityID
	Reason         ExclusionReason
	StartsOn       Date
	EndsOn         *Date
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
