package actions_test

import (
	"testing"

	"maillage/actions"
	"maillage/contribution"
	"maillage/db/dbtest"
	"maillage/model"
)

// BenchmarkSimulate compares a draft with the rules in force over all communes and EPCI of France.
func BenchmarkSimulate(b *testing.B) {
	draft, err := contribution.Decode([]byte(`
code: ESSAI
name: Essai
offer: {membership: true}
validFrom: 2026-01-01
appliesTo: {scopes: [OWN, MEMBERS]}
pooling: {aggregate: SUM_OF_MEMBERS}
parts:
  - label: Part par habitant
    basis: {kind: POPULATION_MUNICIPAL}
    scale: {marginalRate: {brackets: [{threshold: 0, rate: "0.42"}, {threshold: 500, rate: "0.36"}, {threshold: 2000, rate: "0.30"}, {threshold: 10000, rate: "0.22"}, {threshold: 50000, rate: "0.15"}]}}
`))
	if err != nil {
		b.Fatal(err)
	}
	a := &actions.Actions{DB: dbtest.Shared(b), Now: dbtest.Now}
	everyone := model.SimulationCasesEveryone
	b.ReportAllocs()
	for b.Loop() {
		s, err := a.Simulate(b.Context(), model.SimulationInput{Year: 2026, Draft: []*model.ContributionRuleInput{draft}, Cases: &everyone})
		if err != nil || len(s.Compared) < 35_000 {
			b.Fatal(err, len(s.Compared))
		}
	}
}
