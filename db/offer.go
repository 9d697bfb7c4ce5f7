package db

import (
	"context"
	"strings"

	"maillage/model"
)

var offerColumns = []struct {
	name string
	into func(*model.OfferTerms) any
}{
	{"code", func(o *model.OfferTerms) any { return &o.Code }},
	{"name", func(o *model.OfferTerms) any { return &o.Name }},
	{"description", func(o *model.OfferTerms) any { return &o.Description }},
	{"category", func(o *model.OfferTerms) any { return &o.CategoryID }},
	{"availableFrom", func(o *model.OfferTerms) any { return &o.AvailableFrom }},
	{"availableTo", func(o *model.OfferTerms) any { return &o.AvailableTo }},
	{"demo", func(o *model.OfferTerms) any { return &o.Demo }},
}

var offerColumnOf = strings.NewReplacer("category", "category_id", "availableFrom", "available_from", "availableTo", "available_to")

func offersAs[T any](t *text, want Fields, of func(model.OfferTerms) T) reader[T] {
	return offersOf(t, "o", want, of)
}

func offersOf[T any](t *text, alias string, want Fields, of func(model.OfferTerms) T) reader[T] {
	var o model.OfferTerms
	columns := alias + ".id as " + alias + "_id, " + alias + ".kind"
	dest := []any{&o.ID, &o.Kind}
	for _, c := range offerColumns {
		if want.Has(c.name) {
			columns += ", " + alias + "." + offerColumnOf.Replace(c.name)
			dest = append(dest, c.into(&o))
		}
	}
	ends := t.ahead(alias, want)
	columns, joins, dest := withEnds(columns, dest, ends)
	return reader[T]{columns, joins, dest, func() T {
		t.hold(&o, int64(o.ID), ends)
		row := o
		o = model.OfferTerms{}
		return of(row)
	}}
}

func asService(o model.OfferTerms) *model.Service { return &model.Service{OfferTerms: o} }
func asBundle(o model.OfferTerms) *model.Bundle   { return &model.Bundle{OfferTerms: o} }

// ServiceByCode is the service of a code, nil where there is none.
func (s *Store) ServiceByCode(ctx context.Context, code string, want Fields) (*model.Service, error) {
	return one(ctx, s, question{name: "service"}, "o", want, offerRows(asService, func(t *text) string { return "o.kind = 'SERVICE' and o.code = " + t.given(0) }), code)
}

// BundleByCode is the bundle of a code, nil where there is none.
func (s *Store) BundleByCode(ctx context.Context, code string, want Fields) (*model.Bundle, error) {
	return one(ctx, s, question{name: "bundle"}, "o", want, offerRows(asBundle, func(t *text) string { return "o.kind = 'BUNDLE' and o.code = " + t.given(0) }), code)
}

// AllServices are the services of the catalogue, by code; with a day only those that can be used on it.
func (s *Store) AllServices(ctx context.Context, on *model.Date, want Fields) ([]*model.Service, error) {
	if on == nil {
		return every(ctx, s, question{name: "services"}, "o", want, offerRows(asService, func(*text) string { return "o.kind = 'SERVICE'" }))
	}
	return every(ctx, s, question{name: "services", shape: "on"}, "o", want, offerRows(asService, func(t *text) string {
		return "o.kind = 'SERVICE' and " + in("o.available_from", "o.available_to", t.given(0)+"::date")
	}), *on)
}

// AllBundles are the bundles of the catalogue, by code.
func (s *Store) AllBundles(ctx context.Context, want Fields) ([]*model.Bundle, error) {
	return every(ctx, s, question{name: "bundles"}, "o", want, offerRows(asBundle, func(*text) string { return "o.kind = 'BUNDLE'" }))
}

func offerRows[T any](of func(model.OfferTerms) T, condition func(t *text) string) reads[T] {
	return func(t *text, e Edge) (reader[T], string) {
		which := condition(t)
		r := offersAs(t, e.Fields, of)
		return r, "from offers o" + r.joins + " where " + which + " order by o.code"
	}
}

