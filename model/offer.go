package model

import "github.com/uptrace/bun"

// Offer is something that can be subscribed to: *Service or *Bundle.
type Offer interface {
	Node
	IsOffer()
	Terms() *OfferTerms
}

// OfferTerms is what services and bundles have in common.
type OfferTerms struct {
	bun.BaseModel `bun:"table:offers"`
	Ahead         `bun:"-"`

	ID            OfferID `bun:",pk,autoincrement"`
	Kind          string
	Code          string
	Name          string
	Description   string
	CategoryID    *int
	AvailableFrom Date
	AvailableTo   *Date
	Demo          bool
}

func (*OfferTerms) IsNode()  {}
func (*OfferTerms) IsOffer() {}

// Terms is the part that both kinds share.
func (o *OfferTerms) Terms() *OfferTerms { return o }

// Service is a digital service that the syndicate pools.
type Service struct{ OfferTerms }

// Bundle is several services under one subscription.
type Bundle struct{ OfferTerms }

// The kinds of offers, as the database spells them.
const (
	OfferService = "SERVICE"
	OfferBundle  = "BUNDLE"
)

// Of gives the offer the type of its kind.
func (o OfferTerms) Of() Offer {
	if o.Kind == OfferBundle {
		return &Bundle{o}
	}
	return &Service{o}
}

// ServiceCategory is a family of services.
type ServiceCategory struct {
	bun.BaseModel `bun:"table:service_categories"`

	ID   int `bun:",pk,autoincrement"`
	Code string
	Name string
}

// ServiceIndicator says what the use of a service is measured by.
type ServiceIndicator struct {
	bun.BaseModel `bun:"table:service_indicators"`

	ID          int64 `bun:",pk,autoincrement"`
	ServiceID   OfferID
	Code        string
	Label       string
	Unit        string
	Definition  string
	Principal   bool
	CountedFrom *Month `bun:"-"`
}

// OfferContent says that an offer opens a service during a period; a service opens itself.
type OfferContent struct {
	bun.BaseModel `bun:"table:offer_services"`

	OfferID   OfferID
	ServiceID OfferID
	ValidFrom Date
	ValidTo   *Date
}

// ServiceRequirement says that a service is of no use without another.
type ServiceRequirement struct {
	bun.BaseModel `bun:"table:service_requirements"`

	ServiceID  OfferID
	RequiredID OfferID
}
