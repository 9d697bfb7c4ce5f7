package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestTerritoriesByCode(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	if d := must(s.DepartmentByCode(ctx, "2A", db.All))(t); d == nil || d.Name != "Corse-du-Sud" || d.RegionID == 0 {
		t.Errorf("have %+v", d)
	}
	if r := must(s.RegionByCode(ctx, "53", db.All))(t); r == nil || r.Name != "Bretagne" {
		t.Errorf("have %+v", r)
	}
	if e := must(s.EPCIBySIREN(ctx, "200067221", db.All))(t); e == nil || e.ValidTo == nil || *e.ValidTo != day(t, "2022-01-01") {
		t.Errorf("have %+v", e)
	}
	if d := must(s.DepartmentByCode(ctx, "99", db.All))(t); d != nil {
		t.Errorf("have %+v", d)
	}
	if r := must(s.RegionByCode(ctx, "99", db.All))(t); r != nil {
		t.Errorf("have %+v", r)
	}
	if e := must(s.EPCIBySIREN(ctx, "253514491", db.All))(t); e != nil {
		t.Errorf("have %+v", e)
	}
}

func TestDepartmentsOfBrittany(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	four := []string{"22", "29", "35", "56"}
	if have := codes(must(s.DepartmentsIn(ctx, []model.CollectivityID{brittany(t, s)}, db.All))(t)[0]); !slices.Equal(have, four) {
		t.Errorf("have %v", have)
	}
	// Redon's EPCI lies in three departments and two regions; the one that split is nowhere any more.
	ids := []model.CollectivityID{epci(t, s, "243500741").ID, epci(t, s, "200067221").ID}
	lists := must(s.DepartmentsOf(ctx, ids, noon, db.All))(t)
	if have := codes(lists[0]); !slices.Equal(have, []string{"35", "44", "56"}) || len(lists[1]) != 0 {
		t.Errorf("have %v and %v", have, codes(lists[1]))
	}
	if have := codes(must(s.DepartmentsOf(ctx, ids, day(t, "2021-06-01"), db.All))(t)[1]); !slices.Equal(have, []string{"56"}) {
		t.Errorf("in 2021: have %v", have)
	}
}

// Bodies come back at the place of their key, as the type of their kind; a key of nothing, or of another kind's, finds none.
func TestByKey(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	region, rennes := brittany(t, s), commune(t, s, "35238").ID
	mixed := []model.CollectivityID{rennes, 0, region, 1 << 50, epci(t, s, "243500139").ID, rennes}
	have := must(s.Collectivities(ctx, mixed, db.All))(t)
	if _, ok := have[0].(*model.Commune); !ok || have[0].Base().Name != "Rennes" || have[5].Base().ID != rennes {
		t.Errorf("have %v", have[0])
	}
	if _, ok := have[2].(*model.Region); !ok || have[1] != nil || have[3] != nil {
		t.Errorf("have %v, %v, %v", have[1], have[2], have[3])
	}
	if _, ok := have[4].(*model.EPCI); !ok {
		t.Errorf("have %v", have[4])
	}
	if list := must(s.Departments(ctx, nil, db.All))(t); len(list) != 0 {
		t.Errorf("no keys give %v", list)
	}
}

func TestOverseas(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	list := must(s.AllOverseasCollectivities(ctx, db.All))(t)
	if have := codes(list); !slices.Equal(have, []string{"975", "977", "978", "984", "986", "987", "988", "989"}) {
		t.Errorf("have %v", have)
	}
	noumea := commune(t, s, "98818")
	if o := must(s.OverseasCollectivities(ctx, []model.CollectivityID{noumea.OverseasID}, db.All))(t)[0]; o == nil || o.Code != "988" || noumea.RegionID != 0 || noumea.SIREN != nil {
		t.Errorf("Nouméa: have %+v in %v", noumea.Body, o)
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	sources := must(dbtest.Shared(t).Sources(context.Background()))(t)
	var versions []string
	for _, o := range sources {
		versions = append(versions, o.Version)
		if o.Publisher == "" || o.Licence != "Licence Ouverte 2.0" || o.URL == "" || o.Transformation == "" || o.Mismatches == nil {
			t.Errorf("have %+v", o)
		}
	}
	if !slices.Equal(versions, []string{"1.1.1", "2.3.1", "3.1.1", "4.1.0", "5.3.0", "6.0.0"}) || sources[5].Name != "COG 2026, EPCI 2025" ||
		sources[5].CommunesOn != day(t, "2026-01-01") || sources[5].EPCIOn != day(t, "2025-01-01") {
		t.Errorf("have %v and %+v", versions, sources[5])
	}
}
