package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Request is what a body asked of the syndicate, and where it stands now.
type Request struct {
	bun.BaseModel `bun:"table:requests"`
	Ahead         `bun:"-"`

	ID             RequestID `bun:",pk,autoincrement"`
	Kind           RequestKind
	CollectivityID CollectivityID
	EPCIID         CollectivityID `bun:"epci_id"`
	MandateID      MandateID      `bun:",nullzero"`
	ServiceID      OfferID        `bun:",nullzero"`
	Subject        string
	Body           string
	SubmittedAt    time.Time
	RecordedBy     string
	Demo           bool

	Status  RequestStatus `bun:"-"`
	TakenAt *time.Time    `bun:"-"` // its last step
}

func (*Request) IsNode() {}

// CreatedAt is when it was submitted.
func (r *Request) CreatedAt() Instant { return Instant(r.SubmittedAt) }

// AnsweredAt is when it was answered or closed last.
func (r *Request) AnsweredAt() *Instant { return (*Instant)(r.TakenAt) }

// RequestStep is something that was done about a request.
type RequestStep struct {
	bun.BaseModel `bun:"table:request_steps"`

	ID         int64 `bun:",pk,autoincrement"`
	RequestID  RequestID
	Status     RequestStatus
	Text       string `bun:"body"`
	TakenAt    time.Time
	RecordedBy string
}

// At is when it was done.
func (s *RequestStep) At() Instant { return Instant(s.TakenAt) }

// By is the name of the key of whoever did it.
func (s *RequestStep) By() string { return s.RecordedBy }
