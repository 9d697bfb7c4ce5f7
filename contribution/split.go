package contribution

import (
	"math/big"
	"slices"
	"strings"

	"maillage/model"
)

// weight is what one of several gets its share by; code decides between equals.
type weight struct {
	code string
	by   number
}

// splitBy shares an amount out by weights so that the parts make the whole to the cent: each gets its share rounded down, and
// the cents that are left go to the largest remainders, between equal ones to the smallest code. Where all weights are 0 the
// shares are equal.
func splitBy(total model.Euro, weights []weight) []model.Euro {
	out := make([]model.Euro, len(weights))
	if len(weights) == 0 {
		return out
	}
	sum := number{}
	for _, w := range weights {
		sum = sum.add(w.by)
	}
	if sum.sign() <= 0 {
		equal := slices.Clone(weights)
		for i := range equal {
			equal[i].by = whole(1)
		}
		return splitBy(total, equal)
	}
	sign := model.Euro(1)
	if total < 0 {
		sign, total = -1, -total
	}
	type rest struct {
		i int
		r *big.Rat
	}
	rests := make([]rest, len(weights))
	left := total
	for i, w := range weights {
		share := new(big.Rat).Mul(big.NewRat(int64(total), 1), new(big.Rat).Quo(w.by.rat(), sum.rat()))
		floor := new(big.Int).Quo(share.Num(), share.Denom())
		out[i] = model.Euro(floor.Int64())
		left -= out[i]
		rests[i] = rest{i, share.Sub(share, new(big.Rat).SetInt(floor))}
	}
	slices.SortFunc(rests, func(a, b rest) int {
		if c := b.r.Cmp(a.r); c != 0 {
			return c
		}
		return strings.Compare(weights[a.i].code, weights[b.i].code)
	})
	for i := range rests[:left] {
		out[rests[i].i]++
	}
	for i := range out {
		out[i] *= sign
	}
	return out
}
