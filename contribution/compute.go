package contribution

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"maillage/model"
)

// run is one computation over a set of cases.
type run struct {
	p           *program
	f           *Facts
	first, next model.Date // 1 January of the year, and of the next
	statements  []Statement
	taken       map[*Case][]interval // when another pays for a case
	credited    map[*Case]model.Euro // what of a case is already deducted from another
	credits     map[*Case][]deduction
	kept        map[*Case][]Line // shares of an envelope
	envelopes   map[*rule]number
	places      map[*Body]int32
}

// Compute prices a set of cases by the rules that may apply to them, in the order of the cases. It takes the whole set, since
// an envelope is split between all, and what a commune pays alone counts in what its EPCI owes. The same rules and facts give
// the same statements, whatever the order of the cases.
func Compute(rules []Published, f *Facts) []Statement {
	return newRun(rules, f).compute()
}

func newRun(rules []Published, f *Facts) *run {
	return &run{p: compile(rules, f.Year, f.Needs), f: f, first: model.NewDate(f.Year, 1, 1), next: model.NewDate(f.Year+1, 1, 1),
		statements: make([]Statement, len(f.Cases)), taken: map[*Case][]interval{}, credited: map[*Case]model.Euro{}, credits: map[*Case][]deduction{}, kept: map[*Case][]Line{}, envelopes: map[*rule]number{}}
}

// compute prices first what is split, then what communes pay alone: both may be deducted from what their EPCI owes.
func (r *run) compute() []Statement {
	x := &pricing{run: r}
	if r.p.drops {
		r.drop(x)
	}
	if r.p.splits {
		r.split(x)
	}
	if r.alone() {
		r.pooled(x)
	}
	return r.statements
}

// few is how many cases are too few to be shared between processors.
const few = 4096

// alone prices the cases of those who subscribe for themselves, and tells whether there are others. They do not touch each
// other, so that several processors work at them; each fills statements of its own.
func (r *run) alone() bool {
	workers := min(runtime.GOMAXPROCS(0), 1+len(r.f.Cases)/few)
	var others atomic.Bool
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			x := &pricing{run: r}
			for i := len(r.f.Cases) * w / workers; i < len(r.f.Cases)*(w+1)/workers; i++ {
				s := &r.statements[i]
				if s.run != nil {
					continue
				}
				if x.begin(&r.f.Cases[i]); x.own {
					x.price(s)
				} else {
					others.Store(true)
				}
			}
		})
	}
	all.Wait()
	return others.Load()
}

// pooled prices the cases of those who subscribe for others too.
func (r *run) pooled(x *pricing) {
	var places []int32
	for i := range r.statements {
		if r.statements[i].run == nil {
			places = append(places, int32(i))
		}
	}
	r.inOrder(places)
	for _, i := range places {
		x.begin(&r.f.Cases[i])
		x.price(&r.statements[i])
	}
}

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
