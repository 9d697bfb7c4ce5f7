package contribution_test

import (
	"encoding/json"
	"flag"
	"math/big"
	"math/rand/v2"
	"slices"
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

// random makes scales.
type random struct{ *rand.Rand }

// decimal has up to so many digits, of which as many as one likes are decimals if there are to be some.
func (g random) decimal(digits, decimals int) model.Decimal {
	n := 1 + g.IntN(digits)
	limit := int64(1)
	for range n {
		limit *= 10
	}
	places := 0
	if decimals > 0 && g.IntN(3) > 0 {
		places = g.IntN(digits + 1)
	}
	d, err := model.NewDecimal(g.Int64N(limit), places)
	if err != nil {
		panic(err)
	}
	return d
}

// figure is mostly of a size that occurs.
func (g random) figure() model.Decimal {
	switch g.IntN(4) {
	case 0:
		return g.decimal(18, 1)
	case 1:
		return g.decimal(9, 1)
	default:
		return g.decimal(5, 1)
	}
}

func (g random) positive() model.Decimal {
	for {
		if d := g.figure(); d.Sign() > 0 {
			return d
		}
	}
}

// rising are thresholds, the first one often 0.
func (g random) rising() (list []model.Decimal) {
	if g.IntN(2) == 0 {
		list = append(list, model.Decimal{})
	}
	for range 1 + g.IntN(12) {
		list = append(list, g.figure())
	}
	slices.SortFunc(list, model.Decimal.Cmp)
	return slices.CompactFunc(list, func(a, b model.Decimal) bool { return a.Cmp(b) == 0 })
}

func (g random) bound() *model.Bound {
	return []*model.Bound{nil, new(model.BoundLowerInclusive), new(model.BoundUpperInclusive)}[g.IntN(3)]
}

func (g random) amounts() *model.AmountBracketsInput {
	in := &model.AmountBracketsInput{Bound: g.bound()}
	for _, t := range g.rising() {
		in.Brackets = append(in.Brackets, &model.AmountBracketInput{Threshold: t, Amount: g.figure()})
	}
	return in
}

func (g random) rates() *model.RateBracketsInput {
	in := &model.RateBracketsInput{Bound: g.bound()}
	for _, t := range g.rising() {
		in.Brackets = append(in.Brackets, &model.RateBracketInput{Threshold: t, Rate: g.figure()})
	}
	return in
}

func (g random) scale() *model.ScaleInput {
	switch g.IntN(12) {
	case 0:
		return &model.ScaleInput{Flat: &model.FlatInput{Amount: g.figure()}}
	case 1:
		return &model.ScaleInput{PerUnit: &model.PerUnitInput{Rate: g.figure()}}
	case 2:
		return &model.ScaleInput{SingleAmount: g.amounts()}
	case 3:
		return &model.ScaleInput{MarginalRate: g.rates()}
	case 4:
		return &model.ScaleInput{MarginalAmount: g.amounts()}
	case 5:
		return &model.ScaleInput{LinearAverageRate: g.rates()}
	case 6:
		return &model.ScaleInput{WholeRate: g.rates()}
	case 7:
		in := &model.PackageInput{Size: g.positive(), Amount: g.figure()}
		if g.IntN(2) == 0 {
			in.Included = new(g.figure())
		}
		return &model.ScaleInput{Package: in}
	case 8:
		in := &model.StepCoefficientInput{Rate: g.figure(), Bound: g.bound()}
		for _, t := range g.rising() {
			in.Brackets = append(in.Brackets, &model.CoefficientBracketInput{Threshold: t, Coefficient: g.figure()})
		}
		return &model.ScaleInput{StepCoefficient: in}
	case 9:
		return &model.ScaleInput{Logarithmic: g.logarithmic()}
	case 10:
		in := &model.MatrixInput{Bound: g.bound()}
		for _, t := range g.rising() {
			in.Rows = append(in.Rows, &t)
			in.Amounts = append(in.Amounts, nil)
		}
		for _, t := range g.rising() {
			in.Columns = append(in.Columns, &t)
			for i := range in.Amounts {
				in.Amounts[i] = append(in.Amounts[i], new(g.figure()))
			}
		}
		return &model.ScaleInput{Matrix: in}
	default:
		in := &model.PercentageInput{Rate: model.MustDecimal("0." + strings.Repeat("0", g.IntN(5)) + "1234567890123"[:1+g.IntN(13)])}
		if g.IntN(2) == 0 {
			in.Ceiling = new(g.positive())
		}
		return &model.ScaleInput{Percentage: in}
	}
}

func (g random) logarithmic() *model.LogarithmicInput {
	for {
		in := &model.LogarithmicInput{Rate: g.figure(), From: g.positive(), UpTo: g.positive(), Least: g.figure(), Most: g.figure()}
		if in.UpTo.Cmp(in.From) > 0 && in.Most.Cmp(in.Least) >= 0 {
			return in
		}
	}
}

// base is often on a threshold of the scale, or a hair beside it.
func (g random) base(in *model.ScaleInput) model.Decimal {
	_, steps, _ := naive(in, new(big.Rat), new(big.Rat))
	if len(steps) == 0 || g.IntN(2) == 0 {
		return g.figure()
	}
	at := steps[g.IntN(len(steps))].from
	for _, beside := range []*big.Rat{big.NewRat(int64(g.IntN(3)-1), 1), big.NewRat(int64(g.IntN(3)-1), 1000), new(big.Rat)} {
		if d, err := model.ParseDecimal(naivePrinted(plus(at, beside))); err == nil && d.Sign() >= 0 && g.IntN(3) > 0 {
			return d
		}
	}
	return g.figure()
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

// naiveLabel tells a bracket in French.
func naiveLabel(in *model.ScaleInput, steps []step, at int) string {
	b, _ := json.Marshal(in)
	from, upTo := "à partir de ", "moins de "
	if strings.Contains(string(b), `"UPPER_INCLUSIVE"`) {
		from, upTo = "plus de ", "jusqu'à "
	}
	switch {
	case at < 0:
		return upTo + inFrench(steps[0].from)
	case at+1 == len(steps):
		return from + inFrench(steps[at].from)
	}
	return from + inFrench(steps[at].from) + ", " + upTo + inFrench(steps[at+1].from)
}

func inFrench(r *big.Rat) string {
	whole, decimals, _ := strings.Cut(naivePrinted(r), ".")
	s := ""
	for len(whole) > 3 {
		whole, s = whole[:len(whole)-3], "\u202f"+whole[len(whole)-3:]+s
	}
	if s = whole + s; decimals != "" {
		s += "," + decimals
	}
	return s
}
