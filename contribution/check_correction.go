package contribution

import (
	"maillage/model"
)

// checkCorrection holds a correction to exactly one kind, within its bounds.
func checkCorrection(faults *model.Errors, path string, c *model.CorrectionInput) {
	checkLabel(faults, path, c.Label)
	checkCondition(faults, path+".condition", c.Condition)
	kinds := 0
	for _, given := range []bool{c.Coefficient != nil, c.Index != nil, c.Discount != nil, c.FirstYear != nil, c.FreeUntil != nil, c.Exemption != nil, c.Floor != nil, c.Cap != nil} {
		if given {
			kinds++
		}
	}
	if kinds != 1 {
		faults.Add("", model.Invalid(path, "a correction is exactly one of coefficient, index, discount, firstYear, freeUntil, exemption, floor, cap; %d are given", kinds))
	}
	if c.Coefficient != nil {
		notNegative(faults, path+".coefficient", *c.Coefficient)
	}
	if c.Index != nil {
		notNegative(faults, path+".index.value", c.Index.Value)
		if c.Index.Base.Sign() <= 0 {
			faults.Add("", model.Invalid(path+".index.base", "the index of the base year is %s: it must be above 0", c.Index.Base))
		}
	}
	if c.Discount != nil {
		checkShare(faults, path+".discount.rate", c.Discount.Rate)
	}
	if c.FirstYear != nil {
		notNegative(faults, path+".firstYear.factor", c.FirstYear.Factor)
	}
	if c.Exemption != nil && c.Exemption.Reason == "" {
		faults.Add("", model.Invalid(path+".exemption.reason", "an exemption says why: give the reason"))
	}
	for name, a := range map[string]*model.AmountInput{"floor": c.Floor, "cap": c.Cap} {
		if a != nil {
			notNegative(faults, path+"."+name+".amount", a.Amount)
		}
	}
	if c.WhenMemberShareAtLeast != nil {
		checkShare(faults, path+".whenMemberShareAtLeast", *c.WhenMemberShareAtLeast)
	}
}

func checkShare(faults *model.Errors, path string, d model.Decimal) {
	if d.Sign() < 0 || of(d).cmp(whole(1)) > 0 {
		faults.Add("", model.Invalid(path, "%s is not a share: give a number from 0 to 1, 0.10 for 10 %%", d))
	}
}
