package contribution

import (
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
