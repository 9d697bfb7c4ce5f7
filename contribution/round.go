package contribution

import (
	"math/big"

	"maillage/model"
)

// rounding is how a rule rounds: to 10^unit cents, one way.
type rounding struct {
	unit  uint8
	mode  model.RoundingMode
	total bool // on the total, not on each line
}

// MaxEuro is the largest amount that is computed, in cents: what goes beyond is a mistake in the rule or in a basis.
const MaxEuro = model.Euro(1e17)

func roundingOf(in *model.RoundingInput) rounding {
	r := halfUp
	if in == nil {
		return r
	}
	switch or(in.Unit, model.RoundingUnitCent) {
	case model.RoundingUnitDecime:
		r.unit = 1
	case model.RoundingUnitEuro:
		r.unit = 2
	}
	r.mode = or(in.Mode, model.RoundingModeHalfUp)
	r.total = or(in.At, model.RoundingPlaceLine) == model.RoundingPlaceTotal
	return r
}

var halfUp = rounding{mode: model.RoundingModeHalfUp}

// of rounds once; ok is false beyond MaxEuro.
func (r *rounding) of(a number) (e model.Euro, ok bool) {
	if a.r != nil {
		return r.big(a.r)
	}
	c, places := a.c, int8(2)-int8(a.s) // those that the amount has beyond the number
	if drop := int8(r.unit) - places; drop > 0 {
		q := shortened(c, drop)
		rest := c - q*pow10[drop]
		if rest != 0 && r.away(sign(c), q, half(magnitude(rest), uint64(pow10[drop]))) {
			q += int64(sign(c))
		}
		c, places = q, int8(r.unit)
	}
	c, ok = scaled(c, uint8(places))
	return model.Euro(c), ok && magnitude(c) <= uint64(MaxEuro)
}

// shortened is c / 10^n, without the rest. To divide by what is known beforehand is several times as quick.
func shortened(c int64, n int8) int64 {
	switch n {
	case 1:
		return c / 10
	case 2:
		return c / 100
	case 3:
		return c / 1000
	case 4:
		return c / 10_000
	}
	return c / pow10[n]
}

// towards is an amount that the rounding can give, the next one in a direction; an amount beyond MaxEuro stays as it is.
func (r rounding) towards(mode model.RoundingMode, d model.Decimal) number {
	r.mode = mode
	if e, ok := r.of(of(d)); ok {
		return euros(e)
	}
	return of(d)
}

func (r *rounding) big(a *big.Rat) (model.Euro, bool) {
	num := new(big.Int).Mul(a.Num(), big.NewInt(100))
	den := new(big.Int).Mul(a.Denom(), big.NewInt(pow10[r.unit]))
	q, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	if rest.Sign() != 0 {
		twice := new(big.Int).Lsh(new(big.Int).Abs(rest), 1)
		if r.away(num.Sign(), int64(q.Bit(0)), twice.Cmp(den)) {
			q.Add(q, big.NewInt(int64(num.Sign())))
		}
	}
	q.Mul(q, big.NewInt(pow10[r.unit]))
	if !q.IsInt64() || magnitude(q.Int64()) > uint64(MaxEuro) {
		return 0, false
	}
	return model.Euro(q.Int64()), true
}

// away tells whether what lies beyond q goes away from zero; half compares it with one half.
func (r *rounding) away(sign int, q int64, half int) bool {
	switch r.mode {
	case model.RoundingModeDown:
		return false
	case model.RoundingModeUp:
		return sign != 0
	case model.RoundingModeHalfEven:
		return half > 0 || half == 0 && q%2 != 0
	default:
		return half >= 0
	}
}

func half(rest, den uint64) int {
	switch twice := rest * 2; {
	case twice < den:
		return -1
	case twice > den:
		return 1
	}
	return 0
}

func sign(n int64) int { return number{c: n}.sign() }

// Ratio is a / b to so many decimals, rounded half up; nil where b is 0.
func Ratio(a, b model.Euro, decimals int) *model.Decimal {
	if b == 0 {
		return nil
	}
	d, err := model.ParseDecimal(big.NewRat(int64(a), int64(b)).FloatString(decimals))
	if err != nil {
		return nil
	}
	return &d
}
