package contribution_test

import (
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// priced computes what an EPCI owes for two communes, of 300 and 900 inhabitants and of these figures.
func priced(t *testing.T, r *contribution.Rule, figures ...*int64) *contribution.Statement {
	t.Helper()
	if err := contribution.Validate(r); err != nil {
		t.Fatal(told(err))
	}
	rules := []contribution.Published{{ID: 1, Rule: r}}
	f := &contribution.Facts{Year: 2026, Needs: contribution.Needs(rules, 2026), Bodies: []contribution.Body{{Kind: model.CollectivityKindEPCI, Code: "E", Communes: 2}},
		Cases: []contribution.Case{{Beneficiaries: []int32{1, 2}, Offer: contribution.Membership, Scope: model.SubscriptionScopeMembers, From: model.NewDate(2026, 1, 1)}}}
	for i, inhabitants := range []int64{300, 900} {
		b := contribution.Body{Kind: model.CollectivityKindCommune, Code: string(rune('A' + i)), Values: make([]contribution.Value, len(f.Needs))}
		for n, need := range f.Needs {
			v := &inhabitants
			if need.Kind == model.BasisKindDeclared {
				v = figures[i]
			}
			if v != nil {
				d, err := model.NewDecimal(*v, 0)
				if err != nil {
					t.Fatal(err)
				}
				b.Values[n] = contribution.Value{Decimal: d, Known: true}
			}
		}
		f.Bodies = append(f.Bodies, b)
	}
	return &contribution.Compute(rules, f)[0]
}

// In a sum of members each is one commune, and is read in a grid at its own row and column; a column that nobody knows is an
// anomaly, and not 0.
func TestEachMember(t *testing.T) {
	t.Parallel()
	const each, total = "pooling: {aggregate: SUM_OF_MEMBERS}", "pooling: {aggregate: TOTAL_BASIS}"
	const perCommune = "parts: [{label: Part, basis: {kind: MEMBER_COMMUNES}, scale: {perUnit: {rate: 48}}}]"
	const twoBases = `parts: [{label: Grille, basis: {kind: POPULATION_MUNICIPAL}, scale: {matrix: {rows: [0, 500], columns: [0, 10], amounts: [[1, 20], [300, 4000]],
  columnBasis: {kind: DECLARED, indicator: VOLUME-GO}}}}]`
	few, many := int64(5), int64(50)
	for _, test := range []struct {
		parts, pooling, want string
		figures              []*int64
	}{
		{perCommune, each, "96.00", nil},
		{perCommune, total, "96.00", nil},
		{twoBases, each, "320.00", []*int64{&many, &few}},   // 300 inhabitants and 50: 20; 900 and 5: 300
		{twoBases, total, "4000.00", []*int64{&many, &few}}, // 1,200 inhabitants and 55
		{twoBases, each, "MISSING_BASIS", []*int64{&many, nil}},
		{twoBases, total, "MISSING_BASIS", []*int64{&many, nil}},
	} {
		if have := outcome(priced(t, ruleOf(t, test.parts, test.pooling), test.figures...)); have != test.want {
			t.Errorf("%s, %s: have %s, want %s", test.parts, test.pooling, have, test.want)
		}
	}
}
