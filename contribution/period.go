package contribution

import (
	"math/bits"
	"time"

	"maillage/model"
)

// interval is from a day to another, half-open.
type interval struct{ from, to model.Date }

// days is how long it is, 0 where it ends before it begins.
func (s interval) days() int64 { return int64(max(s.to-s.from, 0)) }

func (s interval) and(t interval) interval { return interval{max(s.from, t.from), min(s.to, t.to)} }

// lasts is the part of the year in which a case lasts.
func (r *run) lasts(c *Case) interval {
	s := interval{max(r.first, c.From), r.next}
	if c.To != nil {
		s.to = min(s.to, *c.To)
	}
	return s
}

// due is the part of the year that a rule prices: after a free launch, and with the next January where it says so.
func (x *pricing) due(r *rule) interval {
	s := x.run.lasts(x.c)
	for i := range r.corrections {
		if c := &r.corrections[i]; c.kind == free && c.applies(x) {
			s.from = max(s.from, c.until)
		}
	}
	if r.proration == model.ProrationNextJanuary && x.c.From > x.run.first {
		s.to = s.from
	}
	return s
}

// billed is what is paid for by that: whole days, months, half-years or the year begun.
func (x *pricing) billed(r *rule) interval {
	s := x.due(r)
	if s.days() == 0 {
		return s
	}
	unit := 12
	switch r.proration {
	case model.ProrationDays:
		return s
	case model.ProrationMonthsStarted:
		unit = 1
	case model.ProrationHalfYears:
		unit = 6
	}
	before := func(d model.Date) int { return (month(d) - 1) / unit * unit }
	return interval{x.run.day(before(s.from)), x.run.day(before(s.to-1) + unit)}
}

// day is the first day after so many months of the year.
func (r *run) day(months int) model.Date { return model.NewDate(r.f.Year, time.Month(1+months), 1) }

// period is the part of the year that a case is due for, as a fraction; what another pays for is left out.
func (x *pricing) period(r *rule) (n, d int64) {
	due := x.due(r)
	if r.proration == model.ProrationNone && len(x.run.taken) == 0 && due.days() > 0 {
		return 1, 1
	}
	var days, months int64
	begin := due.from
	count := func(end model.Date) {
		s := interval{begin, min(end, due.to)}
		days += s.days()
		if r.proration == model.ProrationMonthsStarted || r.proration == model.ProrationHalfYears {
			months |= begun(s)
		}
	}
	for _, t := range x.run.taken[x.c] {
		count(t.from)
		begin = max(begin, t.to)
	}
	count(due.to)
	switch {
	case days == 0:
		return 0, 1
	case r.proration == model.ProrationMonthsStarted:
		return int64(bits.OnesCount64(uint64(months))), 12
	case r.proration == model.ProrationHalfYears:
		return min(months&0b111111, 1) + min(months>>6, 1), 2
	case r.proration == model.ProrationDays:
		return days, int64(x.run.next - x.run.first)
	}
	return 1, 1
}

// begun are the months in which days of a span lie, a bit for each.
func begun(s interval) (bits int64) {
	if s.days() > 0 {
		for m := month(s.from); m <= month(s.to-1); m++ {
			bits |= 1 << (m - 1)
		}
	}
	return bits
}

func month(d model.Date) int { return int(d.Time().Month()) }

// outside is the outcome of a case that owes nothing for its part of the year: not in the year at all, or paid for by another;
// else free on purpose.
func (x *pricing) outside() outcome {
	if x.run.lasts(x.c).days() == 0 || len(x.run.taken[x.c]) > 0 {
		return notApplicable
	}
	return exempted
}
