package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// Each operator against the same question asked of a plain list in Go.
func TestCommuneFilter(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	all := plainCommunes(t, s, noon)
	inBrittany := func(c plain) bool { return c.region == "53" }
	region := &model.CodeFilter{Eq: new("53")}
	people := func(c plain) int {
		if c.population == nil {
			return -1
		}
		return *c.population
	}
	for name, c := range map[string]struct {
		filter *model.CommuneFilter
		keep   func(plain) bool
	}{
		"code eq":       {&model.CommuneFilter{Code: &model.CodeFilter{Eq: new("56117")}}, func(c plain) bool { return c.code == "56117" }},
		"code in":       {&model.CommuneFilter{Code: &model.CodeFilter{In: []string{"56117", "2A004", "99999"}}}, func(c plain) bool { return c.code == "56117" || c.code == "2A004" }},
		"code in none":  {&model.CommuneFilter{Code: &model.CodeFilter{In: []string{}}}, func(c plain) bool { return false }},
		"code eq in":    {&model.CommuneFilter{Code: &model.CodeFilter{Eq: new("56117"), In: []string{"56010"}}}, func(c plain) bool { return false }},
		"siren eq":      {&model.CommuneFilter{SIREN: &model.CodeFilter{Eq: new("215601170")}}, func(c plain) bool { return c.siren == "215601170" }},
		"siren isNull":  {&model.CommuneFilter{SIREN: &model.CodeFilter{IsNull: new(true)}}, func(c plain) bool { return c.siren == "" }},
		"department eq": {&model.CommuneFilter{Department: &model.CodeFilter{Eq: new("2A")}}, func(c plain) bool { return c.department == "2A" }},
		"department in": {&model.CommuneFilter{Department: &model.CodeFilter{In: []string{"29", "56"}}}, func(c plain) bool { return c.department == "29" || c.department == "56" }},
		"region eq":     {&model.CommuneFilter{Region: region}, inBrittany},
		"region isNull": {&model.CommuneFilter{Region: &model.CodeFilter{IsNull: new(true)}}, func(c plain) bool { return c.region == "" }},
		"epci eq":       {&model.CommuneFilter{EPCI: &model.CodeFilter{Eq: new("200096683")}}, func(c plain) bool { return c.epci == "200096683" }},
		"epci in":       {&model.CommuneFilter{EPCI: &model.CodeFilter{In: []string{"200096683", "200096675"}}}, func(c plain) bool { return c.epci == "200096683" || c.epci == "200096675" }},
		"epci isNull":   {&model.CommuneFilter{EPCI: &model.CodeFilter{IsNull: new(true)}}, func(c plain) bool { return c.epci == "" }},
		"population eq": {&model.CommuneFilter{Population: &model.IntFilter{Eq: new(100)}}, func(c plain) bool { return people(c) == 100 }},
		"population in": {&model.CommuneFilter{Population: &model.IntFilter{In: []int{0, 230890}}}, func(c plain) bool { return people(c) == 0 || people(c) == 230890 }},
		"population lt, gte": {&model.CommuneFilter{Region: region, Population: &model.IntFilter{Gte: new(2000), Lt: new(20000)}},
			func(c plain) bool { return inBrittany(c) && people(c) >= 2000 && people(c) < 20000 }},
		"population gt, lte at the value": {&model.CommuneFilter{Population: &model.IntFilter{Gt: new(230889), Lte: new(230890)}}, func(c plain) bool { return people(c) == 230890 }},
		"population not of any 32 bits":   {&model.CommuneFilter{Population: &model.IntFilter{Gt: new(1 << 40)}}, func(c plain) bool { return false }},
		"and": {&model.CommuneFilter{And: []*model.CommuneFilter{{Region: region}, {Population: &model.IntFilter{Gt: new(50000)}}, {}}},
			func(c plain) bool { return inBrittany(c) && people(c) > 50000 }},
		"or": {&model.CommuneFilter{Region: region, Or: []*model.CommuneFilter{{Department: &model.CodeFilter{Eq: new("22")}}, {Population: &model.IntFilter{Lt: new(300)}}}},
			func(c plain) bool { return inBrittany(c) && (c.department == "22" || people(c) < 300) }},
		"or with all":   {&model.CommuneFilter{Region: region, Or: []*model.CommuneFilter{{}, {Code: &model.CodeFilter{Eq: new("56117")}}}}, inBrittany},
		"not":           {&model.CommuneFilter{Region: region, Not: &model.CommuneFilter{Department: &model.CodeFilter{Eq: new("22")}}}, func(c plain) bool { return inBrittany(c) && c.department != "22" }},
		"not all":       {&model.CommuneFilter{Not: &model.CommuneFilter{}}, func(c plain) bool { return false }},
		"not not":       {&model.CommuneFilter{Not: &model.CommuneFilter{Not: &model.CommuneFilter{Region: region}}}, inBrittany},
		"not in a null": {&model.CommuneFilter{Region: &model.CodeFilter{IsNull: new(true)}, Not: &model.CommuneFilter{Population: &model.IntFilter{Gt: new(100)}}}, func(c plain) bool { return c.region == "" && people(c) <= 100 }},
		"not of an EPCI keeps those in none": {&model.CommuneFilter{Department: &model.CodeFilter{Eq: new("29")}, Not: &model.CommuneFilter{EPCI: &model.CodeFilter{Eq: new("242900314")}}},
			func(c plain) bool { return c.department == "29" && c.epci != "242900314" }},
		"deep": {&model.CommuneFilter{Or: []*model.CommuneFilter{
			{And: []*model.CommuneFilter{{Region: region}, {Not: &model.CommuneFilter{Or: []*model.CommuneFilter{{Population: &model.IntFilter{Lt: new(30000)}}, {Department: &model.CodeFilter{Eq: new("35")}}}}}}},
			{Code: &model.CodeFilter{Eq: new("85113")}}}},
			func(c plain) bool {
				return inBrittany(c) && people(c) >= 30000 && c.department != "35" || c.code == "85113"
			}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := c.filter
			want := sift(all, c.keep)
			same(t, name, firstHundred(t, s, f), want[:min(len(want), 100)])
			pages := must(s.Communes(context.Background(), db.Nothing, nil, f, nil, page(1), noon, only{"totalCount"}, only{}))(t)
			if n := must(db.Totals(context.Background(), s, pages))(t)[0]; n != len(want) {
				t.Errorf("%d are counted, want %d", n, len(want))
			}
		})
	}
}

