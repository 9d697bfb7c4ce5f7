package contribution

import (
	"fmt"
	"math/big"

	"maillage/model"
)

// stepCoefficient is a value per unit, times the coefficient of the bracket reached (coefficient par strate).
type stepCoefficient struct {
	rate number
	b    *brackets
}

func stepOf(in *model.StepCoefficientInput) stepCoefficient {
	b := &brackets{upper: or(in.Bound, model.BoundLowerInclusive) == model.BoundUpperInclusive}
	for _, x := range in.Brackets {
		b.thresholds, b.values = append(b.thresholds, of(x.Threshold)), append(b.values, of(x.Coefficient))
	}
	return stepCoefficient{of(in.Rate), b.ready()}
}

func (s stepCoefficient) brackets() *brackets { return s.b }
func (s stepCoefficient) at(base, _ number) (number, int) {
	v, i := s.b.value(base)
	return base.mul(s.rate).mul(v), i
}
func (s stepCoefficient) words(base, _ number) string {
	v, i := s.b.value(base)
	return fmt.Sprintf("%s × %s × coefficient %s (strate %s)", french(base), price(s.rate), french(v), s.b.label(i))
}

// logarithmic is a value per unit, times a coefficient between two bounds that grows with the logarithm of the basis: CGCT
// R2334-3. The logarithm has no end, so the coefficient is its decimal of 20 places, rounded half up: the same everywhere.
type logarithmic struct {
	rate, from, upTo, least, most number
	span                          *big.Float // log(upTo / from)
	slope                         *number    // of the decimal logarithm, where the text rounds it
}

func logarithmicOf(in *model.LogarithmicInput) logarithmic {
	l := logarithmic{rate: of(in.Rate), from: of(in.From), upTo: of(in.UpTo), least: of(in.Least), most: of(in.Most), slope: bound(in.Slope)}
	if l.from.sign() > 0 && l.upTo.cmp(l.from) > 0 {
		l.span = logarithm(l.upTo.quo(l.from).rat())
	}
	return l
}

func (logarithmic) brackets() *brackets { return nil }
func (l logarithmic) at(base, _ number) (number, int) {
	return base.mul(l.rate).mul(l.coefficient(base)), -1
}

func (l logarithmic) coefficient(base number) number {
	switch {
	case base.cmp(l.from) <= 0:
		return l.least
	case base.cmp(l.upTo) >= 0:
		return l.most
	}
	if l.slope != nil {
		return l.least.add(l.slope.mul(l.share(base, ln10)))
	}
	return l.least.add(l.most.sub(l.least).mul(l.share(base, l.span)))
}

// share is the logarithm of base / from, as a share of another logarithm.
func (l logarithmic) share(base number, of *big.Float) number {
	exact, _ := new(big.Float).Quo(logarithm(base.quo(l.from).rat()), of).Rat(nil)
	return rational(places(exact, 20))
}

func (l logarithmic) words(base, _ number) string {
	return fmt.Sprintf("%s × %s × coefficient %s", french(base), price(l.rate), french(l.coefficient(base)))
}

// precision is that of logarithms, in bits: far more than 20 places, so that their last one is right.
const precision = 160

// logarithm is the natural logarithm of a number above 0. With x = m × 2^k and m between 3/4 and 3/2,
// ln x = k ln 2 + 2 artanh((m-1)/(m+1)).
func logarithm(r *big.Rat) *big.Float {
	x := new(big.Float).SetPrec(precision).SetRat(r)
	k := x.MantExp(x) // x is now from 1/2 to 1
	if threeQuarters := big.NewFloat(0.75); x.Cmp(threeQuarters) < 0 {
		x.Mul(x, big.NewFloat(2))
		k--
	}
	sum := artanhOf(x)
	return sum.Add(sum, new(big.Float).SetPrec(precision).Mul(ln2, new(big.Float).SetInt64(int64(k))))
}

// artanhOf is 2 artanh((m-1)/(m+1)) as the series 2 (z + z³/3 + z⁵/5 + …).
func artanhOf(m *big.Float) *big.Float {
	one := big.NewFloat(1)
	z := new(big.Float).SetPrec(precision).Quo(new(big.Float).SetPrec(precision).Sub(m, one), new(big.Float).SetPrec(precision).Add(m, one))
	square := new(big.Float).SetPrec(precision).Mul(z, z)
	sum, power := new(big.Float).SetPrec(precision), new(big.Float).SetPrec(precision).Set(z)
	for n := int64(1); power.Sign() != 0 && power.MantExp(nil) > -precision; n += 2 {
		sum.Add(sum, new(big.Float).SetPrec(precision).Quo(power, new(big.Float).SetInt64(n)))
		power.Mul(power, square)
	}
	return sum.Mul(sum, big.NewFloat(2))
}

// ln2 is 2 artanh(1/3).
var ln2 = artanhOf(new(big.Float).SetPrec(precision).SetInt64(2))

var ln10 = logarithm(big.NewRat(10, 1))

// places rounds half up to so many decimals.
func places(r *big.Rat, n int) *big.Rat {
	out, _ := new(big.Rat).SetString(r.FloatString(n))
	return out
}
