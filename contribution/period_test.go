package contribution_test

import (
	"testing"

	"maillage/contribution"
)

// A commune of 1,000 inhabitants at 0.12 owes 120.00 for the year 2026, of 365 days.
func TestProration(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, proration, from, to, total, outcome string }{
		{"the whole year", "DAYS", "2025-01-01", "", "120.00", "DUE"},
		{"the whole year, to the day", "DAYS", "2026-01-01", "2027-01-01", "120.00", "DUE"},
		{"a year begun is whole", "NONE", "2026-12-31", "", "120.00", "DUE"},
		{"from 15 March: ten months begun", "MONTHS_STARTED", "2026-03-15", "", "100.00", "DUE"},
		{"from 31 March: ten months begun", "MONTHS_STARTED", "2026-03-31", "", "100.00", "DUE"},
		{"from 1 April: nine months", "MONTHS_STARTED", "2026-04-01", "", "90.00", "DUE"},
		{"until 1 April: three months", "MONTHS_STARTED", "2025-06-01", "2026-04-01", "30.00", "DUE"},
		{"until 2 April: four months", "MONTHS_STARTED", "2025-06-01", "2026-04-02", "40.00", "DUE"},
		{"31 days of January: 10.1918", "DAYS", "2026-01-01", "2026-02-01", "10.19", "DUE"},
		{"one day: 0.3288", "DAYS", "2026-12-31", "", "0.33", "DUE"},
		{"from 30 June: two half-years", "HALF_YEARS", "2026-06-30", "", "120.00", "DUE"},
		{"from 1 July: one half-year", "HALF_YEARS", "2026-07-01", "", "60.00", "DUE"},
		{"until 1 July: one half-year", "HALF_YEARS", "2025-07-01", "2026-07-01", "60.00", "DUE"},
		{"from 1 January", "NEXT_JANUARY", "2026-01-01", "", "120.00", "DUE"},
		{"from 2 January: nothing before the next one", "NEXT_JANUARY", "2026-01-02", "", "0.00", "EXEMPT"},
		{"ended before the year", "DAYS", "2025-01-01", "2026-01-01", "0.00", "NOT_APPLICABLE"},
		{"begins after the year", "DAYS", "2027-01-01", "", "0.00", "NOT_APPLICABLE"},
		{"ends as it begins", "NONE", "2026-05-01", "2026-05-01", "0.00", "NOT_APPLICABLE"},
	} {
		days := []string{c.from}
		if c.to != "" {
			days = append(days, c.to)
		}
		rules, f := world(t, nil, ruleOf(t, perHead, "proration: "+c.proration))
		f.Cases = []contribution.Case{own(ay, days...)}
		s := contribution.Compute(rules, f)[0]
		same(t, c.name, []any{s.Priced, s.Total, s.Outcome()}, []any{true, c.total, c.outcome})
	}
}

// A launch that is free until 1 April leaves nine months; one that covers the year leaves nothing, on purpose.
func TestFreeLaunch(t *testing.T) {
	t.Parallel()
	for corrections, want := range map[string]string{
		`[{label: Lancement, freeUntil: 2026-04-01}]`:                                 "[90.00 DUE]",
		`[{label: Lancement, freeUntil: 2027-01-01}]`:                                 "[0.00 EXEMPT]",
		`[{label: Lancement, freeUntil: 2025-04-01}]`:                                 "[120.00 DUE]",
		`[{label: Lancement, freeUntil: 2027-01-01, condition: 'population < 500'}]`:  "[120.00 DUE]",
		`[{label: Lancement, freeUntil: 2027-01-01, whenMemberShareAtLeast: 1}]`:      "[120.00 DUE]", // it has no communes
		`[{label: Lancement, freeUntil: 2027-01-01, condition: 'kind == "COMMUNE"'}]`: "[0.00 EXEMPT]",
	} {
		rules, f := world(t, nil, ruleOf(t, perHead, "proration: MONTHS_STARTED", "corrections: "+corrections))
		f.Cases = []contribution.Case{own(ay)}
		s := contribution.Compute(rules, f)[0]
		same(t, corrections, []any{s.Total, s.Outcome()}, want)
	}
}
