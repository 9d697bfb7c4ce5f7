package contribution_test

import (
	"math/big"

	"maillage/model"
)

// The naive evaluator: every scale in big fractions, written from the descriptions in the schema and from nothing else, with
// no care for speed. TestDifferential holds the engine to it.

func fraction(d model.Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		panic(d.String())
	}
	return r
}

func plus(a, b *big.Rat) *big.Rat  { return new(big.Rat).Add(a, b) }
func minus(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func times(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func over(a, b *big.Rat) *big.Rat  { return new(big.Rat).Quo(a, b) }
func units(n int64) *big.Rat       { return big.NewRat(n, 1) }

// step is a threshold and what it is worth.
type step struct{ from, worth *big.Rat }

// reached is the last step that a basis has reached, -1 where none is.
func reached(steps []step, base *big.Rat, bound *model.Bound) int {
	last := -1
	for i, s := range steps {
		if c := base.Cmp(s.from); c > 0 || c == 0 && (bound == nil || *bound == model.BoundLowerInclusive) {
			last = i
		}
	}
	return last
}

func amountSteps(in *model.AmountBracketsInput) (list []step) {
	for _, b := range in.Brackets {
		list = append(list, step{fraction(b.Threshold), fraction(b.Amount)})
	}
	return list
}

func rateSteps(in *model.RateBracketsInput) (list []step) {
	for _, b := range in.Brackets {
		list = append(list, step{fraction(b.Threshold), fraction(b.Rate)})
	}
	return list
}

// naive is what a scale gives at a basis, the steps that it has and the one reached.
func naive(in *model.ScaleInput, base, column *big.Rat) (amount *big.Rat, steps []step, at int) {
	amount, at = new(big.Rat), -1
	switch {
	case in.Flat != nil:
		amount = fraction(in.Flat.Amount)
	case in.PerUnit != nil:
		amount = times(base, fraction(in.PerUnit.Rate))
	case in.SingleAmount != nil:
		steps = amountSteps(in.SingleAmount)
		if at = reached(steps, base, in.SingleAmount.Bound); at >= 0 {
			amount = steps[at].worth
		}
	case in.MarginalRate != nil:
		steps = rateSteps(in.MarginalRate)
		at = reached(steps, base, in.MarginalRate.Bound)
		for i, s := range steps {
			end := base
			if i+1 < len(steps) && steps[i+1].from.Cmp(end) < 0 {
				end = steps[i+1].from
			}
			if end.Cmp(s.from) > 0 {
				amount = plus(amount, times(minus(end, s.from), s.worth))
			}
		}
	case in.MarginalAmount != nil:
		steps = amountSteps(in.MarginalAmount)
		at = reached(steps, base, in.MarginalAmount.Bound)
		for i := 0; i <= at; i++ {
			amount = plus(amount, steps[i].worth)
		}
	case in.LinearAverageRate != nil:
		steps = rateSteps(in.LinearAverageRate)
		if at = reached(steps, base, in.LinearAverageRate.Bound); at >= 0 {
			rate := steps[at].worth
			if at+1 < len(steps) {
				way := over(minus(base, steps[at].from), minus(steps[at+1].from, steps[at].from))
				rate = plus(rate, times(way, minus(steps[at+1].worth, rate)))
			}
			amount = times(base, rate)
		}
	case in.WholeRate != nil:
		steps = rateSteps(in.WholeRate)
		if at = reached(steps, base, in.WholeRate.Bound); at >= 0 {
			amount = times(base, steps[at].worth)
		}
	case in.Package != nil:
		rest := base
		if in.Package.Included != nil {
			rest = minus(base, fraction(*in.Package.Included))
		}
		if blocks := over(rest, fraction(in.Package.Size)); blocks.Sign() > 0 {
			n := new(big.Int).Quo(blocks.Num(), blocks.Denom())
			if !blocks.IsInt() {
				n.Add(n, big.NewInt(1))
			}
			amount = times(new(big.Rat).SetInt(n), fraction(in.Package.Amount))
		}
	case in.StepCoefficient != nil:
		for _, b := range in.StepCoefficient.Brackets {
			steps = append(steps, step{fraction(b.Threshold), fraction(b.Coefficient)})
		}
		if at = reached(steps, base, in.StepCoefficient.Bound); at >= 0 {
			amount = times(times(base, fraction(in.StepCoefficient.Rate)), steps[at].worth)
		}
	case in.Logarithmic != nil:
		amount = times(times(base, fraction(in.Logarithmic.Rate)), naiveCoefficient(in.Logarithmic, base))
	case in.Matrix != nil:
		var columns []step
		for _, d := range in.Matrix.Rows {
			steps = append(steps, step{from: fraction(*d)})
		}
		for _, d := range in.Matrix.Columns {
			columns = append(columns, step{from: fraction(*d)})
		}
		at = reached(steps, base, in.Matrix.Bound)
		if j := reached(columns, column, in.Matrix.Bound); at >= 0 && j >= 0 {
			amount = fraction(*in.Matrix.Amounts[at][j])
		}
	case in.Percentage != nil:
		counted := base
		if in.Percentage.Ceiling != nil && fraction(*in.Percentage.Ceiling).Cmp(base) < 0 {
			counted = fraction(*in.Percentage.Ceiling)
		}
		amount = times(counted, fraction(in.Percentage.Rate))
	}
	return amount, steps, at
}

// naiveCoefficient has the logarithm to 20 places, half up, as the engine promises.
func naiveCoefficient(in *model.LogarithmicInput, base *big.Rat) *big.Rat {
	from, upTo := fraction(in.From), fraction(in.UpTo)
	switch {
	case base.Cmp(from) <= 0:
		return fraction(in.Least)
	case base.Cmp(upTo) >= 0:
		return fraction(in.Most)
	}
	of, slope := naiveLog(over(upTo, from)), minus(fraction(in.Most), fraction(in.Least))
	if in.Slope != nil {
		of, slope = naiveLog(units(10)), fraction(*in.Slope)
	}
	share, _ := new(big.Float).Quo(naiveLog(over(base, from)), of).Rat(nil)
	rounded, _ := new(big.Rat).SetString(share.FloatString(20))
	return plus(fraction(in.Least), times(slope, rounded))
}

// naiveLog is a natural logarithm by square roots: ln x = 2^k ln x^(1/2^k), and near 1 by its series.
func naiveLog(r *big.Rat) *big.Float {
	const bits = 500
	y, scale := new(big.Float).SetPrec(bits).SetRat(r), int64(1)
	for range 40 {
		y.Sqrt(y)
		scale *= 2
	}
	z := y.Sub(y, big.NewFloat(1))
	sum, power := new(big.Float).SetPrec(bits), new(big.Float).SetPrec(bits).Set(z)
	for n := int64(1); n < 40; n++ {
		term := new(big.Float).SetPrec(bits).Quo(power, new(big.Float).SetInt64(n))
		if n%2 == 0 {
			term.Neg(term)
		}
		sum.Add(sum, term)
		power.Mul(power, z)
	}
	return sum.Mul(sum, new(big.Float).SetInt64(scale))
}
