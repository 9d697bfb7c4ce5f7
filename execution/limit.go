package execution

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// stop unwinds the encoder when the answer cannot be finished.
type stop struct{ err error }

// Answer encodes what was loaded. It is null, with an error, if the answer grows too large, its reader has gone or a
// marshaler panics: half an answer is not JSON. The bytes are the caller's; Recycle takes them back.
func (x *Run) Answer() (data []byte) {
	e := newEncoder(x)
	defer e.release()
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		data = []byte("null")
		if s, ok := r.(stop); ok {
			graphql.AddError(x.ctx, s.err)
			return
		}
		ctx := e.context()
		graphql.AddError(ctx, x.oc.Recover(ctx, r))
	}()
	e.check()
	ok := x.plan.root.Type.Write(e, x.plan.root, 0)
	e.check()
	e.omitted()
	if !ok {
		return []byte("null")
	}
	data = e.B
	x.plan.length.Store(int64(len(data)))
	e.B = nil
	return data
}

// check looks at the limits of an answer under way.
func (e *Encoder) check() {
	if err := context.Cause(e.ctx); err != nil {
		panic(stop{err})
	}
	if limit := e.opts.Bytes; len(e.B) > limit {
		err := refusal(CodeAnswer, "the answer is larger than %d bytes: ask for fewer fields or smaller pages", limit)
		err.Extensions["limit"] = limit
		panic(stop{err})
	}
}
