package contribution

import (
	"fmt"

	"maillage/model"
)

// run is one computation over a set of cases.
type run struct {
	p           *program
	f           *Facts
	first, next model.Date // 1 January of the year, and of the next
	statements  []Statement
	lines       []Line               // of one slab; a new one is begun when it is full
	taken       map[*Case][]interval // when another pays for a case
	credited    map[*Case]model.Euro
	envelopes   map[*rule]number
	places      map[*Body]int32
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
		statements: make([]Statement, len(f.Cases)), taken: map[*Case][]interval{}, credited: map[*Case]model.Euro{}, envelopes: map[*rule]number{}}
}

// compute prices first what is split, then what communes pay alone: both may be deducted from what their EPCI owes.
func (r *run) compute() []Statement {
	r.drop()
	x := &pricing{run: r}
	if r.p.splits {
		r.split(x)
	}
	var pooled []int32
	for i := range r.f.Cases {
		if s := &r.statements[i]; s.run == nil {
			if x.begin(&r.f.Cases[i]); x.own {
				x.price(s)
			} else {
				pooled = append(pooled, int32(i))
			}
		}
	}
	r.inOrder(pooled)
	for _, i := range pooled {
		x.begin(&r.f.Cases[i])
		x.price(&r.statements[i])
	}
	return r.statements
}

// price fills the statement of a case: its rule, its parts, its corrections, its part of the year, what is deducted.
func (x *pricing) price(s *Statement) {
	*s = Statement{Case: x.c, run: x.run, Outcome: model.ContributionOutcomeDue}
	found, other := x.find()
	switch {
	case other != nil:
		x.anomalies = []Anomaly{{SeveralRules, fmt.Sprintf("%s (%s) is priced by %s and by %s: withdraw one, or narrow what it applies to",
			x.subscriber.Name, x.subscriber.Code, found.Code, other.Code), "", x.subscriber}}
	case found == nil:
		s.Outcome = model.ContributionOutcomeNotApplicable
		x.anomalies = []Anomaly{{NoRule, fmt.Sprintf("no rule in force in %d prices %s for %s (%s), %s", x.run.f.Year, x.c.Offer, x.subscriber.Name, x.subscriber.Code, x.c.Scope), "", x.subscriber}}
	default:
		s.rule, x.anomalies = found, nil
		begin := len(x.run.room())
		x.apply(s, found)
		s.Lines = x.run.lines[begin:len(x.run.lines):len(x.run.lines)]
		s.Priced = x.anomalies == nil
	}
	if s.Anomalies = x.anomalies; !s.Priced {
		s.Total = 0
	}
}

// find is the rule that prices a case, and another one where two would. A draft prevails over what is in force: it is there to
// be tried.
func (x *pricing) find() (found, other *rule) {
	for _, r := range x.run.p.byOffer[x.c.Offer] {
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
	if cap(r.lines)-len(r.lines) < 32 {
		r.lines = make([]Line, 0, min(64+2*len(r.f.Cases), slab))
	}
	return r.lines
}

// apply is the recipe: parts, corrections, part of the year, what is deducted, rounding. What keeps it from being followed is
// an anomaly.
func (x *pricing) apply(s *Statement, r *rule) {
	n, d := x.period(r)
	if n == 0 {
		s.Outcome = x.outside()
		return
	}
	if r.keys != nil {
		return // an envelope is split when all weights are known
	}
	sum := tally{x: x, s: s, rounding: r.rounding}
	x.parts(&sum, r)
	for i := range r.corrections {
		c := &r.corrections[i]
		if c.kind == free || !c.applies(x) {
			continue
		}
		before := sum.exact()
		sum.add(Line{step: corrected, correction: c, base: before, about: nobody}, c.to(before).sub(before))
		if c.kind == exempt {
			s.Outcome = model.ContributionOutcomeExempt
			break // nothing is due, whatever comes after
		}
	}
	if n != d {
		before := sum.exact()
		sum.add(Line{step: prorated, base: before, about: nobody}, before.mul(whole(n)).quo(whole(d)).sub(before))
	}
	x.credit(&sum, r)
	sum.close()
}
