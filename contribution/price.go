package contribution

import "fmt"

// price fills the statement of a case: its rule, its parts, its corrections, its part of the year, what is deducted.
func (x *pricing) price(s *Statement) {
	*s = Statement{Case: x.c, run: x.run}
	found, other := x.find()
	switch {
	case other != nil:
		s.trouble(Anomaly{SeveralRules, fmt.Sprintf("%s (%s) is priced by %s and by %s: withdraw one, or narrow what it applies to",
			x.subscriber.Name, x.subscriber.Code, found.Code, other.Code), "", x.subscriber})
		return
	case found == nil:
		s.outcome = notApplicable
		s.trouble(Anomaly{NoRule, fmt.Sprintf("no rule in force in %d prices %s for %s (%s), %s", x.run.f.Year, x.c.Offer, x.subscriber.Name, x.subscriber.Code, x.c.Scope), "", x.subscriber})
		return
	}
	x.anomalies = nil // those of rules that turned out not to apply
	s.rule, s.Priced = found, true
	if x.apply(s, found); x.anomalies != nil {
		s.outcome = due
		s.trouble(x.anomalies...)
	}
}

// find is the rule that prices a case, and another one where two would. A draft prevails over what is in force: it is there to
// be tried.
func (x *pricing) find() (found, other *rule) {
	for _, r := range x.offered().rules {
		switch {
		case !r.addresses(x):
		case found == nil || found.ID != 0 && r.ID == 0:
			found, other = r, nil
		case found.ID == 0 && r.ID != 0:
		default:
			other = r
		}
	}
	return found, other
}

// apply is the recipe: parts, corrections, part of the year, what is deducted, rounding. What keeps it from being followed is
// an anomaly.
func (x *pricing) apply(s *Statement, r *rule) {
	n, d := x.period(r)
	if n == 0 {
		s.outcome = x.outside()
		return
	}
	if r.keys != nil {
		return // an envelope is split when all weights are known
	}
	sum := &x.sum
	*sum = tally{rounding: &r.rounding, noted: sum.noted}
	x.parts(sum, r)
	for i := range r.corrections {
		c := &r.corrections[i]
		if c.kind == free || !c.applies(x) {
			continue
		}
		before := sum.exact()
		sum.add(&Line{step: corrected, correction: c, base: before, about: nobody}, c.to(before).sub(before))
		if c.kind == exempt {
			s.outcome = exempted
			break // nothing is due, whatever comes after
		}
	}
	if n != d {
		before := sum.exact()
		sum.add(&Line{step: prorated, base: before, about: nobody}, before.mul(whole(n)).quo(whole(d)).sub(before))
	}
	x.credit(sum, r)
	s.Total = sum.close(x)
}
