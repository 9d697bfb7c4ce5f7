package contribution

import (
	"fmt"

	"maillage/model"
)

// Scale turns a basis into an amount.
type Scale struct{ scale }

// scale is one kind of formula. at gives the exact amount of a basis, and the place of the bracket reached, -1 where there are
// none; words tells the same computation in French. column is the second basis of a matrix and means nothing to the others.
type scale interface {
	at(base, column number) (amount number, bracket int)
	words(base, column number) string
	brackets() *brackets // nil where there are none
}

// kinds are the formulas, each with what its input is made into. Exactly one is chosen; Validate says so otherwise.
func scaleOf(in *model.ScaleInput) scale {
	switch {
	case in == nil:
		return nil
	case in.Flat != nil:
		return flat{of(in.Flat.Amount)}
	case in.PerUnit != nil:
		return perUnit{of(in.PerUnit.Rate)}
	case in.SingleAmount != nil:
		return singleAmount{amountBrackets(in.SingleAmount)}
	case in.MarginalRate != nil:
		return marginalOf(rateBrackets(in.MarginalRate))
	case in.MarginalAmount != nil:
		return cumulated(amountBrackets(in.MarginalAmount))
	case in.LinearAverageRate != nil:
		return linearAverageRate{rateBrackets(in.LinearAverageRate)}
	case in.WholeRate != nil:
		return wholeRate{rateBrackets(in.WholeRate)}
	case in.Package != nil:
		return pack{of(in.Package.Size), of(in.Package.Amount), ofPointer(in.Package.Included)}
	case in.StepCoefficient != nil:
		return stepOf(in.StepCoefficient)
	case in.Logarithmic != nil:
		return logarithmicOf(in.Logarithmic)
	case in.Matrix != nil:
		return matrixOf(in.Matrix)
	case in.Percentage != nil:
		return percentageOf(in.Percentage)
	}
	return nil
}

// NewScale makes a scale of its input; all its faults are told at once.
func NewScale(in *model.ScaleInput) (Scale, error) {
	var faults model.Errors
	checkScale(&faults, "scale", in)
	if err := faults.Err(); err != nil {
		return Scale{}, err
	}
	return Scale{scaleOf(in)}, nil
}

// Point is the scale at one basis. A negative basis, or an amount beyond MaxEuro, is INVALID.
func (s Scale) Point(base model.Decimal) (*model.ScalePoint, error) {
	if base.Sign() < 0 {
		return nil, model.Invalid("", "the basis %s is negative: a basis counts something, give 0 or more", base)
	}
	b := of(base)
	v, bracket := s.at(b, number{})
	amount, ok := halfUp.of(v)
	if !ok {
		return nil, model.Invalid("", "at the basis %s the amount is beyond %s euros: check the rates and the basis", base, MaxEuro)
	}
	return &model.ScalePoint{Base: base, Value: v.plain(), Amount: amount, Bracket: label(s.brackets(), bracket),
		Explanation: s.words(b, number{}) + " = " + told(v)}, nil
}

// told writes an exact amount, and to the cent where it has more decimals.
func told(v number) string {
	e, _ := halfUp.of(v)
	if euros(e).cmp(v) == 0 {
		return money(e)
	}
	return french(v) + ", arrondi à " + money(e)
}

// flat is a fixed amount (forfait).
type flat struct{ amount number }

func (f flat) at(number, number) (number, int) { return f.amount, -1 }
func (f flat) words(number, number) string     { return "forfait de " + price(f.amount) }
func (flat) brackets() *brackets               { return nil }

// perUnit is a rate for each unit (tarif à l'unité).
type perUnit struct{ rate number }

func (p perUnit) at(base, _ number) (number, int) { return base.mul(p.rate), -1 }
func (p perUnit) words(base, _ number) string     { return french(base) + " × " + price(p.rate) }
func (perUnit) brackets() *brackets               { return nil }

// pack is a price for each block begun (prix par lot entamé); what is included costs nothing.
type pack struct{ size, amount, included number }

func (p pack) at(base, _ number) (number, int) { return p.blocks(base).mul(p.amount), -1 }
func (pack) brackets() *brackets               { return nil }

func (p pack) blocks(base number) number {
	rest := base.sub(p.included)
	if rest.sign() <= 0 {
		return number{}
	}
	if a, b, _, ok := aligned(rest, p.size); ok {
		n := a / b
		if a%b != 0 {
			n++
		}
		return whole(n)
	}
	return rational(ceiling(rest.quo(p.size).rat()))
}

func (p pack) words(base, _ number) string {
	s := fmt.Sprintf("%s lots entamés de %s × %s", french(p.blocks(base)), french(p.size), price(p.amount))
	if p.included.sign() > 0 {
		s += fmt.Sprintf(" au-delà de %s", french(p.included))
	}
	return s
}
