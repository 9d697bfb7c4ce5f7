package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Interaction is that somebody was in touch with a commune.
type Interaction struct {
	bun.BaseModel `bun:"table:interactions"`
	Ahead         `bun:"-"`

	ID             int64 `bun:",pk,autoincrement"`
	Kind           InteractionKind
	CollectivityID CollectivityID
	EPCIID         CollectivityID `bun:"epci_id"`
	MandateID      MandateID      `bun:",nullzero"`
	ServiceID      OfferID        `bun:",nullzero"`
	On             Date           `bun:"on_date"`
	Note           string
	RecordedAt     time.Time
	RecordedBy     string
}
