package contribution_test

import (
	"encoding/json"
	"math/big"
	"strings"

	"maillage/model"
)

// naiveCents rounds to a unit of so many cents; nil beyond the largest amount.
func naiveCents(amount *big.Rat, unit model.RoundingUnit, mode model.RoundingMode) *big.Int {
	cents := map[model.RoundingUnit]int64{model.RoundingUnitCent: 1, model.RoundingUnitDecime: 10, model.RoundingUnitEuro: 100}[unit]
	size := new(big.Rat).Abs(times(amount, big.NewRat(100, cents)))
	n := new(big.Int).Quo(size.Num(), size.Denom())
	rest := minus(size, new(big.Rat).SetInt(n))
	up := false
	switch c := rest.Cmp(big.NewRat(1, 2)); mode {
	case model.RoundingModeHalfUp:
		up = c >= 0
	case model.RoundingModeHalfEven:
		up = c > 0 || c == 0 && n.Bit(0) == 1
	case model.RoundingModeUp:
		up = rest.Sign() > 0
	}
	if up {
		n.Add(n, big.NewInt(1))
	}
	n.Mul(n, big.NewInt(cents*int64(amount.Sign())))
	if n.CmpAbs(big.NewInt(1e17)) > 0 {
		return nil
	}
	return n
}

// naivePrinted is a number as it is to be printed: exact where it has an end, which is where its denominator is made of twos
// and fives, else to 18 places.
func naivePrinted(r *big.Rat) string {
	rest, places := new(big.Int).Set(r.Denom()), 0
	for _, prime := range []*big.Int{big.NewInt(2), big.NewInt(5)} {
		n := 0
		for q, m := new(big.Int), new(big.Int); ; n++ {
			if q.QuoRem(rest, prime, m); m.Sign() != 0 {
				break
			}
			rest.Set(q)
		}
		places = max(places, n)
	}
	if rest.Cmp(big.NewInt(1)) != 0 {
		places = 18
	}
	s := r.FloatString(places)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// naiveLabel tells a bracket in French.
func naiveLabel(in *model.ScaleInput, steps []step, at int) string {
	b, _ := json.Marshal(in)
	from, upTo := "à partir de ", "moins de "
	if strings.Contains(string(b), `"UPPER_INCLUSIVE"`) {
		from, upTo = "plus de ", "jusqu'à "
	}
	switch {
	case at < 0:
		return upTo + inFrench(steps[0].from)
	case at+1 == len(steps):
		return from + inFrench(steps[at].from)
	}
	return from + inFrench(steps[at].from) + ", " + upTo + inFrench(steps[at+1].from)
}

func inFrench(r *big.Rat) string {
	whole, decimals, _ := strings.Cut(naivePrinted(r), ".")
	s := ""
	for len(whole) > 3 {
		whole, s = whole[:len(whole)-3], "\u202f"+whole[len(whole)-3:]+s
	}
	if s = whole + s; decimals != "" {
		s += "," + decimals
	}
	return s
}
