package db_test

import (
	"context"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// noon is the day of the tests' clock.
var noon = model.Today(dbtest.Noon)

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// must is a result that the test cannot go on without.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func commune(t testing.TB, s *db.Store, code string) *model.Commune {
	t.Helper()
	c := must(s.CommuneByCode(context.Background(), code, nil, db.All))(t)
	if c == nil {
		t.Fatalf("no commune %s", code)
	}
	return c
}

func epci(t testing.TB, s *db.Store, siren string) *model.EPCI {
	t.Helper()
	e := must(s.EPCIBySIREN(context.Background(), siren, db.All))(t)
	if e == nil {
		t.Fatalf("no EPCI %s", siren)
	}
	return e
}

// brittany is the region of the demonstration.
func brittany(t testing.TB, s *db.Store) model.CollectivityID {
	t.Helper()
	return must(s.RegionByCode(context.Background(), "53", db.All))(t).ID
}

// column reads one column of any statement: what the tests hold the rooms' functions against.
func column[T any](t testing.TB, s *db.Store, statement string, args ...any) (all []T) {
	t.Helper()
	rows, err := s.QueryContext(context.Background(), statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func codes[T model.Collectivity](list []T) []string {
	all := []string{}
	for _, c := range list {
		all = append(all, c.Base().Code)
	}
	return all
}

// page is the first page of a list.
func page(first int) model.Page { return model.Page{First: first} }
