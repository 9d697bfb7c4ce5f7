package model

import "github.com/uptrace/bun"

// Person is somebody who holds a role in a collectivity.
type Person struct {
	bun.BaseModel `bun:"table:persons"`

	ID       PersonID `bun:",pk,autoincrement"`
	FullName string
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
	Since          Date
	Until          *Date
	Demo           bool
}

func (*Mandate) IsNode() {}
