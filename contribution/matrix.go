package contribution

import (
	"fmt"

	"maillage/model"
)

// matrix is an amount read at a row and a column (grille à double entrée); outside of the grid it is 0.
type matrix struct {
	rows, columns *brackets
	amounts       [][]number
	across        *model.BasisInput
}

func matrixOf(in *model.MatrixInput) matrix {
	upper := or(in.Bound, model.BoundLowerInclusive) == model.BoundUpperInclusive
	m := matrix{rows: thresholdsOf(in.Rows, upper), columns: thresholdsOf(in.Columns, upper), across: in.ColumnBasis}
	if m.across == nil {
		m.across = &model.BasisInput{Kind: model.BasisKindMemberCommunes}
	}
	for _, row := range in.Amounts {
		m.amounts = append(m.amounts, numbers(row))
	}
	return m
}

func thresholdsOf(list []*model.Decimal, upper bool) *brackets {
	b := &brackets{thresholds: numbers(list), upper: upper}
	return b.ready()
}

func numbers(list []*model.Decimal) []number {
	out := make([]number, len(list))
	for i, d := range list {
		out[i] = ofPointer(d)
	}
	return out
}

func (m matrix) brackets() *brackets { return m.rows }

func (m matrix) at(base, column number) (number, int) {
	i, j := m.rows.find(base), m.columns.find(column)
	if i < 0 || j < 0 {
		return number{}, i
	}
	return m.amounts[i][j], i
}

func (m matrix) words(base, column number) string {
	v, i := m.at(base, column)
	return fmt.Sprintf("ligne %s (%s), colonne %s (%s) : %s", french(base), m.rows.label(i), french(column), m.columns.label(m.columns.find(column)), price(v))
}

// percentage is a share of the basis, up to a ceiling of the basis (pourcentage plafonné).
type percentage struct {
	rate    number
	ceiling *number
}

func percentageOf(in *model.PercentageInput) percentage {
	p := percentage{rate: of(in.Rate)}
	if in.Ceiling != nil {
		c := of(*in.Ceiling)
		p.ceiling = &c
	}
	return p
}

func (percentage) brackets() *brackets { return nil }

func (p percentage) counted(base number) number {
	if p.ceiling == nil {
		return base
	}
	return least(base, *p.ceiling)
}

func (p percentage) at(base, _ number) (number, int) { return p.counted(base).mul(p.rate), -1 }

func (p percentage) words(base, _ number) string {
	s := percent(p.rate) + " de " + price(p.counted(base))
	if p.ceiling != nil && base.cmp(*p.ceiling) > 0 {
		s += " (assiette plafonnée)"
	}
	return s
}
