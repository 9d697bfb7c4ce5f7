package contribution_test

import (
	"strings"
	"testing"

	"maillage/contribution"
)

// A commune of 1,000 inhabitants at 0.12 owes 120.00 before corrections.
func TestCorrections(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, corrections, rounding, lines, outcome string }{
		{"coefficient", `[{label: C, coefficient: "1.25"}]`, "", "Part 120.00; C 30.00", "DUE"},
		{"index", `[{label: C, index: {name: Syntec, value: "318.2", base: "300"}}]`, "", "Part 120.00; C 7.28", "DUE"},
		{"discount", `[{label: C, discount: {rate: "0.15"}}]`, "", "Part 120.00; C -18.00", "DUE"},
		{"one after the other", `[{label: C, discount: {rate: "0.5"}}, {label: D, discount: {rate: "0.5"}}]`, "", "Part 120.00; C -60.00; D -30.00", "DUE"},
		{"first year, in another one", `[{label: C, firstYear: {factor: "0.5"}}]`, "", "Part 120.00", "DUE"},
		{"exemption", `[{label: C, exemption: {reason: "budget annexe"}}]`, "", "Part 120.00; C -120.00", "EXEMPT"},
		{"nothing comes after an exemption", `[{label: C, exemption: {reason: "budget annexe"}}, {label: D, floor: {amount: 50}}]`, "", "Part 120.00; C -120.00", "EXEMPT"},
		{"floor", `[{label: C, floor: {amount: 150}}]`, "", "Part 120.00; C 30.00", "DUE"},
		{"floor that holds", `[{label: C, floor: {amount: 100}}]`, "", "Part 120.00", "DUE"},
		{"cap", `[{label: C, cap: {amount: "99.99"}}]`, "", "Part 120.00; C -20.01", "DUE"},
		{"cap at nothing is due, and is 0", `[{label: C, cap: {amount: 0}}]`, "", "Part 120.00; C -120.00", "DUE"},
		{"condition not met", `[{label: C, coefficient: 2, condition: 'population >= 1001'}]`, "", "Part 120.00", "DUE"},
		{"condition met", `[{label: C, coefficient: 2, condition: 'population >= 1000'}]`, "", "Part 120.00; C 120.00", "DUE"},
		{"a condition that fails is not met", `[{label: C, coefficient: 2, condition: '1 / (population - 1000) > 0'}]`, "", "Part 120.00", "DUE"},
		{"a cap between two euros", `[{label: C, cap: {amount: "99.99"}}]`, "rounding: {unit: EURO, mode: UP}", "Part 120.00; C -21.00", "DUE"},
		{"a floor between two euros", `[{label: C, floor: {amount: "150.01"}}]`, "rounding: {unit: EURO, mode: DOWN}", "Part 120.00; C 31.00", "DUE"},
		{"on the total", `[{label: C, discount: {rate: "0.333"}}]`, "rounding: {unit: EURO, at: TOTAL}", "Part 120.00; C -39.96; Arrondi -0.04", "DUE"},
		{"to ten cents", `[{label: C, discount: {rate: "0.333"}}]`, "rounding: {unit: DECIME}", "Part 120.00; C -40.00", "DUE"},
	} {
		rules, f := world(t, nil, ruleOf(t, perHead, "corrections: "+c.corrections, c.rounding))
		f.Cases = []contribution.Case{own(ay)}
		s := contribution.Compute(rules, f)[0]
		same(t, c.name, []any{lines(&s), s.Outcome()}, []any{c.lines, c.outcome})
	}
}

// In the calendar year of its start, a subscription is dearer or cheaper; the part of the year comes after.
func TestFirstYear(t *testing.T) {
	t.Parallel()
	rules, f := world(t, nil, ruleOf(t, perHead, `corrections: [{label: Mise en route, firstYear: {factor: "1.4444"}}]`, "proration: HALF_YEARS"))
	f.Cases = []contribution.Case{own(ay, "2026-07-01")}
	s := contribution.Compute(rules, f)[0]
	same(t, "half of 173.328", lines(&s), "Part 120.00; Mise en route 53.33; Prorata temporis -86.67") // half of 173.33 is 86.665
}

// A discount for an EPCI most of whose communes benefit looks at exactly that share.
func TestMemberShare(t *testing.T) {
	t.Parallel()
	pooling := "pooling: {aggregate: TOTAL_BASIS}"
	for share, want := range map[string]string{"1": "Part 720.00", "0.67": "Part 720.00", "0.666666666666666667": "Part 720.00", "0.666666666666666666": "Part 720.00; C -72.00", "0.5": "Part 720.00; C -72.00"} {
		rules, f := world(t, nil, ruleOf(t, strings.Replace(perHead, "0.12", "0.24", 1), pooling, `corrections: [{label: C, discount: {rate: "0.1"}, whenMemberShareAtLeast: "`+share+`"}]`))
		c := pooled(nil)
		c.Beneficiaries = []int32{ay, by} // two of three
		f.Cases = []contribution.Case{c}
		s := contribution.Compute(rules, f)[0]
		same(t, share, lines(&s), want)
	}
}
