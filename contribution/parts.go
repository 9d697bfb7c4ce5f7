package contribution

import "maillage/model"

// parts adds the summands of a rule: on the subscriber's basis or the total one, or on each member's.
func (x *pricing) parts(sum *tally, r *rule) (ok bool) {
	ok = true
	if x.scope != model.SubscriptionScopeOwn && r.pooling != nil {
		switch r.pooling.Aggregate {
		case model.PoolingAggregateSumOfMembers:
			return x.each(sum, r)
		case model.PoolingAggregateSumOfPreviousYear:
			return x.before(sum, r)
		}
	}
	for i := range r.parts {
		p := &r.parts[i]
		if !p.condition.holds(x) {
			continue
		}
		base, known := x.basis(p, r)
		column, too := x.column(p, nil)
		if ok = ok && known && too; !known || !too {
			continue
		}
		amount, bracket := p.scale.at(base, column)
		sum.add(Line{part: p, base: base, bracket: int32(bracket), about: -1}, amount)
	}
	return ok
}

// each adds what each member would owe by the parts of the rule (sum of f).
func (x *pricing) each(sum *tally, r *rule) (ok bool) {
	ok = true
	for i := range r.parts {
		p := &r.parts[i]
		if !p.condition.holds(x) {
			continue
		}
		for _, m := range x.c.Beneficiaries {
			if m == x.c.Subscriber {
				continue
			}
			base, known := x.own(p, &x.run.f.Bodies[m])
			column, too := x.column(p, &x.run.f.Bodies[m])
			if ok = ok && known && too; known && too {
				amount, bracket := p.scale.at(base, column)
				sum.add(Line{part: p, base: base, bracket: int32(bracket), about: m}, amount)
			}
		}
	}
	return ok
}

// paidBefore is the part that an EPCI owes in place of its members (sum of what they paid in the year before).
var paidBefore = perUnit{whole(1)}

func (x *pricing) before(sum *tally, r *rule) (ok bool) {
	ok = true
	p := &part{label: "Contribution de l'année précédente", kind: model.BasisKindPaidBefore, need: x.p.paid, across: -1, scale: paidBefore}
	for _, m := range x.c.Beneficiaries {
		if m == x.c.Subscriber {
			continue
		}
		base, known := x.value(p.need, &x.run.f.Bodies[m])
		if ok = ok && known; known {
			sum.add(Line{part: p, base: base, bracket: -1, about: m}, base)
		}
	}
	return ok
}
