package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Key is a key that is kept: the hash of its secret, and whom it was made for.
type Key struct {
	bun.BaseModel `bun:"table:api_keys"`

	ID         KeyID `bun:",pk,autoincrement"`
	Name       string
	Hash       []byte    `json:"-"`
	MandateID  MandateID `bun:",nullzero"`
	ServiceIDs []int64   `bun:"services,array"`
	Created    time.Time `bun:"created_at"`
	CreatedBy  string
	Revoked    *time.Time `bun:"revoked_at"`
}

// Grants are what it allows.
func (k *Key) Grants() []Permission {
	if k.MandateID != 0 {
		return []Permission{PermissionRelay, PermissionReadContacts}
	}
	return []Permission{PermissionRecordUsage}
}

// CreatedAt is when it was made.
func (k *Key) CreatedAt() Instant { return Instant(k.Created) }

// RevokedAt is when it was revoked.
func (k *Key) RevokedAt() *Instant { return (*Instant)(k.Revoked) }
