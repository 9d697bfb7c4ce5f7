package model_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"maillage/model"
)

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"2026-06-01", "2024-02-29", "2000-02-29", "1970-01-01", "1969-12-31", "0001-01-01", "9999-12-31"} {
		t.Run("OK "+s, func(t *testing.T) {
			t.Parallel()
			if d := day(t, s); d.String() != s {
				t.Errorf("have %s", d)
			}
		})
	}
	for _, s := range []string{"", "2026", "2026-02-30", "2025-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
		"2026-6-1", "01/06/2026", "2026-06-01T00:00:00Z", " 2026-06-01", "0000-01-01", "-0001-01-01", "10000-01-01", "demain"} {
		t.Run("ErrNoSuchDay "+s, func(t *testing.T) {
			t.Parallel()
			var fault *model.Error
			if d, err := model.ParseDate(s); !errors.As(err, &fault) || fault.Code != model.CodeInvalid {
				t.Errorf("have %s and %v, want INVALID", d, err)
			}
		})
	}
}

// A day is a number, so that each next day is one more: over five centuries no day is lost, doubled or shifted.
func TestDaysFollowOneAnother(t *testing.T) {
	t.Parallel()
	first, last := model.NewDate(1700, time.January, 1), model.NewDate(2200, time.January, 1)
	want := time.Date(1700, time.January, 1, 0, 0, 0, 0, time.UTC)
	for d := first; d < last; d++ {
		if !d.Time().Equal(want) || d.String() != want.Format(time.DateOnly) || d.Year() != want.Year() || model.NewDate(want.Date()) != d {
			t.Fatalf("day %d is %s, want %s", d, d, want)
		}
		want = want.AddDate(0, 0, 1)
	}
}

func TestDateGraphQL(t *testing.T) {
	t.Parallel()
	d := day(t, "2024-02-29")
	var out bytes.Buffer
	d.MarshalGQL(&out)
	if out.String() != `"2024-02-29"` || string(d.AppendGQL([]byte("x"))) != `x"2024-02-29"` {
		t.Errorf("written as %s", &out)
	}
	var read model.Date
	if err := read.UnmarshalGQL("2024-02-29"); err != nil || read != d {
		t.Errorf("read as %s, %v", read, err)
	}
	for _, v := range []any{20240229, nil, "2023-02-29", true} {
		if err := read.UnmarshalGQL(v); err == nil {
			t.Errorf("%v was taken for a date", v)
		}
	}
}

func TestDateInDatabase(t *testing.T) {
	t.Parallel()
	var d model.Date
	if err := d.Scan(time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)); err != nil || d.String() != "2026-06-01" {
		t.Errorf("scanned %s, %v", d, err)
	}
	if err := d.Scan("2026-06-01"); err == nil {
		t.Error("a text was taken for a day")
	}
	if v, err := d.Value(); err != nil || v != "2026-06-01" {
		t.Errorf("written %v, %v", v, err)
	}
}

func TestToday(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ now, want string }{
		{"2026-05-31T21:59:59Z", "2026-05-31"}, // summer: two hours ahead of UTC
		{"2026-05-31T22:00:00Z", "2026-06-01"},
		{"2026-12-31T22:59:59Z", "2026-12-31"}, // winter: one hour ahead
		{"2026-12-31T23:00:00Z", "2027-01-01"},
		{"2026-06-01T01:30:00+04:00", "2026-05-31"}, // already June in Réunion
		{"2026-05-31T19:00:00-04:00", "2026-06-01"}, // still May in Guadeloupe
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if have := model.Today(now); have.String() != c.want {
			t.Errorf("at %s it is %s in France, want %s", c.now, have, c.want)
		}
	}
}
