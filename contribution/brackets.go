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
	upper      bool    // a basis equal to a threshold is still in the bracket below
	whole      []int64 // the thresholds, where all are whole numbers, as nearly all are
}

// ready keeps the thresholds as whole numbers, where they are.
func (b *brackets) ready() *brackets {
	for _, t := range b.thresholds {
		if t.s == 0 && t.r == nil {
			b.whole = append(b.whole, t.c)
		}
	}
	return b
}

func amountBrackets(in *model.AmountBracketsInput) *brackets {
	b := &brackets{upper: or(in.Bound, model.BoundLowerInclusive) == model.BoundUpperInclusive}
	for _, x := range in.Brackets {
		b.thresholds, b.values = append(b.thresholds, of(x.Threshold)), append(b.values, of(x.Amount))
	}
	return b.ready()
}

func rateBrackets(in *model.RateBracketsInput) *brackets {
	b := &brackets{upper: or(in.Bound, model.BoundLowerInclusive) == model.BoundUpperInclusive}
	for _, x := range in.Brackets {
		b.thresholds, b.values = append(b.thresholds, of(x.Threshold)), append(b.values, of(x.Rate))
	}
	return b.ready()
}

// find is the place of the bracket in which a basis lies, -1 below the first.
func (b *brackets) find(base number) int {
	if base.s == 0 && base.r == nil && len(b.whole) == len(b.thresholds) {
		c := base.c
		if b.upper {
			c--
		}
		if len(b.whole) > 8 {
			return sort.Search(len(b.whole), func(i int) bool { return b.whole[i] > c }) - 1
		}
		n := 0
		for n < len(b.whole) && b.whole[n] <= c {
			n++
		}
		return n - 1
	}
	return sort.Search(len(b.thresholds), func(i int) bool {
		c := base.cmp(b.thresholds[i])
		return c < 0 || c == 0 && b.upper
	}) - 1
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
