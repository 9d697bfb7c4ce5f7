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
			j := model.NewJourney(7, date("2025-01-10"), model.Marks{Signed: signed, Trained: trained}, used, date(c.on))
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

// TestMastery follows a commune that uses a service every month from January 2024 on: regular from 1 April, autonomous a year later.
func TestMastery(t *testing.T) {
	t.Parallel()
	at := func(s string) *model.Date {
		d, err := model.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	var used []model.Month
	for m := model.MonthOf(*at("2024-01-01")); m <= model.MonthOf(*at("2026-05-01")); m++ {
		used = append(used, m)
	}
	for name, c := range map[string]struct {
		marks    model.Marks
		on, want string
	}{
		"a day too early":      {model.Marks{}, "2025-03-31", "REGULAR 2024-04-01"},
		"a year of regular":    {model.Marks{}, "2025-04-01", "AUTONOMOUS 2025-04-01"},
		"it was helped":        {model.Marks{Helped: at("2025-02-10")}, "2025-04-01", "REGULAR 2024-04-01"},
		"helped long ago":      {model.Marks{Helped: at("2025-02-10")}, "2026-02-10", "AUTONOMOUS 2026-02-10"},
		"in a network since":   {model.Marks{Networked: at("2024-06-01")}, "2025-06-01", "HELPS_OTHERS 2025-04-01"},
		"in a network later":   {model.Marks{Networked: at("2026-01-05")}, "2026-02-01", "HELPS_OTHERS 2026-01-05"},
		"a network is not all": {model.Marks{Networked: at("2024-01-05")}, "2024-12-01", "REGULAR 2024-04-01"},
		"asleep":               {model.Marks{Networked: at("2024-06-01")}, "2026-12-15", "DORMANT 2026-12-01"},
	} {
		j := model.NewJourney(7, *at("2023-01-01"), c.marks, used, *at(c.on))
		if have := fmt.Sprintf("%s %s", j.Stage, j.Since); have != c.want {
			t.Errorf("%s: have %s, want %s", name, have, c.want)
		}
	}
	j := model.NewJourney(7, *at("2023-01-01"), model.Marks{SetUp: at("2023-02-02"), Trained: at("2023-03-03")}, nil, *at("2024-01-01"))
	if j.Stage != model.JourneyStageTrained || len(j.Steps) != 3 || j.Steps[1].Stage != model.JourneyStageSetUp {
		t.Errorf("set up and trained: %s, %d steps", j.Stage, len(j.Steps))
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
