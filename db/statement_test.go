package db_test

import (
	"context"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// A function of a set asks the database as often for a thousand parents as for one, and answers each parent at its place.
func TestStatementsDoNotGrowWithParents(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	for name, of := range map[string]func(ctx context.Context, n int) (answers int, err error){
		"Collectivities":         set(all[model.CollectivityID], s.Collectivities),
		"EPCIByID":               set(all[model.CollectivityID], s.EPCIByID),
		"Departments":            set(all[model.CollectivityID], s.Departments),
		"Regions":                set(all[model.CollectivityID], s.Regions),
		"OverseasCollectivities": set(all[model.CollectivityID], s.OverseasCollectivities),
		"Offers":                 set(all[model.OfferID], s.Offers),
		"Services":               set(all[model.OfferID], s.Services),
		"Subscriptions":          set(all[model.SubscriptionID], s.Subscriptions),
		"RequiredBy":             set(all[model.OfferID], s.RequiredBy),
		"DepartmentsIn":          set(all[model.CollectivityID], s.DepartmentsIn),
		"Mandates":               set(all[model.MandateID], s.Mandates),
		"Persons":                bare(all[model.PersonID], s.Persons),
		"Categories":             bare(numbers, s.Categories),
		"IndicatorsOf":           bare(all[model.OfferID], s.IndicatorsOf),
		"StatesOf":               bare(all[model.CollectivityID], s.StatesOf),
		"MembershipsOf":          set(all[model.CollectivityID], s.MembershipsOf),
		"SuccessorsOf":           set(all[model.CollectivityID], s.SuccessorsOf),
		"PredecessorsOf":         set(all[model.CollectivityID], s.PredecessorsOf),
		"OverlapsOf":             set(all[model.SubscriptionID], s.OverlapsOf),
		"EPCIOf":                 onNoon(all[model.CollectivityID], s.EPCIOf),
		"DepartmentsOf":          onNoon(all[model.CollectivityID], s.DepartmentsOf),
		"EntitlementsOf":         onNoon(all[model.CollectivityID], s.EntitlementsOf),
		"ServicesIn":             onNoon(all[model.OfferID], s.ServicesIn),
		"BundlesOf":              onNoon(all[model.OfferID], s.BundlesOf),
		"ExclusionsOf": func(ctx context.Context, n int) (int, error) {
			return length(s.ExclusionsOf(ctx, all[model.SubscriptionID](n), noon, db.All))
		},
		"PopulationsOf": func(ctx context.Context, n int) (int, error) {
			return length(s.PopulationsOf(ctx, all[model.CollectivityID](n), noon, model.PopulationKindMunicipal))
		},
		"NaturesOf": func(ctx context.Context, n int) (int, error) {
			natures, _, err := s.NaturesOf(ctx, all[model.CollectivityID](n), noon)
			return len(natures), err
		},
		"ReferentsOf": func(ctx context.Context, n int) (int, error) {
			return length(s.ReferentsOf(ctx, all[model.CollectivityID](n), noon, db.All))
		},
		"CoverageOf": func(ctx context.Context, n int) (int, error) {
			return length(s.CoverageOf(ctx, all[model.OfferID](n), db.Territory{Kind: model.CollectivityKindRegion, Code: "53"}, noon))
		},
		"Communes and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.Communes(ctx, db.BelowEPCI, all[model.CollectivityID](n), nil, []*model.CommuneOrder{by("POPULATION", "DESC")}, page(5), noon, db.All, db.All)
			return counted(ctx, s, pages, err)
		},
		"EPCIs and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.EPCIs(ctx, db.BelowDepartment, all[model.CollectivityID](n), nil, nil, page(5), noon, db.All, db.All)
			return counted(ctx, s, pages, err)
		},
		"SubscriptionsOf and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.SubscriptionsOf(ctx, all[model.CollectivityID](n), new(noon), page(5), db.All, db.All)
			return counted(ctx, s, pages, err)
		},
		"SubscribersOf and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.SubscribersOf(ctx, all[model.OfferID](n), noon, page(5), db.All, db.All)
			return counted(ctx, s, pages, err)
		},
		"BeneficiariesOf and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.BeneficiariesOf(ctx, all[model.SubscriptionID](n), noon, page(5), db.All, db.All)
			return counted(ctx, s, pages, err)
		},
		"Colleges":  bare(all[model.CollegeID], s.Colleges),
		"Sessions":  bare(all[model.SessionID], s.Sessions),
		"Ballots":   bare(all[model.BallotID], s.Ballots),
		"TalliesOf": bare(all[model.BallotID], s.TalliesOf),
		"ProxiesOf": bare(all[model.AttendanceID], s.ProxiesOf),
		"MembersAmong": func(ctx context.Context, n int) (int, error) {
			return length(s.MembersAmong(ctx, all[model.CollectivityID](n), noon))
		},
		"MemberCounts": func(ctx context.Context, n int) (int, error) {
			return length(s.MemberCounts(ctx, all[model.CollegeID](n), noon))
		},
		"MembersOf and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.MembersOf(ctx, all[model.CollegeID](n), noon, page(5), db.All)
			return counted(ctx, s, pages, err)
		},
		"AttendancesOf and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.AttendancesOf(ctx, all[model.SessionID](n), page(5), db.All)
			return counted(ctx, s, pages, err)
		},
		"BallotsOf and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.BallotsOf(ctx, all[model.SessionID](n), page(5), db.All)
			return counted(ctx, s, pages, err)
		},
		"VotesOf and their number": func(ctx context.Context, n int) (int, error) {
			pages, err := s.VotesOf(ctx, all[model.BallotID](n), page(5), db.All)
			return counted(ctx, s, pages, err)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var statements []int64
			for _, n := range []int{1, 100, 1000} {
				ctx, asked := db.Count(context.Background())
				answers := must(of(ctx, n))(t)
				if answers != n {
					t.Errorf("%d answers for %d parents", answers, n)
				}
				statements = append(statements, asked.Load())
			}
			if statements[0] == 0 || statements[0] > 2 || statements[1] != statements[0] || statements[2] != statements[0] {
				t.Errorf("for 1, 100 and 1,000 parents: %v statements", statements)
			}
		})
	}
}

// all are the keys 1 to n, of bodies or of nothing.
func all[K ~int64](n int) []K {
	ids := make([]K, n)
	for i := range ids {
		ids[i] = K(i + 1)
	}
	return ids
}

func numbers(n int) []int {
	ids := make([]int, n)
	for i := range ids {
		ids[i] = i + 1
	}
	return ids
}

func length[T any](list []T, err error) (int, error) { return len(list), err }

func set[K, T any](ids func(int) []K, of func(context.Context, []K, db.Fields) ([]T, error)) func(context.Context, int) (int, error) {
	return func(ctx context.Context, n int) (int, error) { return length(of(ctx, ids(n), db.All)) }
}

func bare[K, T any](ids func(int) []K, of func(context.Context, []K) ([]T, error)) func(context.Context, int) (int, error) {
	return func(ctx context.Context, n int) (int, error) { return length(of(ctx, ids(n))) }
}

func onNoon[K, T any](ids func(int) []K, of func(context.Context, []K, model.Date, db.Fields) ([]T, error)) func(context.Context, int) (int, error) {
	return func(ctx context.Context, n int) (int, error) { return length(of(ctx, ids(n), noon, db.All)) }
}

func counted[T any](ctx context.Context, s *db.Store, pages []*model.Connection[T], err error) (int, error) {
	if err != nil {
		return 0, err
	}
	return length(db.Totals(ctx, s, pages))
}
