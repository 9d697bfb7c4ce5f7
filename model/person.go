package model

import "github.com/uptrace/bun"

// Person is somebody who holds a role in a collectivity.
type Person struct {
	bun.BaseModel `bun:"table:persons"`

	ID       PersonID `bun:",pk,autoincrement"`
	FullName string
	Email    *string
	Phone    *string
	Demo     bool
}

func (*Person) IsNode() {}

// Mandate is a role held in a collectivity from Since up to Until, half-open.
type Mandate struct {
	bun.BaseModel `bun:"table:mandates"`
	Ahead         `bun:"-"`

	ID             MandateID `bun:",pk,autoincrement"`
	PersonID       PersonID
	CollectivityID CollectivityID
	Role           MandateRole
	ServiceID      OfferID `bun:",nullzero"`
	Since          Date
	Until          *Date
	Demo           bool
}

func (*Mandate) IsNode() {}

// Anonymous is the name of whoever was forgotten.
const Anonymous = "personne anonymisée"
