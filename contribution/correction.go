package contribution

import (
	"maillage/model"
)

// correction is a change of the amount made ready: its kind, and its number.
type correction struct {
	label     string
	kind      correctionKind
	value     number
	until     model.Date
	words     string
	least     *number // share of the communes that must benefit
	condition *condition
}

type correctionKind int

const (
	byFactor correctionKind = iota
	byIndex
	byDiscount
	inFirstYear
	free
	exempt
	toFloor
	toCap
)

// correctionOf makes a correction ready. A floor or a cap between two amounts that the rule's rounding can give is the next one
// above or below: rounding does not break it.
func correctionOf(in *model.CorrectionInput, r rounding) correction {
	c := correction{label: in.Label, least: bound(in.WhenMemberShareAtLeast)}
	c.condition, _ = conditionOf(in.Condition)
	switch {
	case in.Coefficient != nil:
		c.kind, c.value = byFactor, of(*in.Coefficient)
	case in.Index != nil:
		c.kind, c.value, c.words = byIndex, of(in.Index.Value).quo(of(in.Index.Base)), in.Index.Name+" "+french(of(in.Index.Value))+" / "+french(of(in.Index.Base))
	case in.Discount != nil:
		c.kind, c.value = byDiscount, of(in.Discount.Rate)
	case in.FirstYear != nil:
		c.kind, c.value = inFirstYear, of(in.FirstYear.Factor)
	case in.FreeUntil != nil:
		c.kind, c.until = free, *in.FreeUntil
	case in.Exemption != nil:
		c.kind, c.words = exempt, in.Exemption.Reason
	case in.Floor != nil:
		c.kind, c.value, c.words = toFloor, r.towards(model.RoundingModeUp, in.Floor.Amount), "plancher de "+price(of(in.Floor.Amount))
	case in.Cap != nil:
		c.kind, c.value, c.words = toCap, r.towards(model.RoundingModeDown, in.Cap.Amount), "plafond de "+price(of(in.Cap.Amount))
	}
	return c
}

// applies tells whether the correction is made in a case.
func (c *correction) applies(x *pricing) bool {
	if c.least != nil && !x.covers(*c.least) {
		return false
	}
	if c.kind == inFirstYear && x.c.From.Year() != x.run.f.Year {
		return false
	}
	return c.condition.holds(x)
}

// to is the amount after the correction.
func (c *correction) to(amount number) number {
	switch c.kind {
	case byFactor, byIndex, inFirstYear:
		return amount.mul(c.value)
	case byDiscount:
		return amount.sub(amount.mul(c.value))
	case exempt:
		return number{}
	case toFloor:
		return most(amount, c.value)
	case toCap:
		return least(amount, c.value)
	}
	return amount
}

// explain tells the correction of an amount in words.
func (c *correction) explain(amount number) string {
	switch c.kind {
	case byFactor:
		return told(amount) + " × " + french(c.value)
	case byIndex:
		return told(amount) + " × " + c.words
	case inFirstYear:
		return "première année : " + told(amount) + " × " + french(c.value)
	case byDiscount:
		return "remise de " + percent(c.value) + " sur " + told(amount)
	case exempt:
		return "exonération : " + c.words
	}
	return c.words
}
