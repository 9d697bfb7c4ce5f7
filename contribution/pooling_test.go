package contribution_test

import (
	"fmt"
	"strings"
	"testing"

	"maillage/contribution"
)

// Communes of 1,000, 2,000 and 3,000 inhabitants; the first 1,500 inhabitants cost 0.20 each, the others 0.10.
func TestPooling(t *testing.T) {
	t.Parallel()
	degressive := `parts: [{label: Part, basis: {kind: POPULATION_MUNICIPAL}, scale: {marginalRate: {brackets: [{threshold: 0, rate: "0.20"}, {threshold: 1500, rate: "0.10"}]}}}]`
	grid := `parts: [{label: Grille, basis: {kind: POPULATION_MUNICIPAL}, scale: {matrix: {rows: [0, 6000], columns: [0, 3], amounts: [[1, 2], [3, "400"]]}}}]`
	for _, c := range []struct{ name, parts, pooling, lines string }{
		{"on the sum: 1,500 x 0.20 + 4,500 x 0.10", degressive, "TOTAL_BASIS", "Part 750.00"},
		{"on each", degressive, "SUM_OF_MEMBERS", "Part : nom de A 200.00; Part : nom de B 350.00; Part : nom de C 450.00"},
		{"a grid of population and communes", grid, "MATRIX", "Grille 400.00"},
		{"what they paid in the year before", degressive, "SUM_OF_PREVIOUS_YEAR", "Contribution de l'année précédente : nom de A 11.50; Contribution de l'année précédente : nom de B 22.00; Contribution de l'année précédente : nom de C 0.00"},
		{"a commune is one commune", strings.ReplaceAll(perHead, "POPULATION_MUNICIPAL", "MEMBER_COMMUNES"), "SUM_OF_MEMBERS", "Part : nom de A 0.12; Part : nom de B 0.12; Part : nom de C 0.12"},
		{"three communes", strings.ReplaceAll(perHead, "POPULATION_MUNICIPAL", "MEMBER_COMMUNES"), "TOTAL_BASIS", "Part 0.36"},
	} {
		rules, f := world(t, map[string]string{"A PAID_BEFORE": "11.5", "B PAID_BEFORE": "22", "C PAID_BEFORE": "0"}, ruleOf(t, c.parts, "pooling: {aggregate: "+c.pooling+"}"))
		f.Cases = []contribution.Case{pooled(nil)}
		s := contribution.Compute(rules, f)[0]
		same(t, c.name, lines(&s), c.lines)
	}
}

// Commune A pays 120.00 alone. The EPCI joins for all three: 720.00 for a year.
func TestDoublePayment(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, anti, proration, own, pooled, want string
	}{
		{"dropped for the year", "DROP", "DAYS", "2025-01-01", "2025-01-01", "0.00 NOT_APPLICABLE / Part 720.00"},
		{"dropped from 1 July: 181 days are left", "DROP", "DAYS", "2025-01-01", "2026-07-01", "59.51 DUE / Part 720.00; Prorata temporis -357.04"},
		{"the EPCI leaves on 1 July: 184 days are left", "DROP", "DAYS", "2025-01-01", "2025-01-01 2026-07-01", "60.49 DUE / Part 720.00; Prorata temporis -362.96"},
		{"the EPCI pays from April to September", "DROP", "MONTHS_STARTED", "2025-01-01", "2026-04-01 2026-10-01", "60.00 DUE / Part 720.00; Prorata temporis -360.00"},
		{"the month of the change is the EPCI's", "DROP", "MONTHS_STARTED", "2025-01-01", "2026-03-15", "20.00 DUE / Part 720.00; Prorata temporis -120.00"},
		{"a year begun is the EPCI's whole year", "DROP", "NONE", "2025-01-01", "2026-07-01", "0.00 NOT_APPLICABLE / Part 720.00"},
		{"an EPCI that pays from the next January takes nothing over yet", "DROP", "NEXT_JANUARY", "2025-01-01", "2026-07-01", "120.00 DUE / "},
		{"the half-year begun is the EPCI's", "DROP", "HALF_YEARS", "2025-01-01", "2026-09-01", "60.00 DUE / Part 720.00; Prorata temporis -360.00"},
		{"one that begins later", "DROP", "DAYS", "2026-10-01", "2026-01-01", "0.00 NOT_APPLICABLE / Part 720.00"},
		{"deducted for the year", "CREDIT", "DAYS", "2025-01-01", "2025-01-01", "120.00 DUE / Part 720.00; Avoir : déjà payé par nom de A -120.00"},
		{"deducted from 1 July: 184 of 365 days of 120.00", "CREDIT", "DAYS", "2025-01-01", "2026-07-01", "120.00 DUE / Part 720.00; Prorata temporis -357.04; Avoir : déjà payé par nom de A -60.49"},
		{"a year begun of both", "CREDIT", "NONE", "2025-01-01", "2026-07-01", "120.00 DUE / Part 720.00; Avoir : déjà payé par nom de A -120.00"},
		{"both are due", "KEEP", "DAYS", "2025-01-01", "2025-01-01", "120.00 DUE / Part 720.00"},
	} {
		rules, f := world(t, nil, ruleOf(t, perHead, "pooling: {aggregate: TOTAL_BASIS, antiDoubleCharge: "+c.anti+"}", "proration: "+c.proration))
		f.Cases = []contribution.Case{pooled([]int32{1}, strings.Fields(c.pooled)...), own(ay, c.own)}
		s := contribution.Compute(rules, f)
		same(t, c.name, fmt.Sprintf("%s %s / %s", s[1].Total, s[1].Outcome(), lines(&s[0])), c.want)
	}
}

// What is deducted is never more than what is due, nor deducted twice where two subscriptions of the EPCI cover the same.
func TestCredit_Bounds(t *testing.T) {
	t.Parallel()
	rules, f := world(t, nil, ruleOf(t, perHead, "pooling: {aggregate: TOTAL_BASIS, antiDoubleCharge: CREDIT}", `corrections: [{label: Plafond, cap: {amount: 70}, condition: 'scope != "OWN"'}]`))
	f.Cases = []contribution.Case{pooled([]int32{2}), pooled([]int32{2}), own(ay)}
	s := contribution.Compute(rules, f)
	same(t, "first", lines(&s[0]), "Part 720.00; Plafond -650.00; Avoir : déjà payé par nom de A -70.00")
	same(t, "second", lines(&s[1]), "Part 720.00; Plafond -650.00; Avoir : déjà payé par nom de A -50.00")
	same(t, "asked again", lines(&s[0]), "Part 720.00; Plafond -650.00; Avoir : déjà payé par nom de A -70.00")
}

// What a commune owes alone has no amount: the EPCI's cannot be told either.
func TestCredit_Unknown(t *testing.T) {
	t.Parallel()
	agents := strings.Replace(perHead, "POPULATION_MUNICIPAL", "AGENTS", 1)
	rules, f := world(t, map[string]string{"A AGENTS": "10", "B AGENTS": "10"}, ruleOf(t, agents, `appliesTo: {scopes: [OWN]}`),
		ruleOf(t, perHead, `appliesTo: {scopes: [MEMBERS]}`, "pooling: {aggregate: TOTAL_BASIS, antiDoubleCharge: CREDIT}"))
	f.Cases = []contribution.Case{pooled([]int32{1, 2}), own(ay), own(cy)}
	s := contribution.Compute(rules, f)
	same(t, "unknown", []any{s[0].Priced, s[0].Total, s[0].Anomalies()[0].Body.Code}, []any{false, "0.00", "C"})
}
