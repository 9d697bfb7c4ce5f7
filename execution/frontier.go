package execution

// Frontier is the list of Go objects standing at a place.
type Frontier interface {
	count() int32
	reset()
}

type objects[T any] struct{ list []T }

func (o *objects[T]) count() int32 { return int32(len(o.list)) }

func (o *objects[T]) reset() {
	clear(o.list)
	o.list = o.list[:0]
}

// NewFrontier makes the frontier of a type whose Go objects are T.
func NewFrontier[T any]() Frontier { return new(objects[T]) }

// Objects are what stands at p. It never makes a frontier: two calls may ask an empty place at the same time.
func Objects[T any](x *Run, p *Place) []T {
	if o, ok := x.places[p.ID].objects.(*objects[T]); ok {
		return o.list
	}
	return nil
}

// Add puts an object to p, if anything below p needs it.
func Add[T any](x *Run, p *Place, object T) {
	if p.Gathered {
		o := x.places[p.ID].objects.(*objects[T])
		o.list = append(o.list, object)
	}
}

// spread gives every entry of c its share of the results, then collects what plain fields hold below.
func (x *Run) spread(c *Call, parents int, composite bool, each func(e *Entry, i int)) {
	if !composite {
		return
	}
	for n, e := range c.Entries {
		if e.Pure {
			continue
		}
		end := parents
		if n+1 < len(c.Entries) {
			end = int(x.base[c.Entries[n+1].ID])
		}
		for i := int(x.base[e.ID]); i < end; i++ {
			x.Open(e)
			each(e, i)
		}
		x.Gather(e)
	}
}

// Open begins the next parent of e: what is added below e from now on belongs to it.
func (x *Run) Open(e *Entry) {
	for _, p := range e.Places {
		if !p.Gathered {
			continue
		}
		st := &x.places[p.ID]
		if st.objects == nil {
			st.objects = p.Type.Frontier()
		}
		st.offsets = append(st.offsets, st.objects.count())
	}
}

// Gather goes on below e as far as plain fields reach.
func (x *Run) Gather(e *Entry) {
	for _, p := range e.Places {
		if p.Gathered && len(p.Plain) > 0 {
			p.Type.Gather(x, p)
		}
	}
}