// Offers are the offers of these keys, services and bundles, each at its place.
func (s *Store) Offers(ctx context.Context, ids []model.OfferID, want Fields) ([]model.Offer, error) {
	return offersByID(ctx, s, "offers", ids, want, model.OfferTerms.Of)
}

// Services are the services of these keys, each at its place.
func (s *Store) Services(ctx context.Context, ids []model.OfferID, want Fields) ([]*model.Service, error) {
	return offersByID(ctx, s, "services by key", ids, want, asService)
}

func offersByID[T model.Offer](ctx context.Context, s *Store, name string, ids []model.OfferID, want Fields, of func(model.OfferTerms) T) ([]T, error) {
	return byKeys(ctx, s, name, ids, want, func(t *text, e Edge, keys string) (reader[T], string) {
		r := offersAs(t, e.Fields, of)
		return r, "from offers o" + r.joins + " where o.id = any(" + keys + ")"
	}, func(v T) model.OfferID { return v.Terms().ID })
}

// ServicesIn are the services in each bundle on a day, by code.
func (s *Store) ServicesIn(ctx context.Context, bundles []model.OfferID, on model.Date, want Fields) ([][]*model.Service, error) {
	return lists(ctx, s, "services in", bundles, Edge{Arguments: Arguments{On: on}, Fields: want}, servicesIn, appended)
}

func servicesIn(t *text, e Edge) (reader[*model.Service], string) {
	r := offersAs(t, e.Fields, asService)
	return r, "from offer_services b join offers o on o.id = b.service_id" + r.joins + " where b.offer_id = p.id and " +
		in("b.valid_from", "b.valid_to", t.day(e)) + " order by o.code"
}

// BundlesOf are the bundles that contain each service on a day, by code.
func (s *Store) BundlesOf(ctx context.Context, services []model.OfferID, on model.Date, want Fields) ([][]*model.Bundle, error) {
	return lists(ctx, s, "bundles of", services, Edge{Arguments: Arguments{On: on}, Fields: want}, bundlesOf, appended)
}

func bundlesOf(t *text, e Edge) (reader[*model.Bundle], string) {
	r := offersAs(t, e.Fields, asBundle)
	return r, "from offer_services b join offers o on o.id = b.offer_id" + r.joins + " where o.kind = 'BUNDLE' and b.service_id = p.id and " +
		in("b.valid_from", "b.valid_to", t.day(e)) + " order by o.code"
}

// RequiredBy are the services that each service requires, by code.
func (s *Store) RequiredBy(ctx context.Context, services []model.OfferID, want Fields) ([][]*model.Service, error) {
	return lists(ctx, s, "required by", services, Edge{Fields: want}, requiredBy, appended)
}

func requiredBy(t *text, e Edge) (reader[*model.Service], string) {
	r := offersAs(t, e.Fields, asService)
	return r, "from service_requirements q join offers o on o.id = q.required_id" + r.joins + " where q.service_id = p.id order by o.code"
}

// Categories are the families of these keys, each at its place.
func (s *Store) Categories(ctx context.Context, ids []int) ([]*model.ServiceCategory, error) {
	found := map[int]*model.ServiceCategory{}
	r := row("id, code, name", func(c *model.ServiceCategory) []any { return []any{&c.ID, &c.Code, &c.Name} })
	err := s.query(ctx, "select "+r.columns+" from service_categories", nil, r.dest, func() error {
		c := r.take()
		found[c.ID] = c
		return nil
	})
	return ordered(ids, found), err
}

// IndicatorsOf are the indicators of each service, by code.
func (s *Store) IndicatorsOf(ctx context.Context, services []model.OfferID) ([][]*model.ServiceIndicator, error) {
	return lists(ctx, s, "indicators", services, Edge{}, indicators, appended)
}

func indicators(*text, Edge) (reader[*model.ServiceIndicator], string) {
	return row("i.id, i.code, i.label, i.unit, i.definition, i.principal, "+months("i.counted_from"), func(i *model.ServiceIndicator) []any {
		return []any{&i.ID, &i.Code, &i.Label, &i.Unit, &i.Definition, &i.Principal, &i.CountedFrom}
	}), "from service_indicators i where i.service_id = p.id order by i.code"
}
