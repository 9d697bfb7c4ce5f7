package contribution

import "maillage/model"

// parts adds the summands of a rule: on the subscriber's basis or the total one, or on each member's.
func (x *pricing) parts(sum *tally, r *rule) {
	each := false
	if !x.own && r.pooling != nil {
		if r.pooling.Aggregate == model.PoolingAggregateSumOfPreviousYear {
			x.each(sum, &x.run.p.paid)
			return
		}
		each = r.pooling.Aggregate == model.PoolingAggregateSumOfMembers
	}
	for i := range r.parts {
		p := &r.parts[i]
		switch {
		case p.condition != nil && !p.condition.holds(x):
		case each:
			x.each(sum, p)
		default:
			base, known := x.basis(p)
			column, too := x.column(p, nil)
			if known && too {
				amount, bracket := p.scale.at(base, column)
				if by := sum.change(amount); sum.noted != nil {
					sum.note(&Line{Amount: by, part: p, base: base, bracket: int32(bracket), about: nobody})
				}
			}
		}
	}
}

// each adds what each member would owe by a part of the rule (sum of f), or what it paid in the year before.
func (x *pricing) each(sum *tally, p *part) {
	for _, m := range x.c.Beneficiaries {
		if m == x.c.Subscriber {
			continue
		}
		base, known := x.alone(p, &x.run.f.Bodies[m])
		column, too := x.column(p, &x.run.f.Bodies[m])
		if known && too {
			amount, bracket := p.scale.at(base, column)
			sum.add(&Line{part: p, base: base, bracket: int32(bracket), about: m}, amount)
		}
	}
}
