// Package model owns the Go types behind the test schema: plain structs, scalars of each sort that the generator tells
// apart, and a generic connection.
package model

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// Departement holds EPCIs.
type Departement struct{ Code, Name string }

// EPCI holds communes.
type EPCI struct {
	Code, Name, Type string
	Population       *int
	DepartementCode  string
}

func (*EPCI) IsAuthority()    {}
func (*EPCI) IsSearchResult() {}

// Commune has a field of each sort.
type Commune struct {
	Code, Name                string
	Population                *int
	Kind                      Kind
	Created                   *Date
	Colour                    *Colour
	Grid                      [][]int
	Tags, StrictTags          []*string
	Area                      Area
	Seat                      *Contact
	EPCICode, DepartementCode string
	Budget                    *int
}

func (*Commune) IsAuthority()    {}
func (*Commune) IsSearchResult() {}

// Label is a method with an argument and an error.
func (c *Commune) Label(upper *bool) (string, error) {
	if upper != nil && *upper {
		return strings.ToUpper(c.Name), nil
	}
	if strings.HasSuffix(c.Code, "13") {
		return "", fmt.Errorf("no label for %s", c.Code)
	}
	return c.Name + " (" + c.Code + ")", nil
}

// Motto is a plain getter; one commune's panics.
func (c *Commune) Motto() *string {
	if c.Code == "01004" {
		panic("no motto")
	}
	m := "Fluctuat\u0007 " + c.Code
	return &m
}

// ServiceID is a number here and an ID in the graph.
type ServiceID int64

// AppendGQL writes the id as a JSON string.
func (i ServiceID) AppendGQL(b []byte) []byte {
	return append(strconv.AppendInt(append(b, '"'), int64(i), 10), '"')
}

// MarshalGQL writes the id as a JSON string.
func (i ServiceID) MarshalGQL(w io.Writer) { _, _ = w.Write(i.AppendGQL(nil)) }

// UnmarshalGQL reads an id.
func (i *ServiceID) UnmarshalGQL(v any) error {
	n, err := strconv.ParseInt(fmt.Sprint(v), 10, 64)
	*i = ServiceID(n)
	return err
}

// Service is held by its EPCI and shared by its communes.
type Service struct {
	ID    ServiceID
	Name  string
	Open  bool
	Since Date
}

func (*Service) IsSearchResult() {}

// Date is a scalar that appends.
type Date struct{ time.Time }

// AppendGQL writes the day.
func (d Date) AppendGQL(b []byte) []byte {
	return append(d.AppendFormat(append(b, '"'), time.DateOnly), '"')
}

// MarshalGQL writes the day.
func (d Date) MarshalGQL(w io.Writer) { _, _ = w.Write(d.AppendGQL(nil)) }

// UnmarshalGQL reads a day.
func (d *Date) UnmarshalGQL(v any) (err error) {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a date must be a string")
	}
	if d.Time, err = time.Parse(time.DateOnly, s); err != nil {
		return fmt.Errorf("%q is not a date", s)
	}
	return nil
}

// Colour is a scalar whose marshaler wants a context and may fail.
type Colour string

// Cancel is the context's key of a function that the colour "cancel" calls.
type Cancel struct{}

// MarshalGQLContext writes the colour; there is no writing "beige", and "black" panics.
func (c Colour) MarshalGQLContext(ctx context.Context, w io.Writer) error {
	switch c {
	case "beige":
		return fmt.Errorf("beige is no colour")
	case "black":
		panic("all black")
	case "cancel":
		ctx.Value(Cancel{}).(func())()
	}
	graphql.MarshalString(string(c)).MarshalGQL(w)
	return nil
}

// UnmarshalGQLContext reads a colour.
func (c *Colour) UnmarshalGQLContext(_ context.Context, v any) error {
	*c = Colour(fmt.Sprint(v))
	return nil
}

// Connection is a page of anything.
type Connection[T any] struct {
	Edges       []*Edge[T]
	Nodes       []T
	PageInfo    PageInfo
	Departement string
}

// Edge is one line of a page.
type Edge[T any] struct {
	Cursor string
	Node   T
}

type (
	CommuneConnection = Connection[*Commune]
	CommuneEdge       = Edge[*Commune]
	EPCIConnection    = Connection[*EPCI]
	EPCIEdge          = Edge[*EPCI]
)

// RenameCommunePayload answers the mutation.
type RenameCommunePayload struct {
	Code    string
	Message *string
}
