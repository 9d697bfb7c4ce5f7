package contribution

import (
	"fmt"
	"math/big"
	"sort"

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
	reached := func(t number) bool {
		c := base.cmp(t)
		return c > 0 || c == 0 && !upper
	}
	if len(thresholds) <= 8 { // as nearly all are: the walk is quicker than the search
		n := 0
		for n < len(thresholds) && reached(thresholds[n]) {
			n++
		}
		return n - 1
	}
	return sort.Search(len(thresholds), func(i int) bool { return !reached(thresholds[i]) }) - 1
}

// value is that of the bracket in which a basis lies, 0 below the first.
func (b *brackets) value(base number) (number, int) {
	i := b.find(base)
	if i < 0 {
		return number{}, i
	}
	return b.values[i], i
}

// slices calls f for each bracket that a basis reaches into, with the width of its part there.
func (b *brackets) slices(base number, f func(i int, width number)) {
	for i, t := range b.thresholds {
		if base.cmp(t) <= 0 {
			return
		}
		width := base.sub(t)
		if i+1 < len(b.thresholds) {
			width = least(width, b.thresholds[i+1].sub(t))
		}
		f(i, width)
	}
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
