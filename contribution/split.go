package contribution

import (
	"cmp"
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

// Weight is what somebody gets a share by.
type Weight struct {
	Code string
	By   int64
}

// Split shares an amount out by weights, as splitBy does.
func Split(total model.Euro, by []Weight) []model.Euro {
	list := make([]weight, len(by))
	for i, w := range by {
		list[i] = weight{w.Code, whole(w.By)}
	}
	return splitBy(total, list)
}

// Percent is so many hundredths of an amount, rounded half up to the cent; nothing where that is beyond MaxEuro.
func Percent(whole model.Euro, percent model.Decimal) model.Euro {
	hundredths := new(big.Rat).Mul(euros(whole).rat(), of(percent).rat())
	e, _ := halfUp.of(rational(hundredths.Quo(hundredths, big.NewRat(100, 1))))
	return e
}

// splitBy shares an amount out by weights so that the parts make the whole to the cent: each gets its share rounded down, and
// the cents that are left go to the largest remainders, between equal ones to the smallest code. What weighs less than nothing
// weighs nothing; where all weights are 0 the shares are equal.
func splitBy(total model.Euro, weights []weight) []model.Euro {
	out := make([]model.Euro, len(weights))
	switch len(weights) {
	case 0:
		return out
	case 1:
		out[0] = total
		return out
	}
	whole, sum := commensurate(weights)
	sign := model.Euro(1)
	if total < 0 {
		sign, total = -1, -total
	}
	left, rests, order := total, make([]*big.Int, len(weights)), make([]int, len(weights))
	for i, w := range whole {
		share, rest := new(big.Int).QuoRem(w.Mul(w, big.NewInt(int64(total))), sum, new(big.Int))
		out[i], rests[i], order[i] = model.Euro(share.Int64()), rest, i
		left -= out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(rests[b].Cmp(rests[a]), strings.Compare(weights[a].code, weights[b].code))
	})
	for _, i := range order[:left] {
		out[i]++
	}
	for i := range out {
		out[i] *= sign
	}
	return out
}

// commensurate gives weights as whole numbers in the same proportion, and their sum, above 0.
func commensurate(weights []weight) (list []*big.Int, sum *big.Int) {
	common, one := big.NewInt(1), big.NewInt(1)
	for _, w := range weights {
		if d := w.by.rat().Denom(); d.Cmp(one) != 0 && new(big.Int).Rem(common, d).Sign() != 0 {
			common.Mul(common, new(big.Int).Quo(d, new(big.Int).GCD(nil, nil, common, d)))
		}
	}
	list, sum = make([]*big.Int, len(weights)), new(big.Int)
	for i, w := range weights {
		r := w.by.rat()
		if list[i] = new(big.Int); r.Sign() > 0 {
			list[i].Mul(r.Num(), new(big.Int).Quo(common, r.Denom()))
		}
		sum.Add(sum, list[i])
	}
	if sum.Sign() == 0 {
		for i := range list {
			list[i].SetInt64(1)
		}
		sum.SetInt64(int64(len(list)))
	}
	return list, sum
}
