package model

import (
	"encoding/json"
	"io"
	"time"

	"github.com/uptrace/bun"
)

// Event is one change on record: who did what to which subscription, whom it concerns, and how it stood before and after.
type Event struct {
	bun.BaseModel `bun:"table:events"`

	ID             int64 `bun:",pk,autoincrement"`
	HappenedAt     time.Time
	Actor          string
	Verb           EventVerb
	SubscriptionID SubscriptionID
	CollectivityID CollectivityID
	Former         json.RawMessage `bun:"before,type:json,nullzero"`
	Latter         json.RawMessage `bun:"after,type:json,nullzero"`
}

// At is when it happened.
func (e *Event) At() Instant { return Instant(e.HappenedAt) }

// By is the name of the key of whoever did it.
func (e *Event) By() string { return e.Actor }

// Before is how it stood before, as JSON; nil where there was nothing.
func (e *Event) Before() *string { return textOf(e.Former) }

// After is how it stood after, as JSON; nil where nothing is left.
func (e *Event) After() *string { return textOf(e.Latter) }

func textOf(j json.RawMessage) *string {
	if len(j) == 0 {
		return nil
	}
	text := string(j)
	return &text
}

// Instant is a moment, in UTC.
type Instant time.Time

// AppendGQL writes the instant as a JSON string.
func (i Instant) AppendGQL(b []byte) []byte {
	b = append(b, '"')
	b = time.Time(i).UTC().AppendFormat(b, time.RFC3339Nano)
	return append(b, '"')
}

// MarshalGQL writes the instant as a JSON string.
func (i Instant) MarshalGQL(w io.Writer) { _, _ = w.Write(i.AppendGQL(nil)) }

// UnmarshalGQL reads an instant with its zone.
func (i *Instant) UnmarshalGQL(v any) error {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		return Invalid("", "%v is not an instant: write day, time and zone, for instance 2026-06-01T10:00:00Z", v)
	}
	*i = Instant(t)
	return nil
}
