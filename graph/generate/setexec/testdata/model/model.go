// Package model has Go types that the generator must refuse, and some that it must not.
package model

// Thing is bound to a type of the same name.
type Thing struct {
	Name  string
	Kind  Kind
	Lists *[]string
}

// Ok has a method with an ok result.
func (*Thing) Ok() (string, bool) { return "", false }

// Query stands for a root within an object.
type Query struct{}

// Kind is an enum with Go values.
type Kind int

// The kinds.
const (
	KindA Kind = iota
	KindB
)
