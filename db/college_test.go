package db_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/demo"
	"maillage/model"
)

// published is a syndicate of as many members as the real one publishes, with the bounds among their populations: 20 EPCI from
// 50,000 inhabitants, 29 from 20,000, and 11 below, one of which became a commune nouvelle (key 500) in 2022. Beside them are
// bodies that do not sit: an EPCI of which half lies elsewhere (401), one of which most does (402), an island in none (403).
func published(t testing.TB) *db.Store {
	t.Helper()
	s := dbtest.Empty(t)
	fill := func(statement string, args ...any) {
		if _, err := s.ExecContext(context.Background(), statement, args...); err != nil {
			t.Fatal(statement, err)
		}
	}
	body := func(id int, kind, code string, region any, from, to any) {
		fill("insert into collectivities (id, kind, code, name, search, region_id, valid_from, valid_to) values (?, ?, ?, ?, '', ?, ?, ?)", id, kind, code, "Body of "+code, region, from, to)
	}
	inhabitants := func(id, n int) {
		fill("insert into populations (collectivity_id, kind, in_force_from, in_force_to, value, version) values (?, 'MUNICIPAL', '2021-01-01', 'infinity', ?, 'x')", id, n)
	}
	member := func(commune, group int, to any) {
		fill("insert into memberships (member_id, group_id, starts_on, ends_on, member_code, department_id, region_id) select id, ?, '2021-01-01', ?, code, department_id, region_id from collectivities where id = ?", group, to, commune)
	}
	const begin = "2021-01-01"
	body(1, "REGION", "53", nil, begin, nil)
	body(2, "REGION", "52", nil, begin, nil)
	for i, code := range []string{"22", "29", "35", "56", "44"} {
		body(11+i, "DEPARTMENT", code, 1+i/4, begin, nil)
	}
	for i := range 59 {
		body(100+i, "EPCI", fmt.Sprintf("2000000%02d", i), nil, begin, nil)
		body(200+i, "COMMUNE", fmt.Sprintf("350%02d", i), 1, begin, nil)
		member(200+i, 100+i, nil)
		switch {
		case i < 20:
			inhabitants(100+i, 50_000+i)
		case i < 49:
			inhabitants(100+i, 20_000+(i-20)*29_999/28)
		default:
			inhabitants(100+i, 19_999-i+49)
		}
	}
	body(500, "COMMUNE", "22200", 1, "2022-01-01", nil)
	inhabitants(500, 6_000)
	body(400, "EPCI", "200000400", nil, begin, "2022-01-01") // all of it becomes the commune nouvelle
	inhabitants(400, 6_000)
	for i := range 2 {
		body(501+i, "COMMUNE", fmt.Sprintf("2220%d", i), 1, begin, "2022-01-01")
		member(501+i, 400, "2022-01-01")
		fill("insert into successions (from_id, to_id, on_date, kind, from_code, to_code) values (?, 500, '2022-01-01', 'CREATED_FROM', '', '')", 501+i)
	}
	for i, regions := range [][]int{{1, 2}, {1, 2, 2}} {
		body(401+i, "EPCI", fmt.Sprintf("20000040%d", 1+i), nil, begin, nil)
		inhabitants(401+i, 60_000)
		for k, region := range regions {
			body(600+10*i+k, "COMMUNE", fmt.Sprintf("44%d0%d", i, k), region, begin, nil)
			member(600+10*i+k, 401+i, nil)
		}
	}
	body(403, "COMMUNE", "29155", 1, begin, nil)
	inhabitants(403, 860)
	colleges := demo.Colleges(demo.Facts{Region: demo.Body{Collectivity: &model.Region{Body: model.Body{ID: 1}}}})
	if err := s.Insert(context.Background(), &colleges); err != nil {
		t.Fatal(err)
	}
	return s
}

// The published table: 1x4x75 + 4x2x25 + 20x2x5 + 29x1x2 + 11x1x1.
var weights = map[string][3]int{"REGION": {1, 4, 300}, "DEPARTEMENTS": {4, 8, 200}, "EPCI_50000": {20, 40, 200}, "EPCI_20000": {29, 29, 58}, "EPCI": {11, 11, 11}}

func wantWeights(t *testing.T, s *db.Store, on model.Date) {
	t.Helper()
	have, code := map[string][3]int{}, map[model.CollegeID]string{}
	for _, g := range must(s.CollegesOn(context.Background(), on))(t) {
		code[g.ID] = g.Code
	}
	total := 0
	for _, m := range must(s.Members(context.Background(), on))(t) {
		sum := have[code[m.CollegeID]]
		have[code[m.CollegeID]] = [3]int{sum[0] + 1, sum[1] + m.Delegates, sum[2] + m.Voices}
		total += m.Voices
	}
	if fmt.Sprint(have) != fmt.Sprint(weights) || total != 769 {
		t.Errorf("on %s: have %v, %d voices, want %v, 769", on, have, total, weights)
	}
}

func TestPublishedVoices(t *testing.T) {
	t.Parallel()
	s := published(t)
	wantWeights(t, s, day(t, "2021-06-01"))
	wantWeights(t, s, noon)
}

// The EPCI of Brittany, each by its population in force, come to the table that the syndicate publishes.
func TestRealVoices(t *testing.T) {
	t.Parallel()
	wantWeights(t, dbtest.Shared(t), noon)
}

