package contribution_test

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"maillage/contribution"
	"maillage/model"
)

var term = regexp.MustCompile(`^([0-9 ,]+)(?: € \(tranches jusqu'à [0-9 ,]+\))?(?: × ([0-9 ,]+) €)?$`)

// The words are the computation: worked out again from the text, "a × b + c × d = e" is true, and e is the line.
func TestProperty_Words(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := draws{rt}
		part := &model.RulePartInput{Label: "Part", Basis: declaredBasis("X"), Scale: &model.ScaleInput{MarginalRate: d.rates("brackets")}}
		if d.maybe("per unit") {
			part.Scale = &model.ScaleInput{PerUnit: &model.PerUnitInput{Rate: d.number("rate", 99_999, 5)}}
		}
		r := ruleWith(part)
		r.Rounding = &model.RoundingInput{Unit: new(rapid.SampledFrom(model.AllRoundingUnit).Draw(rt, "unit")), Mode: new(rapid.SampledFrom(model.AllRoundingMode).Draw(rt, "mode"))}
		s := contribution.Compute(drafts(r), factsOf(d.number("base", 9_999_999, 2), model.Decimal{}))[0]
		l := s.Lines()[0]
		words := strings.NewReplacer("\u202f", "", "\u00a0", " ").Replace(l.Explanation())
		left, right, ok := strings.Cut(words, " = ")
		if !ok {
			rt.Fatalf("no equation: %s", words)
		}
		if strings.HasPrefix(words, "assiette de ") {
			return // no bracket is reached
		}
		sum := new(big.Rat)
		for text := range strings.SplitSeq(left, " + ") {
			m := term.FindStringSubmatch(text)
			if m == nil {
				rt.Fatalf("%q of %q", text, words)
			}
			product := french(m[1])
			if m[2] != "" {
				product.Mul(product, french(m[2]))
			}
			sum.Add(sum, product)
		}
		exact, rounded, many := strings.Cut(right, ", arrondi à ")
		if !many {
			rounded = exact
		}
		if french(strings.TrimSuffix(exact, " €")).Cmp(sum) != 0 {
			rt.Fatalf("%s: it is %s", words, sum.RatString())
		}
		if french(strings.TrimSuffix(rounded, " €")).Cmp(big.NewRat(int64(l.Amount), 100)) != 0 {
			rt.Fatalf("%s: the line is of %s", words, l.Amount)
		}
	})
}

func french(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(strings.ReplaceAll(strings.ReplaceAll(s, ",", "."), " ", ""))
	if !ok {
		panic(s)
	}
	return r
}
