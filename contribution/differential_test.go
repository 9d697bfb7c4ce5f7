package contribution_test

import (
	"encoding/json"
	"flag"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/contribution"
	"maillage/model"
)

var pairs = flag.Int("pairs", 20_000, "how many pairs of a scale and a basis TestDifferential compares")

// basesOfScale is how many bases are tried with each scale.
const basesOfScale = 10

// Over random scales of all kinds, with numbers of up to 18 digits, and bases on and around their thresholds, the engine gives
// what the naive evaluator gives: the exact number, also as it is printed, the bracket reached, and the amount by every way of rounding.
func TestDifferential(t *testing.T) {
	t.Parallel()
	g := random{rand.New(rand.NewPCG(2026, 1))}
	beyond, kinds := 0, map[string]int{}
	for range *pairs / basesOfScale {
		in := g.scale()
		kind, _ := json.Marshal(in)
		kinds[strings.SplitN(string(kind), `"`, 3)[1]]++
		s, err := contribution.NewScale(in)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for range basesOfScale {
			base, column := g.base(in), g.decimal(6, 1)
			want, steps, at := naive(in, fraction(base), new(big.Rat))
			p, err := s.Point(base)
			cents := naiveCents(want, model.RoundingUnitCent, model.RoundingModeHalfUp)
			switch {
			case cents == nil:
				if beyond++; err == nil {
					t.Fatalf("%s at %s: %v euros are beyond what is computed", kind, base, p.Amount)
				}
			case err != nil:
				t.Fatalf("%s at %s: %v", kind, base, err)
			case p.Value != naivePrinted(want):
				t.Fatalf("%s at %s: have %s, want %s", kind, base, p.Value, naivePrinted(want))
			case cents.Cmp(big.NewInt(int64(p.Amount))) != 0:
				t.Fatalf("%s at %s: have %s euros, want %s cents of %s", kind, base, p.Amount, cents, p.Value)
			case (p.Bracket == nil) != (steps == nil) || steps != nil && *p.Bracket != naiveLabel(in, steps, at):
				t.Fatalf("%s at %s: have the bracket %v, want %s", kind, base, *p.Bracket, naiveLabel(in, steps, at))
			}
			g.compute(t, in, base, column)
		}
	}
	if len(kinds) != 12 && *pairs >= 10_000 {
		t.Errorf("only %v were tried", kinds)
	}
	t.Logf("%d scales, %d pairs, %d of them beyond the largest amount: %v", *pairs/basesOfScale, *pairs, beyond, kinds)
}

// compute prices the basis by a rule of that scale, rounded in some way.
func (g random) compute(t *testing.T, in *model.ScaleInput, base, column model.Decimal) {
	t.Helper()
	unit := model.AllRoundingUnit[g.IntN(len(model.AllRoundingUnit))]
	mode := model.AllRoundingMode[g.IntN(len(model.AllRoundingMode))]
	at := model.AllRoundingPlace[g.IntN(len(model.AllRoundingPlace))]
	if in.Matrix != nil {
		in.Matrix.ColumnBasis = declaredBasis("Y")
	}
	r := ruleWith(&model.RulePartInput{Label: "p", Basis: declaredBasis("X"), Scale: in})
	r.Rounding = &model.RoundingInput{Unit: &unit, Mode: &mode, At: &at}
	s := contribution.Compute([]contribution.Published{{Rule: r}}, factsOf(base, column))[0]
	want, _, _ := naive(in, fraction(base), fraction(column))
	cents := naiveCents(want, unit, mode)
	if cents == nil || naiveCents(want, model.RoundingUnitCent, model.RoundingModeHalfUp) == nil {
		if s.Priced || s.Anomalies()[0].Code != contribution.TooLarge {
			t.Fatalf("%s at %s: %s cents are beyond what is computed", contribution.Encode(r), base, cents)
		}
		return
	}
	if !s.Priced || cents.Cmp(big.NewInt(int64(s.Total))) != 0 {
		t.Fatalf("%s at %s: have %s %v, want %s cents, %s %s", contribution.Encode(r), base, s.Total, s.Anomalies(), cents, unit, mode)
	}
	sum := model.Euro(0)
	for _, l := range s.Lines() {
		sum += l.Amount
	}
	if sum != s.Total {
		t.Fatalf("%s at %s: the lines make %s, the total is %s", contribution.Encode(r), base, sum, s.Total)
	}
}

func declaredBasis(name string) *model.BasisInput {
	return &model.BasisInput{Kind: model.BasisKindDeclared, Indicator: &name}
}

func ruleWith(parts ...*model.RulePartInput) *contribution.Rule {
	bundle := "B"
	return &contribution.Rule{Code: "RULE", Name: "Rule", Offer: &model.RuleOfferInput{Bundle: &bundle}, ValidFrom: model.NewDate(2026, 1, 1), Parts: parts}
}

// factsOf is a world of one commune with two declared values, X and Y.
func factsOf(x, y model.Decimal) *contribution.Facts {
	return &contribution.Facts{Year: 2026, Needs: []contribution.Need{{Kind: model.BasisKindDeclared, Year: 2026, Indicator: "X"}, {Kind: model.BasisKindDeclared, Year: 2026, Indicator: "Y"}},
		Bodies: []contribution.Body{{ID: 1, Code: "1", Name: "Un", Kind: model.CollectivityKindCommune, Values: []contribution.Value{{Decimal: x, Known: true}, {Decimal: y, Known: true}}}},
		Cases:  []contribution.Case{{Beneficiaries: []int32{0}, Offer: "B", Scope: model.SubscriptionScopeOwn, From: model.NewDate(2026, 1, 1)}}}
}
