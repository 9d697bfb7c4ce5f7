package contribution

import (
	"fmt"
	"slices"

	"maillage/model"
)

// grid is a printed grid made ready: each line is a bracket that is worth an amount, or a rate of the whole basis.
type grid struct {
	b     *brackets
	rated []bool // the line has a rate
	known []bool // the line has its figure: where one has not, nothing can be computed
}

func (g *grid) add(from number, row *model.PrintedRowInput) {
	value := ofPointer(row.Amount)
	if row.Rate != nil {
		value = of(*row.Rate)
	}
	g.b.thresholds, g.b.values = append(g.b.thresholds, from), append(g.b.values, value)
	g.rated = append(g.rated, row.Rate != nil)
	g.known = append(g.known, row.Amount != nil || row.Rate != nil)
}

// printedScale is the scale of a printed grid, nil where it is refused or a figure is missing.
func printedScale(in *model.PrintedGridInput) scale {
	g, err := printed(in)
	if err != nil || slices.Contains(g.known, false) {
		return nil
	}
	if or(in.Reading, model.GridReadingStratum) == model.GridReadingSlices {
		return marginalOf(g.b)
	}
	return *g
}

func (g grid) brackets() *brackets { return g.b }

func (g grid) at(base, _ number) (number, int) {
	v, i := g.b.value(base)
	if i >= 0 && g.rated[i] {
		v = base.mul(v)
	}
	return v, i
}

func (g grid) words(base, _ number) string {
	v, i := g.b.value(base)
	if i >= 0 && g.rated[i] {
		return fmt.Sprintf("strate %s : %s × %s", g.b.label(i), french(base), price(v))
	}
	return fmt.Sprintf("%s : strate %s, forfait de %s", french(base), g.b.label(i), price(v))
}
