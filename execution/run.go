package execution

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
)

// Run is one execution of a plan. Its state lies in slices that the IDs of calls, places and entries index.
type Run struct {
	// Glue is the generated execution context.
	Glue any

	ctx    context.Context
	oc     *graphql.OperationContext
	plan   *Plan
	opts   *Options
	calls  []callState
	places []placeState
	base   []int32    // per entry: where its parents start among the parents of its call
	bring  func(*Run) // brings the value of a live event

	mu    sync.Mutex
	ready []*Call
	idle  int // how many more calls may run side by side
	wg    sync.WaitGroup
}

// callState is what a call has brought: a value per parent, or errors.
type callState struct {
	pending atomic.Int32
	out     any               // []R, one per parent
	err     error             // of the whole call
	errs    []error           // per parent
	raw     graphql.Marshaler // what a root field's middleware answered instead
	fc      *graphql.FieldContext
}

// placeState is what was collected at a place: its objects, and per parent where its objects start among them.
type placeState struct {
	objects Frontier
	offsets []int32
	cursor  int
}

func newRun(ctx context.Context, oc *graphql.OperationContext, glue any, p *Plan, opts *Options) *Run {
	return &Run{
		Glue:   glue,
		ctx:    ctx,
		oc:     oc,
		plan:   p,
		opts:   opts,
		calls:  make([]callState, len(p.calls)),
		places: make([]placeState, p.places),
		base:   make([]int32, len(p.entries)),
	}
}

// Load resolves every call: those of a query side by side, those of a mutation one after the other, each root field
// with all that hangs below it before the next.
func (x *Run) Load() {
	for _, c := range x.plan.calls {
		x.calls[c.ID].pending.Store(int32(c.needs))
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
	if len(x.ready) == 0 {
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
		if len(x.ready) == 0 {
			x.idle++
			x.mu.Unlock()
			return
		}
		c := x.ready[0]
		x.ready = x.ready[1:]
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
		if x.calls[n.ID].pending.Add(-1) == 0 {
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
			st.out, st.errs = nil, nil
			// RecoverFunc, since OperationContext.Recover would fix a path before the position is known.
			st.err = x.oc.RecoverFunc(x.around(x.ctx, c, st.fc), r)
		}
	}()
	if c.field.Call == nil {
		x.bring(x)
		return
	}
	c.field.Call(x, c)
}
