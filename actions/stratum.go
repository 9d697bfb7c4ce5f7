package actions

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"

	"maillage/contribution"
	"maillage/model"
)

// strata are the demographic strata of the DGCL, lower bounds in (CGCT L2334-3); the population is the municipal one here.
var strata = []int64{0, 500, 1000, 2000, 3500, 5000, 7500, 10000, 15000, 20000, 35000, 50000, 75000, 100000, 200000}

// stratumOf is the place of a body's stratum, the one after the last where nobody knows its population.
func stratumOf(b *contribution.Body) (at int, known bool) {
	if b.Inhabitants == nil {
		return len(strata), false
	}
	n, _ := b.Inhabitants.Parts()
	for at = len(strata) - 1; at > 0 && n < strata[at]; at-- {
	}
	return at, n > 0
}

func stratumLabel(at int) string {
	switch {
	case at == len(strata):
		return "population inconnue"
	case at == len(strata)-1:
		return fmt.Sprintf("%d habitants et plus", strata[at])
	}
	return fmt.Sprintf("de %d à %d habitants", strata[at], strata[at+1]-1)
}

// ratio is a number by inhabitant, exact.
type ratio struct{ n, of int64 }

// perInhabitant is a number by inhabitant of a body that has some.
func perInhabitant(b *contribution.Body, n int) ratio {
	inhabitants, _ := b.Inhabitants.Parts()
	return ratio{int64(n), inhabitants}
}

func (a ratio) compare(b ratio) int { return cmp.Compare(a.n*b.of, b.n*a.of) }

// median of some ratios, between the two in the middle where their number is even.
func median(list []ratio) ratio {
	slices.SortFunc(list, ratio.compare)
	upper := list[len(list)/2]
	if len(list)%2 == 1 {
		return upper
	}
	lower := list[len(list)/2-1]
	return ratio{lower.n*upper.of + upper.n*lower.of, 2 * lower.of * upper.of}
}

// decimal is the ratio to four decimals, rounded half up.
func (a ratio) decimal() *model.Decimal {
	d, err := model.ParseDecimal(big.NewRat(a.n, a.of).FloatString(4))
	if err != nil {
		return nil
	}
	return &d
}

func times(n int64, d model.Decimal) model.Decimal {
	c, scale := d.Parts()
	product, _ := model.NewDecimal(n*c, scale)
	return product
}

// serviceCodes are the codes of the catalogue by key.
func (a *Actions) serviceCodes(ctx context.Context) (map[model.OfferID]string, error) {
	codes, _, err := a.DB.OfferContents(ctx, model.Today(a.Now()))
	return codes, err
}
