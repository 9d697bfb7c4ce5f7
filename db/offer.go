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

func offersAs[T any](want Fields, of func(model.OfferTerms) T) reader[T] {
	return offersOf("o", want, of)
}

func offersOf[T any](alias string, want Fields, of func(model.OfferTerms) T) reader[T] {
	var o model.OfferTerms
	columns := alias + ".id, " + alias + ".kind"
	dest := []any{&o.ID, &o.Kind}
	for _, c := range offerColumns {
		if want.Has(c.name) {
			columns += ", " + alias + "." + offerColumnOf.Replace(c.name)
			dest = append(dest, c.into(&o))
		}
	}
	ends := new(text).ahead(alias, want) // the category, whose join needs no argument
	for _, e := range ends {
		columns, dest = columns+", "+e.columns, append(dest, e.dest...)
	}
	return reader[T]{columns, joinsOf(ends), dest, func() T {
		row := o
		o = model.OfferTerms{}
		for _, e := range ends {
			row.Hold(e.key, e.take())
		}
		return of(row)
	}}
}

func asOffer(o model.OfferTerms) model.Offer      { return o.Of() }
func asService(o model.OfferTerms) *model.Service { return &model.Service{OfferTerms: o} }
func asBundle(o model.OfferTerms) *model.Bundle   { return &model.Bundle{OfferTerms: o} }

// ServiceByCode is the service of a code, nil where there is none.
func (s *Store) ServiceByCode(ctx context.Context, code string, want Fields) (*model.Service, error) {
	r := offersAs(want, asService)
	return one(ctx, s, "select "+r.columns+" from offers o"+r.joins+" where o.kind = 'SERVICE' and o.code = $1", []any{code}, r)
}

// BundleByCode is the bundle of a code, nil where there is none.
func (s *Store) BundleByCode(ctx context.Context, code string, want Fields) (*model.Bundle, error) {
	r := offersAs(want, asBundle)
	return one(ctx, s, "select "+r.columns+" from offers o"+r.joins+" where o.kind = 'BUNDLE' and o.code = $1", []any{code}, r)
}

// AllServices are the services of the catalogue, by code; with a day only those that can be used on it.
func (s *Store) AllServices(ctx context.Context, on *model.Date, want Fields) (rows []*model.Service, err error) {
	t := text{}
	condition := "o.kind = 'SERVICE'"
	if on != nil {
		condition += " and " + in("o.available_from", "o.available_to", t.arg(*on)+"::date")
	}
	r := offersAs(want, asService)
	err = s.query(ctx, "select "+r.columns+" from offers o"+r.joins+" where "+condition+" order by o.code", t.args, r.dest, func() error {
		rows = append(rows, r.take())
		return nil
	})
	return rows, err
}

// AllBundles are the bundles of the catalogue, by code.
func (s *Store) AllBundles(ctx context.Context, want Fields) (rows []*model.Bundle, err error) {
	r := offersAs(want, asBundle)
	err = s.query(ctx, "select "+r.columns+" from offers o"+r.joins+" where o.kind = 'BUNDLE' order by o.code", nil, r.dest, func() error {
		rows = append(rows, r.take())
		return nil
	})
	return rows, err
}

// Offers are the offers of these keys, services and bundles, each at its place.
func (s *Store) Offers(ctx context.Context, ids []model.OfferID, want Fields) ([]model.Offer, error) {
	return offersByID(ctx, s, ids, offersAs(want, asOffer))
}

// Services are the services of these keys, each at its place.
func (s *Store) Services(ctx context.Context, ids []model.OfferID, want Fields) ([]*model.Service, error) {
	return offersByID(ctx, s, ids, offersAs(want, asService))
}

func offersByID[T model.Offer](ctx context.Context, s *Store, ids []model.OfferID, r reader[T]) ([]T, error) {
	some := distinct(ids)
	found := make(map[model.OfferID]T, len(some))
	err := s.query(ctx, "select "+r.columns+" from offers o"+r.joins+" where o.id = any($1)", []any{keys(some)}, r.dest, func() error {
		v := r.take()
		found[v.Terms().ID] = v
		return nil
	})
	return ordered(ids, found), err
}

// ServicesIn are the services in each bundle on a day, by code.
func (s *Store) ServicesIn(ctx context.Context, bundles []model.OfferID, on model.Date, want Fields) ([][]*model.Service, error) {
	return groups(ctx, s, bundles, offersAs(plain{want}, asService), `select b.offer_id, %s from offer_services b join offers o on o.id = b.service_id
		where b.offer_id = any($1) and `+in("b.valid_from", "b.valid_to", "$2::date")+` order by o.code`, on)
}

// BundlesOf are the bundles that contain each service on a day, by code.
func (s *Store) BundlesOf(ctx context.Context, services []model.OfferID, on model.Date, want Fields) ([][]*model.Bundle, error) {
	return groups(ctx, s, services, offersAs(plain{want}, asBundle), `select b.service_id, %s from offer_services b join offers o on o.id = b.offer_id
		where o.kind = 'BUNDLE' and b.service_id = any($1) and `+in("b.valid_from", "b.valid_to", "$2::date")+` order by o.code`, on)
}

// RequiredBy are the services that each service requires, by code.
func (s *Store) RequiredBy(ctx context.Context, services []model.OfferID, want Fields) ([][]*model.Service, error) {
	return groups(ctx, s, services, offersAs(plain{want}, asService), `select q.service_id, %s from service_requirements q
		join offers o on o.id = q.required_id where q.service_id = any($1) order by o.code`)
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
	return groups(ctx, s, services, row("code, label, unit, definition", func(i *model.ServiceIndicator) []any {
		return []any{&i.Code, &i.Label, &i.Unit, &i.Definition}
	}), "select service_id, %s from service_indicators where service_id = any($1) order by code")
}
