package contribution

import "maillage/model"

// period is the part of the year that a case is due for, as a fraction.
func (x *pricing) period(r *rule) (n, d int64) {
	from, to := max(x.run.first, x.c.From), x.run.next
	if x.c.To != nil {
		to = min(to, *x.c.To)
	}
	for i := range r.corrections {
		if c := &r.corrections[i]; c.kind == free && c.condition.holds(x) {
			from = max(from, c.until)
		}
	}
	if from >= to {
		return 0, 1
	}
	last := to - 1
	switch r.proration {
	case model.ProrationMonthsStarted:
		return int64(month(last) - month(from) + 1), 12
	case model.ProrationDays:
		return int64(to - from), int64(x.run.next - x.run.first)
	case model.ProrationHalfYears:
		return int64((month(last)-1)/6 - (month(from)-1)/6 + 1), 2
	case model.ProrationNextJanuary:
		if x.c.From > x.run.first {
			return 0, 1
		}
	}
	return 1, 1
}

func month(d model.Date) int { return int(d.Time().Month()) }

// outside is the outcome of a case that owes nothing for its part of the year: free on purpose, or not in the year at all.
func (x *pricing) outside(r *rule) model.ContributionOutcome {
	in := x.c.From < x.run.next && (x.c.To == nil || *x.c.To > x.run.first)
	if in {
		return model.ContributionOutcomeExempt
	}
	return model.ContributionOutcomeNotApplicable
}
