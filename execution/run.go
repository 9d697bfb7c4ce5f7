package execution

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Run is one execution of a plan. Its state lies in slices that the IDs of calls, places and entries index. It serves one
// operation after the other: see release.
type Run struct {
	// Glue is the generated execution context.
	Glue any

	ctx      context.Context
	oc       *graphql.OperationContext
	plan     *Plan
	opts     *Options
	glue     *Glue
	calls    []callState
	contexts []callContext // per call
	places   []placeState
	base     []int32    // per entry: where its parents start among the parents of its call
	bring    func(*Run) // brings the value of a live event

	mu    sync.Mutex
	ready []*Call // in the order that they become so
	begun int     // how many of them
	idle  int     // how many more calls may run side by side
	wg    sync.WaitGroup
}

// callState is what a call has brought: a value per parent, or errors.
type callState struct {
	pending int
	out     result
	err     error             // of the whole call
	errs    []error           // per parent
	raw     graphql.Marshaler // what a root field's middleware answered instead
	args    map[string]any    // for middlewares
}

// placeState is what was collected at a place: its objects, and per parent where its objects start among them.
type placeState struct {
	objects Frontier
	offsets []int32
	cursor  int
}

// newRun takes a run of the plan that is done, or makes one.
func newRun(ctx context.Context, oc *graphql.OperationContext, glue *Glue, p *Plan, opts *Options) *Run {
	x, ok := p.runs.Get().(*Run)
	if !ok {
		x = &Run{
			plan:   p,
			opts:   opts,
			glue:   glue,
			calls:  make([]callState, len(p.calls)),
			places: make([]placeState, p.places),
			base:   make([]int32, len(p.entries)),
			ready:  make([]*Call, 0, len(p.calls)),
		}
	}
	x.ctx, x.oc, x.contexts = ctx, oc, make([]callContext, len(p.calls))
	x.Glue = glue.Context(x.Glue, oc)
	return x
}

// release leaves nothing of the operation in the run, and keeps it for the next one.
func (x *Run) release() {
	for i := range x.calls {
		st := &x.calls[i]
		if st.out != nil {
			st.out.reset()
		}
		*st = callState{out: st.out}
	}
	for i := range x.places {
		st := &x.places[i]
		if st.objects != nil {
			st.objects.reset()
		}
		*st = placeState{objects: st.objects, offsets: st.offsets[:0]}
	}
	clear(x.base)
	x.ctx, x.oc, x.contexts, x.bring = nil, nil, nil, nil
	x.ready, x.begun, x.idle = x.ready[:0], 0, 0
	x.Glue = x.glue.Context(x.Glue, nil)
	x.plan.runs.Put(x)
}

// Load resolves every call: those of a query side by side, those of a mutation one after the other, each root field
// with all that hangs below it before the next.
func (x *Run) Load() {
	for _, c := range x.plan.calls {
		x.calls[c.ID].pending = c.needs
	}
	for _, c := range x.plan.calls {
		if c.needs > 0 {
			continue
		}
		if x.ready = append(x.ready, c); x.plan.serial {
			x.work()
			x.idle = 0 // still alone
		}
	}
	if x.begun == len(x.ready) {
		return
	}
	x.idle = x.opts.Parallel - 1
	x.mu.Lock()
	x.hire(len(x.ready) - 1)
	x.mu.Unlock()
	x.work()
	x.wg.Wait()
}

// work runs calls until none is ready.
func (x *Run) work() {
	for {
		x.mu.Lock()
		if x.begun == len(x.ready) {
			x.idle++
			x.mu.Unlock()
			return
		}
		c := x.ready[x.begun]
		x.begun++
		x.mu.Unlock()
		x.one(c)
		x.done(c)
	}
}

// done releases the calls that waited for c alone.
func (x *Run) done(c *Call) {
	if len(c.next) == 0 {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	released := 0
	for _, n := range c.next {
		st := &x.calls[n.ID]
		if st.pending--; st.pending == 0 {
			x.ready = append(x.ready, n)
			released++
		}
	}
	x.hire(released - 1) // the worker itself goes on with one
}

func (x *Run) hire(workers int) {
	for ; workers > 0 && x.idle > 0; workers-- {
		x.idle--
		x.wg.Go(x.work)
	}
}

// one runs a call; a panic becomes the call's error.
func (x *Run) one(c *Call) {
	defer func() {
		if r := recover(); r != nil {
			st := &x.calls[c.ID]
			st.errs = nil
			// RecoverFunc, since OperationContext.Recover would fix a path before the position is known.
			st.err = x.oc.RecoverFunc(x.around(c), r)
		}
	}()
	if c.field.Call == nil {
		x.bring(x)
		return
	}
	c.field.Call(x, c)
}
