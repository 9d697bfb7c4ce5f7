package contribution

import "maillage/model"

// drop ends the cases of communes that their EPCI's rule takes over: from the first day on which the EPCI pays, they owe
// nothing of their own (ADULLACT: never both).
func (r *run) drop() {
	x := &pricing{}
	for i := range r.f.Cases {
		c := &r.f.Cases[i]
		if len(c.Overlapped) == 0 {
			continue
		}
		x.begin(r, c)
		if rule, other := x.find(); rule == nil || other != nil || rule.pooling == nil || or(rule.pooling.AntiDoubleCharge, model.AntiDoubleChargeKeep) != model.AntiDoubleChargeDrop {
			continue
		}
		for _, own := range c.Overlapped {
			if to, already := r.cut[own]; !already || c.From < to {
				r.cut[own] = max(c.From, r.f.Cases[own].From)
			}
		}
	}
}

// credit deducts what communes pay alone for the same while their EPCI pays for them, never below 0.
func (x *pricing) credit(sum *tally, r *rule) {
	if r.pooling == nil || or(r.pooling.AntiDoubleCharge, model.AntiDoubleChargeKeep) != model.AntiDoubleChargeCredit {
		return
	}
	for _, own := range x.c.Overlapped {
		s := &x.run.statements[own]
		if !s.Priced || s.Total <= 0 {
			continue
		}
		together, alone := x.run.days(x.c, s.Case), x.run.days(s.Case, s.Case)
		if together <= 0 || alone <= 0 {
			continue
		}
		share := euros(s.Total).mul(whole(together)).quo(whole(alone))
		sum.add(Line{step: credited, about: s.Case.Subscriber}, least(share, sum.exact).neg())
	}
}

// days is for how many days of the year both cases hold.
func (r *run) days(a, b *Case) int64 {
	from, to := max(r.first, a.From, b.From), r.next
	for _, c := range []*Case{a, b} {
		if c.To != nil {
			to = min(to, *c.To)
		}
	}
	return int64(to - from)
}
