package contribution_test

import (
	"fmt"
	"strings"
	"testing"

	"maillage/contribution"
)

// The EPCI owes 100.01 for its communes of 1,000, 2,000 and 3,000 inhabitants.
func TestAllocation(t *testing.T) {
	t.Parallel()
	flat := `parts: [{label: Part, basis: {kind: NONE}, scale: {flat: {amount: "100.01"}}}]`
	for _, c := range []struct{ name, allocation, want string }{
		{"the subscriber unless said otherwise", "", "1 100.01"},
		{"a third each, the cent left to the first named", `allocation: [{payer: SUBSCRIBER, share: "0.333333333333333333"}, {payer: DEPARTMENT, share: "0.333333333333333333"}, {payer: REGION, share: "0.333333333333333334"}]`,
			"1 33.34; 35 33.33; 53 33.34"},
		{"the members by population", `allocation: [{payer: MEMBERS, share: 1}]`, "2 16.67; 3 33.34; 4 50.00"}, // 16.668, 33.336, 50.005
		{"the members equally", `allocation: [{payer: MEMBERS, share: 1, key: EQUALLY}]`, "2 33.34; 3 33.34; 4 33.33"},
		{"the members by their agents, one of whom has none", `allocation: [{payer: MEMBERS, share: 1, key: BASIS, basis: {kind: AGENTS}}]`, "2 75.01; 3 25.00"},
		{"the members by what each would pay alone", `allocation: [{payer: MEMBERS, share: "0.5", key: STANDALONE}, {payer: SUBSCRIBER, share: "0.5"}]`, "2 16.67; 3 16.67; 4 16.67; 1 50.00"},
	} {
		rules, f := world(t, map[string]string{"A AGENTS": "30", "B AGENTS": "10"}, ruleOf(t, flat, "pooling: {aggregate: TOTAL_BASIS}", c.allocation))
		f.Cases = []contribution.Case{pooled(nil)}
		s := contribution.Compute(rules, f)[0]
		same(t, c.name, shares(s.Payers()), c.want)
	}
}

func shares(list []contribution.Share) string {
	var out []string
	for _, p := range list {
		out = append(out, fmt.Sprintf("%d %s", p.ID, p.Amount))
	}
	return strings.Join(out, "; ")
}

// Who has no members, department or region pays that share too.
func TestAllocation_Nobody(t *testing.T) {
	t.Parallel()
	rules, f := world(t, nil, ruleOf(t, perHead, `allocation: [{payer: MEMBERS, share: "0.5"}, {payer: REGION, share: "0.25"}, {payer: DEPARTMENT, share: "0.25"}]`))
	f.Bodies[ay].RegionID, f.Bodies[ay].DepartmentID = 0, 0
	f.Cases = []contribution.Case{own(ay)}
	s := contribution.Compute(rules, f)[0]
	same(t, "one payer", shares(s.Payers()), "2 120.00")
}

// What each beneficiary is imputed, and what it would pay alone, where another rule prices that.
func TestImputation(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"POPULATION": "A 50.00 120.00; B 100.00 240.00; C 150.00 360.00",
		"EQUALLY":    "A 100.00 120.00; B 100.00 240.00; C 100.00 360.00",
		"STANDALONE": "A 50.00 120.00; B 100.00 240.00; C 150.00 360.00",
	} {
		rules, f := world(t, nil, ruleOf(t, perHead, "appliesTo: {scopes: [OWN]}"),
			ruleOf(t, strings.Replace(perHead, "0.12", "0.05", 1), "appliesTo: {scopes: [MEMBERS]}", "pooling: {aggregate: TOTAL_BASIS, imputation: "+key+"}"))
		f.Cases = []contribution.Case{pooled(nil)}
		s := contribution.Compute(rules, f)[0]
		var list []string
		for _, b := range s.Beneficiaries() {
			list = append(list, fmt.Sprintf("%s %s %s", b.Body.Code, b.Imputed, b.Standalone))
		}
		same(t, key, strings.Join(list, "; "), want)
	}
}

// A voted 1,000.00, 60 % by population and 40 % by agents, between the three communes.
func TestEnvelope(t *testing.T) {
	t.Parallel()
	envelope := `envelope: {total: 1000, keys: [{label: Population, basis: {kind: POPULATION_MUNICIPAL}, share: "0.6"}, {label: Agents, basis: {kind: AGENTS}, share: "0.4"}]%s}`
	all := map[string]string{"A AGENTS": "1", "B AGENTS": "1", "C AGENTS": "1"}
	for _, c := range []struct {
		name, growth string
		figures      map[string]string
		want         string
	}{
		{"shared", "", all, "Population 100.00; Agents 133.34 | Population 200.00; Agents 133.33 | Population 300.00; Agents 133.33"},
		{"growth capped at 2 % of 900", `, growth: {previousTotal: 900, index: "0.02"}`, all, "Population 91.80; Agents 122.40 | Population 183.60; Agents 122.40 | Population 275.40; Agents 122.40"},
		{"growth within the cap", `, growth: {previousTotal: 990, index: "0.02"}`, all, "Population 100.00; Agents 133.34 | Population 200.00; Agents 133.33 | Population 300.00; Agents 133.33"},
		{"one whose agents are not known", "", map[string]string{"A AGENTS": "1", "B AGENTS": "3"}, "Population 200.00; Agents 100.00 | Population 400.00; Agents 300.00 | MISSING_BASIS"},
		{"nobody has agents", "", map[string]string{"A AGENTS": "0", "B AGENTS": "0", "C AGENTS": "0"}, "Population 100.00; Agents 133.34 | Population 200.00; Agents 133.33 | Population 300.00; Agents 133.33"},
	} {
		rules, f := world(t, c.figures, ruleOf(t, fmt.Sprintf(envelope, c.growth)))
		f.Cases = []contribution.Case{own(ay), own(by), own(cy), own(epci, "2027-01-01")} // the last one is not in the year
		s := contribution.Compute(rules, f)
		same(t, c.name, lines(&s[0])+" | "+lines(&s[1])+" | "+lines(&s[2]), c.want)
		same(t, "a case that begins after the year", []any{s[3].Total, s[3].Outcome()}, "[0.00 NOT_APPLICABLE]")
	}
}

// What a commune owes of an envelope is deducted from what its EPCI owes by another rule.
func TestEnvelope_Credited(t *testing.T) {
	t.Parallel()
	rules, f := world(t, nil, ruleOf(t, `envelope: {total: 300, keys: [{label: Population, basis: {kind: POPULATION_MUNICIPAL}, share: 1}]}`, "appliesTo: {scopes: [OWN]}"),
		ruleOf(t, perHead, "appliesTo: {scopes: [MEMBERS]}", "pooling: {aggregate: TOTAL_BASIS, antiDoubleCharge: CREDIT}"))
	f.Cases = []contribution.Case{pooled([]int32{1}), own(ay), own(by)}
	s := contribution.Compute(rules, f)
	same(t, "credited", lines(&s[0]), "Part 720.00; Avoir : déjà payé par nom de A -100.00")
}