func TestWhoSits(t *testing.T) {
	t.Parallel()
	s, ctx := published(t), context.Background()
	for name, c := range map[string]struct {
		id   model.CollectivityID
		on   string
		want string // college, none for who does not sit
	}{
		"region":                         {1, "2026-06-01", "REGION"},
		"another region":                 {2, "2026-06-01", ""},
		"department":                     {11, "2026-06-01", "DEPARTEMENTS"},
		"another region's department":    {15, "2026-06-01", ""},
		"50,000 is in the upper college": {100, "2026-06-01", "EPCI_50000"},
		"49,999 is not":                  {148, "2026-06-01", "EPCI_20000"},
		"20,000 is in the middle one":    {120, "2026-06-01", "EPCI_20000"},
		"19,999 is not":                  {149, "2026-06-01", "EPCI"},
		"half of it lies elsewhere":      {401, "2026-06-01", ""},
		"most of it lies elsewhere":      {402, "2026-06-01", ""},
		"island in no EPCI":              {403, "2026-06-01", ""},
		"commune of an EPCI":             {200, "2026-06-01", ""},
		"EPCI on its last day":           {400, "2021-12-31", "EPCI"},
		"EPCI that ended":                {400, "2022-01-01", ""},
		"commune nouvelle in its place":  {500, "2022-01-01", "EPCI"},
		"before it was created":          {500, "2021-12-31", ""},
		"before the colleges exist":      {1, "2020-12-31", ""},
		"nobody":                         {999, "2026-06-01", ""},
	} {
		t.Run(name, func(t *testing.T) {
			have := ""
			m := must(s.MembersAmong(ctx, []model.CollectivityID{999, c.id}, day(t, c.on)))(t)[1]
			if m != nil {
				have = must(s.Colleges(ctx, []model.CollegeID{m.CollegeID}))(t)[0].Code
			}
			if have != c.want {
				t.Errorf("sits in %q, want %q", have, c.want)
			}
		})
	}
}

// An EPCI moves to another college with its population, and out of all of them where it has none: a missing figure is not zero.
func TestCollegeFollowsPopulation(t *testing.T) {
	t.Parallel()
	s, ctx := published(t), context.Background()
	if _, err := s.ExecContext(ctx, `update populations set in_force_to = '2024-01-01' where collectivity_id = 149;
		insert into populations (collectivity_id, kind, in_force_from, in_force_to, value, version) values (149, 'MUNICIPAL', '2024-01-01', '2025-01-01', 20000, 'x')`); err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string]int{"2023-12-31": 1, "2024-01-01": 2, "2025-01-01": 0} {
		have := 0
		if m := must(s.MembersAmong(ctx, []model.CollectivityID{149}, day(t, on)))(t)[0]; m != nil {
			have = m.Voices
		}
		if have != want {
			t.Errorf("on %s: %d voices, want %d", on, have, want)
		}
	}
}

func TestMembersOf(t *testing.T) {
	t.Parallel()
	s, ctx := published(t), context.Background()
	ids := must(s.CollegesOn(ctx, noon))(t)
	large, small := ids[2].ID, ids[4].ID
	all := walk(t, 7, func(p model.Page) (*model.CollegeMemberConnection, error) {
		return first(s.MembersOf(ctx, []model.CollegeID{large}, noon, p, db.All))
	})
	if len(all) != 20 || all[0].Code != "200000000" || all[19].Code != "200000019" || *all[19].Population != 50_019 {
		t.Errorf("%d members, from %+v", len(all), all[0])
	}
	if n := must(s.MemberCounts(ctx, []model.CollegeID{small, 99, large}, noon))(t); n[0] != 11 || n[1] != 0 || n[2] != 20 {
		t.Errorf("have %v", n)
	}
}

// No body can belong to two colleges at a time.
func TestCollegesAreApart(t *testing.T) {
	t.Parallel()
	s := published(t)
	for name, c := range map[string]struct{ values, constraint string }{
		"OK later":          {"'X', 1, 'EPCI', 30000, 60000, '2030-01-01'", ""},
		"OK other region":   {"'X', 2, 'EPCI', 30000, 60000, '2021-01-01'", ""},
		"ErrBounds overlap": {"'X', 1, 'EPCI', 49999, 60000, '2021-01-01'", "colleges_apart"},
		"ErrSecond region":  {"'X', 1, 'REGION', null, null, '2021-01-01'", "colleges_apart"},
		"ErrCode twice":     {"'EPCI', 2, 'EPCI', 1, 2, '2021-01-01'", "colleges_code_one_at_a_time"},
	} {
		t.Run(name, func(t *testing.T) {
			tx := must(s.BeginTx(context.Background(), nil))(t)
			defer tx.Rollback()
			if _, err := tx.Exec("update colleges set valid_to = '2030-01-01'"); err != nil {
				t.Fatal(err)
			}
			_, err := tx.Exec("insert into colleges (code, region_id, kind, population_from, population_to, valid_from, name, delegates, voices) values (" + c.values + ", 'x', 1, 1)")
			if (err == nil) != (c.constraint == "") || err != nil && !strings.Contains(err.Error(), c.constraint) {
				t.Errorf("have %v, want %q", err, c.constraint)
			}
		})
	}
}
