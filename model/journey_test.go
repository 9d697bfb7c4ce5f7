package model_test

import (
	"fmt"
	"strings"
	"testing"

	"maillage/model"
)

func TestJourney(t *testing.T) {
	t.Parallel()
	date := func(s string) model.Date {
		d, err := model.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for name, c := range map[string]struct {
		signed, trained, used, on string
		want                      string
	}{
		"nothing yet":            {"", "", "", "2025-06-01", "ENTITLED 2025-01-10: ENTITLED 2025-01-10"},
		"signed":                 {"2025-02-01", "", "", "2025-06-01", "ACCEPTED 2025-02-01: ENTITLED 2025-01-10 ACCEPTED 2025-02-01"},
		"signs later":            {"2025-07-01", "", "", "2025-06-01", "ENTITLED 2025-01-10: ENTITLED 2025-01-10"},
		"signed before":          {"2024-12-01", "", "", "2025-06-01", "ACCEPTED 2024-12-01: ACCEPTED 2024-12-01 ENTITLED 2025-01-10"},
		"trained":                {"2025-02-01", "2025-03-04", "", "2025-06-01", "TRAINED 2025-03-04: ENTITLED 2025-01-10 ACCEPTED 2025-02-01 TRAINED 2025-03-04"},
		"trained once in use":    {"", "2025-05-04", "2025-03", "2025-06-01", "FIRST_USE 2025-03-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01 TRAINED 2025-05-04"},
		"month not over":         {"", "", "2025-06", "2025-06-30", "ENTITLED 2025-01-10: ENTITLED 2025-01-10"},
		"first month over":       {"", "", "2025-06", "2025-07-01", "FIRST_USE 2025-06-01: ENTITLED 2025-01-10 FIRST_USE 2025-06-01"},
		"two of three":           {"", "", "2025-03 2025-05", "2025-06-01", "FIRST_USE 2025-03-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01"},
		"regular":                {"", "", "2025-03 2025-05 2025-08", "2025-09-01", "REGULAR 2025-09-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01 REGULAR 2025-09-01"},
		"third falls a day late": {"", "", "2025-03 2025-05 2025-08", "2025-08-31", "FIRST_USE 2025-03-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01"},
		"no longer regular":      {"", "", "2025-03 2025-05 2025-08", "2025-10-15", "FIRST_USE 2025-10-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01 REGULAR 2025-09-01 FIRST_USE 2025-10-01"},
		"on the eve of sleep":    {"", "", "2025-03", "2025-09-30", "FIRST_USE 2025-03-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01"},
		"asleep":                 {"", "", "2025-03", "2025-10-01", "DORMANT 2025-10-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01 DORMANT 2025-10-01"},
		"awake again":            {"", "", "2025-03 2025-11", "2025-12-01", "FIRST_USE 2025-12-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01 DORMANT 2025-10-01 FIRST_USE 2025-12-01"},
		"signed late":            {"2025-05-01", "", "2025-03", "2025-06-01", "FIRST_USE 2025-03-01: ENTITLED 2025-01-10 FIRST_USE 2025-03-01 ACCEPTED 2025-05-01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var signed *model.Date
			if c.signed != "" {
				signed = new(date(c.signed))
			}
			var trained *model.Date
			if c.trained != "" {
				trained = new(date(c.trained))
			}
			var used []model.Month
			for _, m := range strings.Fields(c.used) {
				month, err := model.ParseMonth(m)
				if err != nil {
					t.Fatal(err)
				}
				used = append(used, month)
			}
			j := model.NewJourney(7, date("2025-01-10"), signed, trained, used, date(c.on))
			have := fmt.Sprintf("%s %s:", j.Stage, j.Since)
			for _, s := range j.Steps {
				have += fmt.Sprintf(" %s %s", s.Stage, s.Since)
			}
			if have != c.want || j.ServiceID != 7 {
				t.Errorf("have %s\nwant %s", have, c.want)
			}
		})
	}
}

func TestMonth(t *testing.T) {
	t.Parallel()
	m, err := model.ParseMonth("2024-12")
	if err != nil || m.String() != "2024-12" || m.First().String() != "2024-12-01" || m.Year() != 2024 || m+1 != model.MonthOf(m.First()+31) || (m+1).String() != "2025-01" {
		t.Errorf("have %v, %v", m, err)
	}
	for _, bad := range []string{"", "2024-13", "2024-1", "2024", "2024-12-01", "0000-01", "mai 2024"} {
		if _, err := model.ParseMonth(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
	var read model.Month
	if err := read.UnmarshalGQL(202412); err == nil {
		t.Error("a number is read as a month")
	}
	if text := string(m.AppendGQL(nil)); text != `"2024-12"` {
		t.Errorf("have %s", text)
	}
}
