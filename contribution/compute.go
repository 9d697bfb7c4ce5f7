package contribution

import (
	"fmt"

	"maillage/model"
)

// run is one computation over a set of cases.
type run struct {
	p          *program
	f          *Facts
	first      model.Date // 1 January of the year
	next       model.Date // 1 January of the next
	statements []Statement
	lines      []Line // of one slab; a new one is begun when it is full
	cut        map[int32]model.Date
	envelopes  map[*rule]number
	places     map[*Body]int32
}

// slab is how many lines are made room for at a time.
const slab = 16 << 10

// Compute prices a set of cases by the rules that may apply to them, in the order of the cases. It takes the whole set, since
// an envelope is split between all, and what a commune pays alone counts in what its EPCI owes. The same rules and facts give
// the same statements, whatever the order of the cases.
func Compute(rules []Published, f *Facts) []Statement {
	return newRun(rules, f).compute()
}

func newRun(rules []Published, f *Facts) *run {
	return &run{p: compile(rules, f.Year, f.Needs), f: f, first: model.NewDate(f.Year, 1, 1), next: model.NewDate(f.Year+1, 1, 1),
		statements: make([]Statement, len(f.Cases)), cut: map[int32]model.Date{}, envelopes: map[*rule]number{}}
}

func (r *run) compute() []Statement {
	r.drop()
	x := &pricing{}
	for _, pooled := range []bool{false, true} { // what communes pay alone comes first: it may be deducted from what their EPCI owes
		for i := range r.f.Cases {
			if c := &r.f.Cases[i]; (c.Scope != model.SubscriptionScopeOwn) == pooled {
				x.begin(r, c)
				if to, dropped := r.cut[int32(i)]; dropped {
					shorter := *c
					shorter.To = &to
					x.c = &shorter
				}
				x.price(&r.statements[i])
			}
		}
	}
	for _, rule := range r.p.rules {
		if rule.keys != nil {
			r.split(rule)
		}
	}
	return r.statements
}

// price fills the statement of a case: its rule, its parts, its corrections, its part of the year, what is deducted.
func (x *pricing) price(s *Statement) {
	*s = Statement{Case: x.c, run: x.run, Outcome: model.ContributionOutcomeNotApplicable}
	found, other := x.find()
	if other != nil {
		x.anomalies = append(x.anomalies, Anomaly{SeveralRules, fmt.Sprintf("%s (%s) is priced by %s and by %s: withdraw one, or narrow what it applies to",
			x.subscriber.Name, x.subscriber.Code, found.Code, other.Code), "", x.subscriber})
		s.Anomalies = x.anomalies
		return
	}
	if found == nil {
		s.Anomalies = []Anomaly{{NoRule, fmt.Sprintf("no rule in force in %d prices %s for %s (%s), %s", x.p.year, x.c.Offer, x.subscriber.Name, x.subscriber.Code, x.scope), "", x.subscriber}}
		return
	}
	s.rule = found
	begin := len(x.run.room())
	done := x.apply(s, found)
	s.Lines = x.run.lines[begin:len(x.run.lines):len(x.run.lines)]
	s.Anomalies = x.anomalies
	if s.Priced = done; !done {
		s.Outcome, s.Total = model.ContributionOutcomeDue, 0
	}
}

// find is the rule that prices a case, and another one where two would. A draft prevails over what is in force: it is there to
// be tried.
func (x *pricing) find() (found, other *rule) {
	for _, r := range x.p.byOffer[x.c.Offer] {
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

// room makes sure that the lines of a case stand in one slab.
func (r *run) room() []Line {
	if cap(r.lines)-len(r.lines) < 256 {
		r.lines = make([]Line, 0, slab)
	}
	return r.lines
}

// apply is the recipe: parts, corrections, part of the year, what is deducted, rounding.
func (x *pricing) apply(s *Statement, r *rule) bool {
	if r.keys != nil { // an envelope is split when all weights are known
		s.Outcome = model.ContributionOutcomeDue
		return true
	}
	n, d := x.period(r)
	if n == 0 {
		s.Outcome = x.outside(r)
		return true
	}
	s.Outcome = model.ContributionOutcomeDue
	sum := tally{x: x, s: s, rounding: r.rounding}
	if !x.parts(&sum, r) {
		return false
	}
	for i := range r.corrections {
		c := &r.corrections[i]
		if c.kind == free || !c.applies(x) {
			continue
		}
		before := sum.exact
		sum.add(Line{step: corrected, correction: c, base: before, about: -1}, c.to(before).sub(before))
		if c.kind == exempt {
			s.Outcome = model.ContributionOutcomeExempt
		}
	}
	if n != d {
		before := sum.exact
		sum.add(Line{step: prorated, base: before, about: -1}, before.mul(whole(n)).quo(whole(d)).sub(before))
	}
	x.credit(&sum, r)
	return sum.close()
}

// tally adds lines up: exactly, and rounded as the rule says.
type tally struct {
	x        *pricing
	s        *Statement
	rounding rounding
	exact    number
	lines    model.Euro // sum of the lines
	large    bool
}

// add enters a line that changes the amount by so much; one that changes nothing is left out, unless it is a summand.
func (t *tally) add(l Line, by number) {
	round := t.rounding
	if round.total {
		round = halfUp
	}
	amount, ok := round.of(by)
	if !ok {
		t.large = true
		return
	}
	if t.rounding.total {
		t.exact = t.exact.add(by)
	} else {
		t.exact = t.exact.add(euros(amount))
	}
	if amount == 0 && l.step != summand {
		return
	}
	l.Amount, l.run, l.of = amount, t.x.run, t.s
	t.lines += amount
	t.x.run.lines = append(t.x.run.lines, l)
}

// close rounds the total and tells the difference to the lines.
func (t *tally) close() bool {
	total := t.lines
	if t.rounding.total && !t.large {
		var ok bool
		if total, ok = t.rounding.of(t.exact); !ok {
			t.large = true
		} else if total != t.lines {
			t.x.run.lines = append(t.x.run.lines, Line{step: rounded, Amount: total - t.lines, about: -1, run: t.x.run, of: t.s})
		}
	}
	if t.large || total > MaxEuro || total < -MaxEuro {
		b := t.x.subscriber
		t.x.anomalies = append(t.x.anomalies, Anomaly{TooLarge, fmt.Sprintf("the contribution of %s (%s) is beyond %s euros: check the rates and the bases", b.Name, b.Code, MaxEuro), "", b})
		return false
	}
	t.s.Total = total
	return true
}
