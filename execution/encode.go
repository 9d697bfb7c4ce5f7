package execution

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Encoder walks what was loaded, once and depth first, and writes it. A null where the schema forbids one is reported,
// its object finished (its siblings may have errors to report, too) and then cut off; the nearest nullable position
// above writes null instead.
type Encoder struct {
	*Run
	// B is the answer so far; generated code appends its leaves.
	B []byte

	path   []step
	memo   map[memoKey]span
	tries  [][2]tries
	told   []int32 // errors per entry
	errors int
	steps  int // list items written, to look at limits now and then
}

// step is one open object or list: the ID of the entry being written, or ^index of the list item. Numbers, since
// pointers would cost a write barrier each while the garbage collector runs.
type step int32

var encoders = sync.Pool{New: func() any { return new(Encoder) }}

// keep is the largest buffer that waits for the next answer.
const keep = 4 << 20

func newEncoder(x *Run) *Encoder {
	e := encoders.Get().(*Encoder)
	e.Run = x
	if e.B == nil {
		e.B = make([]byte, 0, x.plan.length.Load()+64) // and what the transport adds
	}
	return e
}

// release hands the encoder to the next answer.
func (e *Encoder) release() {
	e.Run = nil
	e.B, e.path, e.tries, e.told = e.B[:0], e.path[:0], e.tries[:0], e.told[:0]
	e.errors, e.steps = 0, 0
	if cap(e.B) > keep || len(e.memo) > keep/1000 {
		return
	}
	clear(e.memo)
	encoders.Put(e)
}

// Recycle takes back the bytes of an answer that has been sent: another one is written into them.
func (*schema) Recycle(data []byte) {
	if cap(data) > keep {
		return
	}
	e := encoders.Get().(*Encoder)
	if cap(e.B) < cap(data) {
		e.B = data[:0]
	}
	encoders.Put(e)
}

// Write appends what a foreign marshaler writes.
func (e *Encoder) Write(p []byte) (int, error) {
	e.B = append(e.B, p...)
	return len(p), nil
}

// Open begins an object and tells where.
func (e *Encoder) Open() int {
	e.path = append(e.path, 0)
	e.B = append(e.B, '{')
	return len(e.B) - 1
}

// Field begins one field of the open object.
func (e *Encoder) Field(f *Entry) {
	e.path[len(e.path)-1] = step(f.ID)
	e.B = append(e.B, f.key...)
}

// Close ends the object begun at start, or takes it back.
func (e *Encoder) Close(start int, ok bool) bool {
	e.path = e.path[:len(e.path)-1]
	if !ok {
		e.cut(start)
		return false
	}
	e.B = append(e.B, '}')
	return true
}

// OpenList begins a list and tells where.
func (e *Encoder) OpenList() int {
	e.path = append(e.path, 0)
	e.B = append(e.B, '[')
	return len(e.B) - 1
}

// Item begins an item of the open list.
func (e *Encoder) Item(i int) {
	e.path[len(e.path)-1] = ^step(i)
	if i > 0 {
		e.B = append(e.B, ',')
	}
	if e.steps++; e.steps%64 == 0 || len(e.B) > e.opts.Bytes {
		e.check()
	}
}

// CloseList ends the list begun at start, or takes it back; a nullable list is null then.
func (e *Encoder) CloseList(start int, ok, nonNull bool) bool {
	e.path = e.path[:len(e.path)-1]
	if ok {
		e.B = append(e.B, ']')
		return true
	}
	e.cut(start)
	return !nonNull && e.Null()
}

// Null writes null.
func (e *Encoder) Null() bool {
	e.B = append(e.B, "null"...)
	return true
}

// Nullable ends a nullable position: an object that was taken back is null there.
func (e *Encoder) Nullable(ok bool) bool { return ok || e.Null() }

// Typename writes __typename.
func (e *Encoder) Typename(p *Place) {
	e.B = append(append(append(e.B, '"'), p.Type.Name...), '"')
}

// Marshal writes what gqlgen marshalled.
func (e *Encoder) Marshal(m graphql.Marshaler, nonNull bool) bool {
	if m == graphql.Null && nonNull {
		return false
	}
	m.MarshalGQL(e)
	return true
}

func (e *Encoder) cut(start int) {
	e.B = e.B[:start]
	clear(e.memo) // remembered bytes may have gone
}

// Value is what a call brought for parent i of f's place. If that is an error or a ready answer, found is false and it
// has been dealt with; valid then tells whether the object can stand.
func Value[R any](e *Encoder, f *Entry, i int) (v R, found, valid bool) {
	st := &e.calls[f.call.ID]
	k := int(e.base[f.ID]) + i
	switch {
	case st.err != nil:
		return v, false, e.fail(f, st.err)
	case st.errs != nil && st.errs[k] != nil:
		return v, false, e.fail(f, st.errs[k])
	case st.raw != nil:
		return v, false, e.Marshal(st.raw, f.field.NonNull)
	}
	e.Rewind(f, i)
	return st.out.(*values[R]).list[k], true, true
}

// Rewind sets the cursors below f to what belongs to parent i. Cursors per parent make it safe to leave objects out.
func (e *Encoder) Rewind(f *Entry, i int) {
	if f.Pure {
		return
	}
	for _, p := range f.Places {
		if st := &e.places[p.ID]; len(st.offsets) > 0 {
			st.cursor = int(st.offsets[i])
		}
	}
}

// Next is the number of the object now met among those that stand at p.
func (e *Encoder) Next(p *Place) int {
	if !p.Gathered {
		return 0
	}
	st := &e.places[p.ID]
	st.cursor++
	return st.cursor - 1
}

// Delegate lets gqlgen resolve and marshal a root field.
func (e *Encoder) Delegate(f *Entry, marshal func(context.Context, graphql.CollectedField) graphql.Marshaler) bool {
	fillMiddleware(e.oc)
	m := e.oc.RootResolverMiddleware(e.rootContext(f), func(ctx context.Context) graphql.Marshaler {
		return marshal(graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: f.place.Type.Name}), f.CollectedField)
	})
	return e.Marshal(m, f.field.NonNull)
}
