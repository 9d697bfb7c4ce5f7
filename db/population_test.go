package db_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestPopulationsOfRennes(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	rennes := []model.CollectivityID{commune(t, s, "35238").ID}
	for _, c := range []struct {
		on      string
		kind    model.PopulationKind
		value   int
		vintage int
		inForce string
	}{
		{"2026-06-01", model.PopulationKindMunicipal, 230890, 2023, "2026-01-01"},
		{"2026-01-01", model.PopulationKindMunicipal, 230890, 2023, "2026-01-01"},
		{"2025-12-31", model.PopulationKindMunicipal, 227830, 2022, "2025-01-01"},
		{"2025-06-01", model.PopulationKindMunicipal, 227830, 2022, "2025-01-01"},
		{"2021-01-01", model.PopulationKindMunicipal, 217728, 2018, "2021-01-01"},
		{"2026-06-01", model.PopulationKindTotal, 231985, 2022, "2025-01-01"}, // that of the census of 2023 is not published here yet
		{"2022-06-01", model.PopulationKindTotal, 224655, 2019, "2022-01-01"},
	} {
		t.Run(string(c.kind)+" "+c.on, func(t *testing.T) {
			t.Parallel()
			p := must(s.PopulationsOf(ctx, rennes, day(t, c.on), c.kind))(t)[0]
			if p == nil || p.Value != c.value || p.Vintage == nil || *p.Vintage != c.vintage || p.InForceFrom != day(t, c.inForce) || p.Kind != c.kind ||
				!strings.Contains(p.Source(), "INSEE") || !strings.Contains(p.Source(), p.Version) {
				t.Errorf("have %+v", p)
			}
		})
	}
	if p := must(s.PopulationsOf(ctx, rennes, day(t, "2020-12-31"), model.PopulationKindMunicipal))(t)[0]; p != nil {
		t.Errorf("before all: have %+v", p)
	}
}

// None is not zero: six communes were destroyed in the war and have no inhabitant; six places of the southern lands are not counted.
func TestNoPopulationIsNotZero(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	of := func(f *model.IntFilter) *model.CommuneConnection {
		return must(s.Communes(ctx, db.Nothing, nil, &model.CommuneFilter{Population: f}, nil, page(100), noon, db.All, db.All))(t)[0]
	}
	none, zero := of(&model.IntFilter{IsNull: new(true)}), of(&model.IntFilter{Eq: new(0)})
	if have := codes(none.Nodes); !slices.Equal(have, []string{"98411", "98412", "98413", "98414", "98415", "98901"}) {
		t.Errorf("without a figure: %v", have)
	}
	if have := codes(zero.Nodes); !slices.Equal(have, []string{"55039", "55050", "55139", "55189", "55239", "55307"}) {
		t.Errorf("without inhabitants: %v", have)
	}
	var ids []model.CollectivityID
	for _, c := range append(zero.Nodes, none.Nodes...) {
		ids = append(ids, c.ID)
	}
	for i, p := range must(s.PopulationsOf(ctx, ids, noon, model.PopulationKindMunicipal))(t) {
		if (p != nil) != (i < len(zero.Nodes)) || p != nil && p.Value != 0 {
			t.Errorf("place %d: have %+v", i, p)
		}
	}
	if below := of(&model.IntFilter{Lt: new(0)}); len(below.Nodes) != 0 {
		t.Errorf("less than nobody: %v", codes(below.Nodes))
	}
}

// The populations of a place are told with their census, but where the source does not state it.
func TestCensusNotStated(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	noumea := commune(t, s, "98818").ID
	if p := must(s.PopulationsOf(ctx, []model.CollectivityID{noumea}, noon, model.PopulationKindMunicipal))(t)[0]; p == nil || p.Vintage != nil || p.Value != 85_976 {
		t.Errorf("have %+v", p)
	}
}

// The chain of figures of each body and kind has neither gap nor overlap, and its last one stays in force.
func TestPopulationChains(t *testing.T) {
	t.Parallel()
	wantChains(t, dbtest.Shared(t))
}

func wantChains(t *testing.T, s *db.Store) {
	t.Helper()
	broken := column[string](t, s, `select collectivity_id || ' ' || kind || ' ' || in_force_from from (
		select *, lead(in_force_from) over (partition by collectivity_id, kind order by in_force_from) as follows from populations) p
		where in_force_to is distinct from coalesce(follows, 'infinity')`)
	if len(broken) > 0 {
		t.Errorf("%d figures do not reach the next one, such as %s", len(broken), broken[0])
	}
	apart := column[string](t, s, `select c.code from collectivities c left join lateral (
		select array_agg(value order by in_force_from) as v, array_agg(in_force_from order by in_force_from) as d from populations where collectivity_id = c.id and kind = 'MUNICIPAL') p on true
		where (c.inhabitants, c.inhabitants_from) is distinct from (coalesce(p.v, '{}'), coalesce(p.d, '{}'))`)
	if len(apart) > 0 {
		t.Errorf("%d bodies hold another series than that of their figures, such as %s", len(apart), apart[0])
	}
	if n := column[int](t, s, "select count(*) from populations")[0]; n < 390_000 {
		t.Errorf("only %d figures were looked at", n)
	}
}
