package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestNationalCounts(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	communes := func(below db.Below, parents []model.CollectivityID, f *model.CommuneFilter, on model.Date) int {
		pages := must(s.Communes(ctx, below, parents, f, nil, page(1), on, db.All, db.All))(t)
		return must(db.Totals(ctx, s, pages))(t)[0]
	}
	epcis := must(s.EPCIs(ctx, db.Nothing, nil, nil, nil, page(1), noon, db.All, db.All))(t)
	for what, n := range map[string][2]int{
		"communes":          {communes(db.Nothing, nil, nil, noon), 34969},
		"communes in 2021":  {communes(db.Nothing, nil, nil, day(t, "2021-06-01")), 35059},
		"communes in 2024":  {communes(db.Nothing, nil, nil, day(t, "2024-06-01")), 35029},
		"before all":        {communes(db.Nothing, nil, nil, day(t, "2020-12-31")), 0},
		"of region 53":      {communes(db.BelowRegion, []model.CollectivityID{brittany(t, s)}, nil, noon), 1202},
		"with region 53":    {communes(db.Nothing, nil, &model.CommuneFilter{Region: &model.CodeFilter{Eq: new("53")}}, noon), 1202},
		"in no EPCI":        {communes(db.Nothing, nil, &model.CommuneFilter{EPCI: &model.CodeFilter{IsNull: new(true)}}, noon), 98},
		"in no region":      {communes(db.Nothing, nil, &model.CommuneFilter{Region: &model.CodeFilter{IsNull: new(true)}}, noon), 94},
		"without SIREN":     {communes(db.Nothing, nil, &model.CommuneFilter{SIREN: &model.CodeFilter{IsNull: new(true)}, Region: &model.CodeFilter{Eq: new("53")}}, noon), 0},
		"EPCI":              {must(db.Totals(ctx, s, epcis))(t)[0], 1255},
		"departments":       {len(must(s.AllDepartments(ctx, db.All))(t)), 101},
		"regions":           {len(must(s.AllRegions(ctx, db.All))(t)), 18},
		"overseas":          {len(must(s.AllOverseasCollectivities(ctx, db.All))(t)), 8},
		"millésimes":        {len(must(s.Sources(ctx))(t)), 6},
		"communes, by hand": {column[int](t, s, "select count(*) from collectivities where kind = 'COMMUNE' and valid_to is null")[0], 34969},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: have %d, want %d", what, n[0], n[1])
		}
	}
}

// The communes of metropolitan France in no EPCI are four islands, three of them in Brittany.
func TestIslands(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	alone := &model.CommuneFilter{EPCI: &model.CodeFilter{IsNull: new(true)}, Region: &model.CodeFilter{IsNull: new(false)}}
	pages := must(s.Communes(ctx, db.Nothing, nil, alone, nil, page(100), noon, db.All, db.All))(t)
	if have := codes(pages[0].Nodes); !slices.Equal(have, []string{"22016", "29083", "29155", "85113"}) {
		t.Errorf("have %v", have)
	}
	for _, c := range pages[0].Nodes {
		if e := must(s.EPCIOf(ctx, []model.CollectivityID{c.ID}, noon, db.All))(t)[0]; e != nil {
			t.Errorf("%s is in %s", c.Name, e.Name)
		}
	}
}

func TestCommuneByCode(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	for _, c := range []struct{ name, code, on, want string }{
		{"OK", "56117", "", "Locminé"},
		{"OK on a day", "56117", "2021-06-01", "Locminé"},
		{"OK the last bearer", "60054", "", "Beaumont-les-Nonains"},
		{"OK the bearer before it changed hands", "60054", "2023-12-31", "Les Hauts-Talican"},
		{"OK the bearer after it changed hands", "60054", "2024-01-01", "Beaumont-les-Nonains"},
		{"OK a code that moved away", "49069", "", "Orée d'Anjou"},
		{"OK the code it moved to", "49126", "2025-01-01", "Orée d'Anjou"},
		{"OK Corsica", "2A004", "", "Ajaccio"},
		{"ErrUnknown", "99999", "", ""},
		{"ErrNotYet", "56117", "2020-12-31", ""},
		{"ErrNotYet of a moved code", "49126", "2024-12-31", ""},
		{"ErrNoLonger of a moved code", "49069", "2025-01-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var on *model.Date
			if c.on != "" {
				on = new(day(t, c.on))
			}
			switch have := must(s.CommuneByCode(ctx, c.code, on, db.All))(t); {
			case have == nil && c.want != "":
				t.Errorf("none, want %s", c.want)
			case have != nil && have.Name != c.want:
				t.Errorf("have %s, want %q", have.Name, c.want)
			}
		})
	}
}

// A row is read whole where all is wanted, and no further than wanted elsewhere.
func TestColumnsOnDemand(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	whole := commune(t, s, "56117")
	if whole.Name != "Locminé" || *whole.SIREN != "215601170" || !slices.Equal(whole.PostalCodes, []string{"56500"}) || whole.DepartmentID == 0 ||
		whole.RegionID != brittany(t, s) || whole.OverseasID != 0 || whole.ValidFrom != day(t, "2021-01-01") || whole.ValidTo != nil || whole.Demo ||
		whole.Kind != model.CollectivityKindCommune {
		t.Errorf("have %+v", whole.Body)
	}
	part := must(s.CommuneByCode(ctx, "56117", nil, only{"code", "validFrom"}))(t)
	if part.ID != whole.ID || part.Code != "56117" || part.ValidFrom != whole.ValidFrom || part.Name != "" || part.SIREN != nil || part.RegionID != 0 {
		t.Errorf("have %+v", part.Body)
	}
}

// only asks for some fields.
type only []string

func (o only) Has(field string) bool { return slices.Contains(o, field) }
