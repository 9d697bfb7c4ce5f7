package contribution

import (
	"fmt"
	"math/big"

	"maillage/model"
)

// brackets are rising thresholds with a value each: an amount, a rate or a coefficient. Thresholds, never ranges: what begins
// at one ends at the next, so that there is neither hole nor overlap.
type brackets struct {
	thresholds []number
	values     []number
	upper      bool // a basis equal to a threshold is still in the bracket below
}

func amountBrackets(in *model.AmountBracketsInput) *brackets {
	b := &brackets{upper: or(in.Bound, model.BoundLowerInclusive) == model.BoundUpperInclusive}
	for _, x := range in.Brackets {
		b.thresholds, b.values = append(b.thresholds, of(x.Threshold)), append(b.values, of(x.Amount))
	}
	return b
}

func rateBrackets(in *model.RateBracketsInput) *brackets {
	b := &brackets{upper: or(in.Bound, model.BoundLowerInclusive) == model.BoundUpperInclusive}
	for _, x := range in.Brackets {
		b.thresholds, b.values = append(b.thresholds, of(x.Threshold)), append(b.values, of(x.Rate))
	}
	return b
}

// find is the place of the bracket in which a basis lies, -1 below the first.
func (b *brackets) find(base number) int { return find(b.thresholds, base, b.upper) }

func find(thresholds []number, base number, upper bool) int {
	low, high := 0, len(thresholds)
	for low < high {
		middle := int(uint(low+high) / 2)
		if c := base.cmp(thresholds[middle]); c > 0 || c == 0 && !upper {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low - 1
}

// value is that of the bracket in which a basis lies, 0 below the first.
func (b *brackets) value(base number) (number, int) {
	i := b.find(base)
	if i < 0 {
		return number{}, i
	}
	return b.values[i], i
}

// width is how much of a basis lies in a bracket that it reaches.
func (b *brackets) width(i int, base number) number {
	if i+1 < len(b.thresholds) {
		base = least(base, b.thresholds[i+1])
	}
	return base.sub(b.thresholds[i])
}

// label tells the bracket in words, nil where there are none.
func label(b *brackets, i int) *string {
	if b == nil {
		return nil
	}
	s := b.label(i)
	return &s
}

func (b *brackets) label(i int) string {
	in, out := "à partir de", "moins de"
	if b.upper {
		in, out = "plus de", "jusqu'à"
	}
	switch {
	case len(b.thresholds) == 0:
		return "toute assiette"
	case i < 0:
		return fmt.Sprintf("%s %s", out, french(b.thresholds[0]))
	case i+1 == len(b.thresholds):
		return fmt.Sprintf("%s %s", in, french(b.thresholds[i]))
	default:
		return fmt.Sprintf("%s %s, %s %s", in, french(b.thresholds[i]), out, french(b.thresholds[i+1]))
	}
}

// ceiling is the least whole number that is not below r.
func ceiling(r *big.Rat) *big.Rat {
	q, rest := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	return new(big.Rat).SetInt(q)
}
