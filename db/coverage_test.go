package db_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// A coverage is a count of the entitlements: each commune of the territory once, however many rights it has.
func TestCoverageOf(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *db.Store) {
		ctx, w := context.Background(), readWorld(t, s)
		services := column[model.OfferID](t, s, "select id from offers where kind = 'SERVICE' order by id")
		entitled := 0
		for _, on := range turningPoints {
			holds := map[model.OfferID]map[int64]bool{}
			for _, r := range w.rights(day(t, on)) {
				if holds[model.OfferID(r.service)] == nil {
					holds[model.OfferID(r.service)] = map[int64]bool{}
				}
				holds[model.OfferID(r.service)][r.body] = true
			}
			all := plainCommunes(t, s, day(t, on))
			for name, place := range map[string]struct {
				over db.Territory
				in   func(plain) bool
			}{
				"region":     {db.Territory{Kind: model.CollectivityKindRegion, Code: "53"}, func(c plain) bool { return c.region == "53" }},
				"department": {db.Territory{Kind: model.CollectivityKindDepartment, Code: "56"}, func(c plain) bool { return c.department == "56" }},
				"EPCI":       {db.Territory{Kind: model.CollectivityKindEPCI, Code: "242900553"}, func(c plain) bool { return c.epci == "242900553" }},
				"EPCI split": {db.Territory{Kind: model.CollectivityKindEPCI, Code: "200067221"}, func(c plain) bool { return c.epci == "200067221" }},
				"elsewhere":  {db.Territory{Kind: model.CollectivityKindRegion, Code: "11"}, func(c plain) bool { return c.region == "11" }},
				"nowhere":    {db.Territory{Kind: model.CollectivityKindRegion, Code: "99"}, func(plain) bool { return false }},
			} {
				have, err := s.CoverageOf(ctx, services, place.over, day(t, on))
				if !slices.ContainsFunc(all, place.in) {
					if told := new(model.Error); !errors.As(err, &told) || told.Code != model.CodeNotFound {
						t.Errorf("%s on %s: have %v, want NOT_FOUND", name, on, err)
					}
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				for i, service := range services {
					var want model.Coverage
					for _, c := range all {
						if !place.in(c) {
							continue
						}
						people := 0
						if c.population != nil {
							people = *c.population
						}
						want.Collectivities++
						want.Population += people
						if holds[service][int64(c.id)] {
							want.Entitled++
							want.EntitledPopulation += people
						}
					}
					entitled += want.Entitled
					if *have[i] != want {
						t.Errorf("service %d, %s on %s: have %+v, want %+v", service, name, on, *have[i], want)
					}
				}
			}
		}
		if entitled < 10_000 {
			t.Errorf("only %d rights were counted in all", entitled)
		}
	})
}

// The communes that declined are not covered: 3 of the 13 of one EPCI.
func TestCoverageWithoutThoseThatDeclined(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	acts := must(s.ServiceByCode(ctx, "ACTES", db.All))(t).ID
	abers := db.Territory{Kind: model.CollectivityKindEPCI, Code: "242900553"}
	c := must(s.CoverageOf(ctx, []model.OfferID{acts, acts}, abers, noon))(t)
	if c[0].Collectivities != 13 || c[0].Entitled != 10 || c[0].EntitledPopulation >= c[0].Population || *c[1] != *c[0] {
		t.Errorf("have %+v and %+v", *c[0], *c[1])
	}
}

// Beneficiaries are the entitlements seen from the subscription, subscribers its holders.
func TestBeneficiariesAndSubscribers(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *db.Store) {
		ctx, w := context.Background(), readWorld(t, s)
		pooled := column[model.SubscriptionID](t, s, "select id from subscriptions where scope <> 'OWN' order by id")
		for i := 0; i < len(pooled); i += 9 {
			on := day(t, turningPoints[i%len(turningPoints)])
			want := []int64{}
			for _, sub := range w.subscriptions {
				if sub.id != int64(pooled[i]) || !w.gives(sub, on) {
					continue
				}
				if sub.scope == "OWN_AND_MEMBERS" {
					want = append(want, sub.subscriber)
				}
				for _, m := range w.stays {
					if m.group == sub.subscriber && m.Contains(on) && w.reaches(sub, m.member, on) {
						want = append(want, m.member)
					}
				}
			}
			have := keysOf(walk(t, 10, func(p model.Page) (*model.CollectivityConnection, error) {
				return first(s.BeneficiariesOf(ctx, pooled[i:i+1], on, p, db.All, db.All))
			}))
			if slices.Sort(want); !slices.Equal(have, want) {
				t.Errorf("subscription %d on %s: %d beneficiaries, want %d", pooled[i], on, len(have), len(want))
			}
		}
		acts := must(s.ServiceByCode(ctx, "MARCHES", db.All))(t).ID
		have := keysOf(walk(t, 10, func(p model.Page) (*model.CollectivityConnection, error) {
			return first(s.SubscribersOf(ctx, []model.OfferID{acts}, noon, p, db.All, db.All))
		}))
		want := []int64{}
		for _, sub := range w.subscriptions {
			opens := slices.ContainsFunc(w.contents, func(c content) bool { return c.offer == sub.offer && c.service == int64(acts) && c.Contains(noon) })
			if sub.Contains(noon) && opens {
				want = append(want, sub.subscriber)
			}
		}
		slices.Sort(want)
		if want = slices.Compact(want); !slices.Equal(have, want) || len(want) < 60 {
			t.Errorf("%d subscribers, want %d", len(have), len(want))
		}
	})
}

func keysOf(list []model.Collectivity) []int64 {
	all := []int64{}
	for _, c := range list {
		all = append(all, int64(c.Base().ID))
	}
	slices.Sort(all)
	return all
}