func firstHundred(t testing.TB, s *db.Store, f *model.CommuneFilter) []string {
	t.Helper()
	return codes(must(first(s.Communes(context.Background(), db.Nothing, nil, f, nil, page(100), noon, db.All, db.All)))(t).Nodes)
}

// A filter on the date's figures and EPCI follows the list's date.
func TestFilterOnADay(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	split := &model.CommuneFilter{EPCI: &model.CodeFilter{Eq: new("200067221")}}
	then := day(t, "2021-06-01")
	same(t, "members before the split", listed(t, s, then, split), sift(plainCommunes(t, s, then), func(c plain) bool { return c.epci == "200067221" }))
	if have := listed(t, s, noon, split); len(have) != 0 {
		t.Errorf("members after the split: %v", have)
	}
	rennes := func(people int) *model.CommuneFilter {
		return &model.CommuneFilter{Population: &model.IntFilter{Eq: &people}}
	}
	for on, people := range map[string]int{"2021-06-01": 217728, "2025-06-01": 227830, "2026-06-01": 230890} {
		if have := listed(t, s, day(t, on), rennes(people)); !slices.Equal(have, []string{"35238"}) {
			t.Errorf("%d on %s: have %v", people, on, have)
		}
	}
}

func TestEPCIFilter(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	for name, c := range map[string]struct {
		filter *model.EPCIFilter
		where  string // of the EPCI g, on the day of the tests
	}{
		"siren":         {&model.EPCIFilter{SIREN: &model.CodeFilter{Eq: new("200096683")}}, "g.code = '200096683'"},
		"siren in":      {&model.EPCIFilter{SIREN: &model.CodeFilter{In: []string{"200096683", "200067221"}}}, "g.code = '200096683'"},
		"nature":        {&model.EPCIFilter{Nature: &model.EPCINatureFilter{Eq: new(model.EPCINatureMetro)}}, "g.nature = 'METRO'"},
		"natures":       {&model.EPCIFilter{Nature: &model.EPCINatureFilter{In: []model.EPCINature{model.EPCINatureCu, model.EPCINatureMet69}}}, "g.nature in ('CU', 'MET69')"},
		"department":    {&model.EPCIFilter{Department: &model.CodeFilter{Eq: new("56")}}, "'56' in (select d.code from m join collectivities d on d.id = m.department_id where m.group_id = g.id)"},
		"region":        {&model.EPCIFilter{Region: &model.CodeFilter{Eq: new("53")}}, "'53' in (select d.code from m join collectivities d on d.id = m.region_id where m.group_id = g.id)"},
		"not in region": {&model.EPCIFilter{Not: &model.EPCIFilter{Region: &model.CodeFilter{Eq: new("53")}}}, "'53' not in (select d.code from m join collectivities d on d.id = m.region_id where m.group_id = g.id)"},
		"population": {&model.EPCIFilter{Population: &model.IntFilter{Gte: new(1_000_000)}},
			"1000000 <= (select value from populations p where p.collectivity_id = g.id and kind = 'MUNICIPAL' and in_force_from <= '2026-06-01' order by in_force_from desc limit 1)"},
		"or": {&model.EPCIFilter{Or: []*model.EPCIFilter{{SIREN: &model.CodeFilter{Eq: new("200096683")}}, {Nature: &model.EPCINatureFilter{Eq: new(model.EPCINatureMet69)}}}},
			"g.code = '200096683' or g.nature = 'MET69'"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			have := codes(walk(t, 100, func(p model.Page) (*model.EPCIConnection, error) {
				return first(s.EPCIs(ctx, db.Nothing, nil, c.filter, nil, p, noon, db.All, db.All))
			}))
			want := column[string](t, s, `with m as (select m.group_id, c.department_id, c.region_id from memberships m join collectivities c on c.id = m.member_id
				where m.ends_on is null) select g.code from collectivities g where g.kind = 'EPCI' and g.valid_to is null and (`+c.where+`) order by g.code`)
			if len(want) == 0 {
				t.Fatal("nothing is expected: the test compares nothing")
			}
			same(t, name, have, want)
		})
	}
}
