package contribution_test

import (
	"strings"
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// Not applicable, exempt and zero are three answers; what is missing is none of them.
func TestOutcome(t *testing.T) {
	t.Parallel()
	agents := strings.Replace(perHead, "POPULATION_MUNICIPAL", "AGENTS", 1)
	lagged := strings.Replace(perHead, "{kind: POPULATION_MUNICIPAL}", "{kind: USAGE, indicator: ACTES, vintage: LAGGED, lag: 2}", 1)
	for _, c := range []struct {
		name, parts, more, figure string
		priced                    bool
		outcome, code, says       string
	}{
		{"zero", agents, "", "0", true, "DUE", "", ""},
		{"exempt", agents, `corrections: [{label: C, exemption: {reason: "loi"}}]`, "5", true, "EXEMPT", "", ""},
		{"not applicable", agents, "appliesTo: {kinds: [EPCI]}", "5", false, "NOT_APPLICABLE", "NO_RULE", "no rule in force in 2026 prices membership for nom de A (A), OWN"},
		{"a rule that begins later", agents, "appliesTo: {college: X}", "5", false, "NOT_APPLICABLE", "NO_RULE", "no rule"},
		{"missing", agents, "", "", false, "DUE", "MISSING_BASIS", "nom de A (A) has no AGENTS for 2026: enter the figure, or leave the body out; it is not taken for 0"},
		{"missing, of another year", lagged, "", "", false, "DUE", "MISSING_BASIS", "nom de A (A) has no USAGE ACTES for 2024"},
		{"missing, under an exemption", agents, `corrections: [{label: C, exemption: {reason: "loi"}}]`, "", false, "DUE", "MISSING_BASIS", "has no AGENTS"},
		{"negative", agents, "", "-1", false, "DUE", "NEGATIVE_BASIS", "nom de A (A) has the basis -1: a basis counts something, correct the figure"},
		{"too large", strings.Replace(agents, `"0.12"`, `"999999999999999999"`, 1), "", "2", false, "DUE", "TOO_LARGE", "the contribution of nom de A (A) is beyond 1000000000000000.00 euros: check the rates and the bases"},
		{"too large on the way", strings.Replace(agents, `"0.12"`, `"999999999999999999"`, 1), `corrections: [{label: C, cap: {amount: 1}}]`, "2", false, "DUE", "TOO_LARGE", "beyond"},
		{"the largest", strings.Replace(agents, `"0.12"`, `"500000000000000"`, 1), "", "2", true, "DUE", "", ""},
		{"a column that is missing", `parts: [{label: Grille, basis: {kind: AGENTS}, scale: {matrix: {rows: [0], columns: [0], columnBasis: {kind: BUDGET}, amounts: [[7]]}}}]`, "", "5", false, "DUE", "MISSING_BASIS", "has no BUDGET for 2026"},
	} {
		figures := map[string]string{}
		if c.figure != "" {
			figures["A AGENTS"] = c.figure
		}
		rules, f := world(t, figures, ruleOf(t, c.parts, c.more))
		f.Cases = []contribution.Case{own(ay)}
		s := contribution.Compute(rules, f)[0]
		same(t, c.name, []any{s.Priced, s.Outcome()}, []any{c.priced, c.outcome})
		if c.code == "" {
			same(t, c.name, s.Anomalies(), "[]")
			continue
		}
		if a := s.Anomalies(); s.Total != 0 || len(s.Payers()) != 0 || len(a) != 1 || a[0].Code != c.code || !strings.Contains(a[0].Message, c.says) || a[0].Body.Code != "A" {
			t.Errorf("%s: have %s %v", c.name, s.Total, a)
		}
	}
}

// A hundred parts of the largest amount do not come round to a small one.
func TestOutcome_Overflow(t *testing.T) {
	t.Parallel()
	part := `{label: P, basis: {kind: NONE}, scale: {flat: {amount: "1000000000000000"}}}`
	for _, rounding := range []string{"", "rounding: {at: TOTAL}"} {
		rules, f := world(t, nil, ruleOf(t, "parts: ["+strings.TrimSuffix(strings.Repeat(part+", ", 100), ", ")+"]", rounding))
		f.Cases = []contribution.Case{own(ay)}
		s := contribution.Compute(rules, f)[0]
		same(t, rounding, []any{s.Priced, s.Anomalies()[0].Code}, "[false TOO_LARGE]")
	}
}

// Two rules of which both price a case are named; a draft is tried instead of what is in force; versions follow each other.
func TestRules(t *testing.T) {
	t.Parallel()
	cheap, dear := ruleOf(t, perHead), ruleOf(t, strings.Replace(perHead, "0.12", "1", 1))
	dear.Code = "R2"
	for _, c := range []struct {
		name  string
		set   func(a, b *contribution.Published)
		lines string
	}{
		{"two", func(a, b *contribution.Published) {}, "SEVERAL_RULES"},
		{"a draft prevails", func(a, b *contribution.Published) { b.ID = 0 }, "Part 1000.00"},
		{"two drafts", func(a, b *contribution.Published) { a.ID, b.ID = 0, 0 }, "SEVERAL_RULES"},
		{"one has ended", func(a, b *contribution.Published) { a.ValidTo = new(model.NewDate(2026, 1, 1)) }, "Part 1000.00"},
		{"one ends within the year: it was in force on 1 January", func(a, b *contribution.Published) {
			a.ValidTo, b.ValidFrom = new(model.NewDate(2026, 6, 1)), model.NewDate(2026, 6, 1)
		}, "Part 120.00"},
		{"both have ended", func(a, b *contribution.Published) {
			a.ValidTo, b.ValidTo = new(model.NewDate(2026, 1, 1)), new(model.NewDate(2026, 1, 1))
		}, "NO_RULE"},
	} {
		a, b := *cheap, *dear
		rules, f := world(t, nil, &a, &b)
		c.set(&rules[0], &rules[1])
		f.Cases = []contribution.Case{own(ay)}
		s := contribution.Compute(rules, f)[0]
		same(t, c.name, lines(&s), c.lines)
	}
	rules, f := world(t, nil, cheap, dear)
	rules[0].ValidTo, dear.ValidFrom = new(model.NewDate(2026, 6, 1)), model.NewDate(2026, 6, 1)
	f.Cases = []contribution.Case{own(ay, "2026-07-01"), own(ay, "2026-05-01")}
	s := contribution.Compute(rules, f)
	same(t, "a subscription that begins later has the rule of its first day", lines(&s[0])+" | "+lines(&s[1]), "Part 1000.00 | Part 120.00")
}

// A condition reads what it may; a population that is not known is not 0.
func TestConditions(t *testing.T) {
	t.Parallel()
	for condition, holds := range map[string]bool{
		`kind == "COMMUNE" && epci == "E" && population in [1000, 2000]`:                            true,
		`code.startsWith("A") && scope == "OWN" && year == 2026 && members == 1 && nature == ""`:    true,
		`department == "" && region == "" && college == "" && startYear == 2025 && startMonth == 1`: true,
		`population > 1000`:   false,
		`startYear == year`:   false,
		`population / 0 == 1`: false,
	} {
		rules, f := world(t, nil, ruleOf(t, strings.Replace(perHead, "}}}]", "}}, condition: '"+condition+"'}]", 1)))
		f.Cases = []contribution.Case{own(ay)}
		s := contribution.Compute(rules, f)[0]
		same(t, condition, lines(&s), map[bool]string{true: "Part 120.00", false: ""}[holds])
	}
	young := ruleOf(t, perHead, "corrections: [{label: C, exemption: {reason: petite}, condition: 'population < 500'}]")
	rules, f := world(t, nil, young)
	f.Bodies[ay].Inhabitants = nil
	f.Cases = []contribution.Case{own(ay)}
	s := contribution.Compute(rules, f)[0]
	same(t, "unknown", lines(&s), "Part 120.00; MISSING_BASIS")
	same(t, "unknown", s.Priced, false)
	half := model.MustDecimal("499.5")
	f.Bodies[ay].Inhabitants = &half
	s = contribution.Compute(rules, f)[0]
	same(t, "a hypothetical half", lines(&s), "Part 120.00; C -120.00")
}
