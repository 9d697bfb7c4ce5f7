package resolvers

import (
	"context"

	"maillage/db"
	"maillage/execution"
	"maillage/model"
)

// fields is what the client wants of the rows that a resolver is about to read: their columns, and the edges that their
// statement can bring along.
func (r *Resolver) fields(ctx context.Context) fields {
	return fields{execution.Fields(ctx), ctx, model.Today(r.Now())}
}

type fields struct {
	*execution.Selection
	ctx   context.Context
	today model.Date
}

// Rows is what is wanted of the rows of a page.
func (f fields) Rows() db.Fields { return fields{f.Selection.Objects(), f.ctx, f.today} }

// Plan is the same object for all requests that run one plan.
func (f fields) Plan() any { return f.Selection }

// Edges are the edges below, with their arguments.
func (f fields) Edges() []db.Edge {
	edges := f.Selection.Edges()
	list := make([]db.Edge, len(edges))
	for i, e := range edges {
		args, ok := f.read(e)
		list[i] = db.Edge{Asked: e, Arguments: args, Name: e.Name, Types: e.Types, Fields: fields{e.Fields, f.ctx, f.today}, Missing: !ok}
	}
	return list
}

// Arguments are those of an edge in this request.
func (f fields) Arguments(e db.Edge) (db.Arguments, bool) { return f.read(e.Asked.(*execution.Edge)) }

// ahead are the other ends that came with the objects; where one did not, load reads them all.
func ahead[P interface{ Held(call any) (any, bool) }, V any](ctx context.Context, objs []P, load func() ([]V, error)) ([]V, error) {
	call := any(execution.Fields(ctx))
	out := make([]V, len(objs))
	for i, o := range objs {
		v, ok := o.Held(call)
		if !ok {
			return load()
		}
		switch v := v.(type) {
		case V:
			out[i] = v
		case *V:
			out[i] = *v
		}
	}
	return out, nil
}
