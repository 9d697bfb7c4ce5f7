package contribution

import (
	"math"
	"math/big"
	"math/bits"

	"maillage/model"
)

// number is an exact rational number: c / 10^s where that fits, which is nearly always, else r. Whatever grows beyond 64
// bits goes on in r, so that no digit is ever lost.
type number struct {
	c int64
	s uint8
	r *big.Rat
}

var pow10 = func() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

func whole(n int64) number { return number{c: n} }

func of(d model.Decimal) number {
	c, s := d.Parts()
	return number{c: c, s: uint8(s)}
}

func ofPointer(d *model.Decimal) number {
	if d == nil {
		return number{}
	}
	return of(*d)
}

func euros(e model.Euro) number { return number{c: int64(e), s: 2} }

func (a number) rat() *big.Rat {
	if a.r != nil {
		return a.r
	}
	return big.NewRat(a.c, pow10[a.s])
}

func rational(r *big.Rat) number { return number{r: r} }

// scaled is c × 10^n, if it fits.
func scaled(c int64, n uint8) (int64, bool) {
	if n == 0 || c == 0 {
		return c, true
	}
	if int(n) >= len(pow10) {
		return 0, false
	}
	return product(c, pow10[n])
}

func product(a, b int64) (int64, bool) {
	negative := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > 1<<63-1 {
		return 0, false
	}
	if negative {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

// aligned gives both the larger scale.
func aligned(a, b number) (x, y int64, s uint8, ok bool) {
	if a.r != nil || b.r != nil {
		return 0, 0, 0, false
	}
	if a.s == b.s {
		return a.c, b.c, a.s, true
	}
	s = max(a.s, b.s)
	x, ok = scaled(a.c, s-a.s)
	if !ok {
		return 0, 0, 0, false
	}
	y, ok = scaled(b.c, s-b.s)
	return x, y, s, ok
}

func (a number) add(b number) number {
	if x, y, s, ok := aligned(a, b); ok {
		if sum := x + y; (sum > x) == (y > 0) && sum != math.MinInt64 { // whose opposite does not fit
			return number{c: sum, s: s}
		}
	}
	return rational(new(big.Rat).Add(a.rat(), b.rat()))
}

func (a number) neg() number {
	if a.r != nil {
		return rational(new(big.Rat).Neg(a.r))
	}
	return number{c: -a.c, s: a.s}
}

func (a number) sub(b number) number { return a.add(b.neg()) }

func (a number) mul(b number) number {
	if a.r == nil && b.r == nil && int(a.s)+int(b.s) < len(pow10) {
		if c, ok := product(a.c, b.c); ok {
			return number{c: c, s: a.s + b.s}
		}
	}
	return rational(new(big.Rat).Mul(a.rat(), b.rat()))
}

// slice is (a - from) × rate + below: what a slice adds to those below it.
func (a number) slice(from, rate, below number) number {
	if a.s == from.s && a.s+rate.s == below.s && a.r == nil && from.r == nil && rate.r == nil && below.r == nil {
		if c, ok := product(a.c-from.c, rate.c); ok && below.c >= 0 && c <= math.MaxInt64-below.c { // neither a nor from is negative
			return number{c: c + below.c, s: below.s}
		}
	}
	return a.sub(from).mul(rate).add(below)
}

// quo divides exactly; b must not be zero.
func (a number) quo(b number) number { return rational(new(big.Rat).Quo(a.rat(), b.rat())) }

func (a number) cmp(b number) int {
	if x, y, _, ok := aligned(a, b); ok {
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
	return a.rat().Cmp(b.rat())
}

func (a number) sign() int {
	if a.r != nil {
		return a.r.Sign()
	}
	switch {
	case a.c < 0:
		return -1
	case a.c > 0:
		return 1
	}
	return 0
}

func least(a, b number) number {
	if b.cmp(a) < 0 {
		return b
	}
	return a
}

func most(a, b number) number {
	if b.cmp(a) > 0 {
		return b
	}
	return a
}
