package contribution_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"

	"maillage/model"
)

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
