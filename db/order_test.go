package db_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func by(field model.CommuneOrderField, d model.Direction) *model.CommuneOrder {
	return &model.CommuneOrder{Field: field, Direction: d}
}

// Each key in each direction against a sort in Go. Rows without a population come last either way; ties are broken by code.
func TestCommuneOrder(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	west := &model.CommuneFilter{Or: []*model.CommuneFilter{{Region: &model.CodeFilter{Eq: new("53")}}, {Region: &model.CodeFilter{IsNull: new(true)}}, {Department: &model.CodeFilter{Eq: new("55")}}}}
	all := slices.DeleteFunc(plainCommunes(t, s, noon), func(c plain) bool { return c.region != "53" && c.region != "" && c.department != "55" })
	french := collate.New(language.French)
	name := func(a, b plain) int { return cmp.Or(french.CompareString(a.name, b.name), cmp.Compare(a.code, b.code)) }
	population := func(a, b plain, sign int) int {
		switch {
		case a.population != nil && b.population != nil:
			return cmp.Or(sign*cmp.Compare(*a.population, *b.population), cmp.Compare(a.code, b.code))
		case a.population == nil && b.population == nil:
			return cmp.Compare(a.code, b.code)
		case a.population == nil:
			return 1
		}
		return -1
	}
	const asc, desc = model.DirectionAsc, model.DirectionDesc
	for what, c := range map[string]struct {
		by   []*model.CommuneOrder
		less func(a, b plain) int
	}{
		"none":             {nil, func(a, b plain) int { return cmp.Compare(a.code, b.code) }},
		"code":             {[]*model.CommuneOrder{by("CODE", asc)}, func(a, b plain) int { return cmp.Compare(a.code, b.code) }},
		"code desc":        {[]*model.CommuneOrder{by("CODE", desc)}, func(a, b plain) int { return cmp.Compare(b.code, a.code) }},
		"name":             {[]*model.CommuneOrder{by("NAME", asc)}, name},
		"name desc":        {[]*model.CommuneOrder{by("NAME", desc)}, func(a, b plain) int { return cmp.Or(french.CompareString(b.name, a.name), cmp.Compare(a.code, b.code)) }},
		"population":       {[]*model.CommuneOrder{by("POPULATION", asc)}, func(a, b plain) int { return population(a, b, 1) }},
		"population desc":  {[]*model.CommuneOrder{by("POPULATION", desc)}, func(a, b plain) int { return population(a, b, -1) }},
		"population twice": {[]*model.CommuneOrder{by("POPULATION", asc), by("POPULATION", desc)}, func(a, b plain) int { return population(a, b, 1) }},
		"name, population": {[]*model.CommuneOrder{by("NAME", asc), by("POPULATION", desc)}, func(a, b plain) int {
			return cmp.Or(french.CompareString(a.name, b.name), population(a, b, -1))
		}},
		"population, code desc": {[]*model.CommuneOrder{by("POPULATION", desc), by("CODE", desc)}, func(a, b plain) int {
			if a.population != nil && b.population != nil && *a.population != *b.population {
				return cmp.Compare(*b.population, *a.population)
			}
			if (a.population == nil) != (b.population == nil) {
				return population(a, b, -1)
			}
			return cmp.Compare(b.code, a.code)
		}},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			want := slices.Clone(all)
			slices.SortFunc(want, c.less)
			same(t, what, listed(t, s, noon, west, c.by...), sift(want, func(plain) bool { return true }))
		})
	}
}

func TestEPCIOrder(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	french := collate.New(language.French)
	for what, less := range map[string]func(a, b *model.EPCI) int{
		"SIREN ASC":  func(a, b *model.EPCI) int { return cmp.Compare(a.Code, b.Code) },
		"SIREN DESC": func(a, b *model.EPCI) int { return cmp.Compare(b.Code, a.Code) },
		"NAME ASC": func(a, b *model.EPCI) int {
			return cmp.Or(french.CompareString(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
		},
		"NAME DESC": func(a, b *model.EPCI) int {
			return cmp.Or(french.CompareString(b.Name, a.Name), cmp.Compare(a.Code, b.Code))
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			field, direction, _ := strings.Cut(what, " ")
			have := epcisBy(t, s, ctx, &model.EPCIOrder{Field: model.EPCIOrderField(field), Direction: model.Direction(direction)})
			if len(have) != 1255 {
				t.Fatalf("%d EPCI", len(have))
			}
			same(t, what, codes(have), codes(slices.SortedFunc(slices.Values(have), less)))
		})
	}
	t.Run("POPULATION DESC", func(t *testing.T) {
		t.Parallel()
		have := epcisBy(t, s, ctx, &model.EPCIOrder{Field: model.EPCIOrderFieldPopulation, Direction: model.DirectionDesc})
		want := column[string](t, s, `select c.code from collectivities c join populations p on p.collectivity_id = c.id and p.kind = 'MUNICIPAL' and p.in_force_from =
			(select max(in_force_from) from populations q where q.collectivity_id = c.id and q.kind = 'MUNICIPAL' and in_force_from <= '2026-06-01')
			where c.kind = 'EPCI' and c.valid_to is null order by p.value desc, c.code`)
		same(t, "by population", codes(have), want)
	})
}

func epcisBy(t *testing.T, s *db.Store, ctx context.Context, by *model.EPCIOrder) []*model.EPCI {
	t.Helper()
	return walk(t, 100, func(p model.Page) (*model.EPCIConnection, error) {
		return first(s.EPCIs(ctx, db.Nothing, nil, nil, []*model.EPCIOrder{by}, p, noon, db.All, db.All))
	})
}

// In the French alphabet é is an e, and î an i: the order that readers look names up in, which bytes do not give.
func TestFrenchAlphabet(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	want := []string{"Erquy", "Étel", "Étrelles", "Évran", "Hœdic", "Île-d'Arz", "Irodouër", "Lézardrieux", "Locmélar", "Zuydcoote"}
	have := []string{}
	for _, code := range listed(t, s, noon, &model.CommuneFilter{Name: &model.TextFilter{In: want}}, by("NAME", model.DirectionAsc)) {
		have = append(have, commune(t, s, code).Name)
	}
	if !slices.Equal(have, want) {
		t.Errorf("have %q", have)
	}
}
