package db_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"maillage/db"
	"maillage/model"
)

// plain is a commune as one simple statement reads it, for the tests to sort and sift in Go.
type plain struct {
	id                                          model.CollectivityID
	code, siren, name, department, region, epci string
	population                                  *int
}

// plainCommunes are the communes that existed on a day, by code.
func plainCommunes(t testing.TB, s *db.Store, on model.Date) (all []plain) {
	t.Helper()
	rows, err := s.QueryContext(context.Background(), fmt.Sprintf(`select c.id, c.code, coalesce(c.siren, ''), c.name, coalesce(d.code, ''), coalesce(r.code, ''),
		(select p.value from populations p where p.collectivity_id = c.id and p.kind = 'MUNICIPAL' and p.in_force_from <= '%[1]s' order by p.in_force_from desc limit 1),
		coalesce((select g.code from memberships m join collectivities g on g.id = m.group_id where m.member_id = c.id and daterange(m.starts_on, m.ends_on) @> '%[1]s'::date), '')
		from collectivities c left join collectivities d on d.id = c.department_id left join collectivities r on r.id = c.region_id
		where c.kind = 'COMMUNE' and daterange(c.valid_from, c.valid_to) @> '%[1]s'::date order by c.code collate "C"`, on))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c plain
		if err := rows.Scan(&c.id, &c.code, &c.siren, &c.name, &c.department, &c.region, &c.population, &c.epci); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	if err := rows.Err(); err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	return all
}

// sift keeps the communes that keep says, by code.
func sift(all []plain, keep func(plain) bool) []string {
	kept := []string{}
	for _, c := range all {
		if keep(c) {
			kept = append(kept, c.code)
		}
	}
	return kept
}

// walk reads a list page by page to its end, and holds each page to what it says of itself.
func walk[T any](t testing.TB, first int, read func(model.Page) (*model.Connection[T], error)) (all []T) {
	t.Helper()
	var after *string
	for pages := 0; ; pages++ {
		p := must(model.NewPage(&first, after))(t)
		c := must(read(p))(t)
		info := c.PageInfo
		switch {
		case len(c.Nodes) != len(c.Edges):
			t.Fatalf("%d nodes and %d edges", len(c.Nodes), len(c.Edges))
		case info.HasPreviousPage != (pages > 0):
			t.Fatalf("page %d says %v of what precedes", pages, info.HasPreviousPage)
		case info.HasNextPage && len(c.Nodes) != first:
			t.Fatalf("a page of %d that is not the last has %d", first, len(c.Nodes))
		case len(c.Nodes) == 0 && (info.StartCursor != nil || info.EndCursor != nil || info.HasNextPage || pages > 0):
			t.Fatalf("page %d is empty and says %+v", pages, info)
		case len(c.Nodes) == 0:
			return all
		case *info.StartCursor != c.Edges[0].Cursor || *info.EndCursor != c.Edges[len(c.Edges)-1].Cursor:
			t.Fatal("the cursors of the page are not those of its rows")
		case after != nil && *info.EndCursor == *after:
			t.Fatal("the list goes round in a circle")
		}
		all = append(all, c.Nodes...)
		if !info.HasNextPage {
			return all
		}
		after = info.EndCursor
	}
}

// listed are the codes of all communes that a filter keeps, in an order.
func listed(t testing.TB, s *db.Store, on model.Date, f *model.CommuneFilter, by ...*model.CommuneOrder) []string {
	t.Helper()
	return codes(walk(t, 100, func(p model.Page) (*model.CommuneConnection, error) {
		return first(s.Communes(context.Background(), db.Nothing, nil, f, by, p, on, db.All, only{"code"}))
	}))
}

// first is the only page of a root list.
func first[T any](pages []T, err error) (one T, _ error) {
	if err != nil {
		return one, err
	}
	return pages[0], nil
}

func same(t testing.TB, what string, have, want []string) {
	t.Helper()
	if !slices.Equal(have, want) {
		t.Errorf("%s: have %d, want %d", what, len(have), len(want))
		for i := range min(len(have), len(want)) {
			if have[i] != want[i] {
				t.Errorf("%s: at place %d have %s, want %s", what, i, have[i], want[i])
				return
			}
		}
	}
}
