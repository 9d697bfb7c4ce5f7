package resolvers

import (
	"context"

	"maillage/db"
	"maillage/execution"
	"maillage/model"
)

// fields is what the client wants of the rows that a resolver is about to read: their columns, and the to-one edges that
// their statement can bring along.
func (r *Resolver) fields(ctx context.Context) fields {
	return fields{execution.Fields(ctx), ctx, model.Today(r.Now())}
}

type fields struct {
	*execution.Selection
	ctx   context.Context
	today model.Date
}

// Objects is what is wanted of the rows of a page.
func (f fields) Objects() fields { return fields{f.Selection.Objects(), f.ctx, f.today} }

// Edges are the to-one edges below whose arguments can be read; faulty ones are left to their own resolver, which says so.
func (f fields) Edges() (list []db.Edge) {
	for _, e := range f.Selection.Edges() {
		if k, ok := f.key(e); ok {
			list = append(list, db.Edge{EdgeKey: k, Fields: fields{e.Fields, f.ctx, f.today}})
		}
	}
	return list
}

func (f fields) key(e *execution.Edge) (k model.EdgeKey, ok bool) {
	k = model.EdgeKey{Name: e.Name}
	args := e.Args(f.ctx)
	for name, v := range args {
		text, _ := v.(string)
		switch {
		case name == "on" && v == nil:
		case name == "on":
			day, err := model.ParseDate(text)
			if err != nil {
				return k, false
			}
			k.On = day
		case name == "kind":
			k.Kind = model.PopulationKind(text)
		default:
			return k, false
		}
	}
	if dated[e.Name] && k.On == 0 {
		k.On = f.today
	}
	if e.Name == "population" && k.Kind == "" {
		k.Kind = model.PopulationKindMunicipal
	}
	return k, true
}

// dated are the edges that depend on a day, which is today unless given.
var dated = map[string]bool{"epci": true, "population": true, "nature": true, "financing": true}

// ahead are the other ends that came with the objects; where one did not, load reads them all.
func ahead[P interface {
	Held(model.EdgeKey) (any, bool)
}, V any](objs []P, k model.EdgeKey, load func() ([]V, error)) ([]V, error) {
	out := make([]V, len(objs))
	for i, o := range objs {
		v, ok := o.Held(k)
		if !ok {
			return load()
		}
		out[i], _ = v.(V)
	}
	return out, nil
}
