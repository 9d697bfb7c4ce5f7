package resolvers

import (
	"context"

	"maillage/db"
	"maillage/model"
)

func ids[T model.Collectivity](objs []T) []model.CollectivityID {
	return each(objs, func(o T) model.CollectivityID { return o.Base().ID })
}

func offerIDs[T model.Offer](objs []T) []model.OfferID {
	return each(objs, func(o T) model.OfferID { return o.Terms().ID })
}

func each[T, V any](objs []T, of func(T) V) []V {
	out := make([]V, len(objs))
	for i, o := range objs {
		out[i] = of(o)
	}
	return out
}

// over reads something for each of a few parents: those of a root field, of which there is one for each time that it is asked.
func over[T, V any](objs []T, read func(T) (V, error)) (out []V, err error) {
	out = make([]V, len(objs))
	for i, o := range objs {
		if out[i], err = read(o); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// page reads the arguments of a list, and what is wanted of its page and of its rows.
func (r *Resolver) page(ctx context.Context, first *int, after *string) (p model.Page, want, row db.Fields, err error) {
	p, err = model.NewPage(first, after)
	f := r.fields(ctx)
	return p, f, f.Rows(), err
}

// root is the only page of a root list.
func root[T any](pages []*model.Connection[T], err error) (*model.Connection[T], error) {
	if err != nil {
		return nil, err
	}
	return pages[0], nil
}

func populations[T model.Collectivity](ctx context.Context, r *Resolver, objs []T, on *model.Date, kind *model.PopulationKind) ([]*model.Population, error) {
	return ahead(ctx, bases(objs), func() ([]*model.Population, error) {
		which := model.PopulationKindMunicipal
		if kind != nil {
			which = *kind
		}
		return r.DB.PopulationsOf(ctx, ids(objs), r.on(on), which)
	})
}

func bases[T model.Collectivity](objs []T) []*model.Body {
	return each(objs, func(o T) *model.Body { return o.Base() })
}

func entitlements[T model.Collectivity](ctx context.Context, r *Resolver, objs []T, on *model.Date) ([][]*model.Entitlement, error) {
	return ahead(ctx, bases(objs), func() ([][]*model.Entitlement, error) {
		return r.DB.EntitlementsOf(ctx, ids(objs), r.on(on), r.fields(ctx))
	})
}

func subscriptions[T model.Collectivity](ctx context.Context, r *Resolver, objs []T, on *model.Date, first *int, after *string) ([]*model.SubscriptionConnection, error) {
	return ahead(ctx, bases(objs), func() ([]*model.SubscriptionConnection, error) {
		p, want, row, err := r.page(ctx, first, after)
		if err != nil {
			return nil, err
		}
		return r.DB.SubscriptionsOf(ctx, ids(objs), on, p, want, row)
	})
}

func communesBelow[T model.Collectivity](ctx context.Context, r *Resolver, below db.Below, objs []T, on *model.Date, filter *model.CommuneFilter,
	orderBy []*model.CommuneOrder, first *int, after *string) ([]*model.CommuneConnection, error) {
	return ahead(ctx, bases(objs), func() ([]*model.CommuneConnection, error) {
		return r.communes(ctx, below, ids(objs), on, filter, orderBy, first, after)
	})
}

func epcisBelow[T model.Collectivity](ctx context.Context, r *Resolver, below db.Below, objs []T, on *model.Date, first *int, after *string) ([]*model.EPCIConnection, error) {
	return ahead(ctx, bases(objs), func() ([]*model.EPCIConnection, error) {
		return r.epcis(ctx, below, ids(objs), on, nil, nil, first, after)
	})
}

func (r *Resolver) communes(ctx context.Context, below db.Below, parents []model.CollectivityID, on *model.Date, filter *model.CommuneFilter,
	orderBy []*model.CommuneOrder, first *int, after *string) ([]*model.CommuneConnection, error) {
	p, want, row, err := r.page(ctx, first, after)
	if err == nil {
		err = filter.Check()
	}
	if err != nil {
		return nil, err
	}
	return r.DB.Communes(ctx, below, parents, filter, orderBy, p, r.on(on), want, row)
}

func (r *Resolver) epcis(ctx context.Context, below db.Below, parents []model.CollectivityID, on *model.Date, filter *model.EPCIFilter,
	orderBy []*model.EPCIOrder, first *int, after *string) ([]*model.EPCIConnection, error) {
	p, want, row, err := r.page(ctx, first, after)
	if err == nil {
		err = filter.Check()
	}
	if err != nil {
		return nil, err
	}
	return r.DB.EPCIs(ctx, below, parents, filter, orderBy, p, r.on(on), want, row)
}

func (r *Resolver) natures(ctx context.Context, objs []*model.EPCI, on *model.Date) ([]*model.EPCINature, error) {
	return ahead(ctx, objs, func() ([]*model.EPCINature, error) {
		natures, _, err := r.DB.NaturesOf(ctx, ids(objs), r.on(on))
		return each(natures, orNull[model.EPCINature]), err
	})
}

func (r *Resolver) financings(ctx context.Context, objs []*model.EPCI, on *model.Date) ([]*model.EPCIFinancing, error) {
	return ahead(ctx, objs, func() ([]*model.EPCIFinancing, error) {
		_, financings, err := r.DB.NaturesOf(ctx, ids(objs), r.on(on))
		return each(financings, orNull[model.EPCIFinancing]), err
	})
}

func orNull[E ~string](s string) *E {
	if s == "" {
		return nil
	}
	e := E(s)
	return &e
}

func subscriptionIDs(objs []*model.Subscription) []model.SubscriptionID {
	return each(objs, func(s *model.Subscription) model.SubscriptionID { return s.ID })
}

func collegeIDs(objs []*model.College) []model.CollegeID {
	return each(objs, func(g *model.College) model.CollegeID { return g.ID })
}

func sessionIDs(objs []*model.Session) []model.SessionID {
	return each(objs, func(s *model.Session) model.SessionID { return s.ID })
}

func surveyIDs(objs []*model.Survey) []model.SurveyID {
	return each(objs, func(s *model.Survey) model.SurveyID { return s.ID })
}

func ballotIDs(objs []*model.Ballot) []model.BallotID {
	return each(objs, func(b *model.Ballot) model.BallotID { return b.ID })
}

// strength is what the members of each college weigh together.
func (r *Resolver) strength(ctx context.Context, objs []*model.College, on *model.Date, each func(*model.College) int) ([]int, error) {
	sums, err := r.DB.MemberCounts(ctx, collegeIDs(objs), r.on(on))
	for i := range sums {
		sums[i] *= each(objs[i])
	}
	return sums, err
}

// colleges are those that bodies sit in on a day, nil for a body that does not sit.
func (r *Resolver) colleges(ctx context.Context, bodies []model.CollectivityID, on *model.Date) ([]*model.College, error) {
	seats, err := r.DB.MembersAmong(ctx, bodies, r.on(on))
	if err != nil {
		return nil, err
	}
	return r.DB.Colleges(ctx, each(seats, func(m *model.CollegeMember) model.CollegeID {
		if m == nil {
			return 0
		}
		return m.CollegeID
	}))
}

func (r *Resolver) voices(ctx context.Context, bodies []model.CollectivityID, on *model.Date) ([]*int, error) {
	seats, err := r.DB.MembersAmong(ctx, bodies, r.on(on))
	return each(seats, func(m *model.CollegeMember) *int {
		if m == nil {
			return nil
		}
		return &m.Voices
	}), err
}

func (r *Resolver) coverage(ctx context.Context, objs []*model.Service, on *model.Date, territory model.TerritoryInput) ([]*model.Coverage, error) {
	kind, code, err := territory.Check()
	if err != nil {
		return nil, err
	}
	return r.DB.CoverageOf(ctx, offerIDs(objs), db.Territory{Kind: kind, Code: code}, r.on(on))
}
