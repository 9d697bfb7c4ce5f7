package execution

import (
	"context"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
)

// Spread adds the objects in one value of a field to the places below it; generated.
type Spread[R any] = func(x *Run, e *Entry, v R)

// Resolve runs a call for all its parents at once. They and its arguments have been read by then, see Parents and Argument.
func Resolve[R any](x *Run, c *Call, parents int, resolve func(ctx context.Context) ([]R, error), spread Spread[R]) {
	st := &x.calls[c.ID]
	var out []R
	if parents > 0 {
		found, err := invoke(x, x.ctx, c, resolve)
		out = settle(st, c, parents, found, err)
	}
	finish(x, c, parents, out, spread)
}

// finish notes what a call brought, and gives the places below their objects.
func finish[R any](x *Run, c *Call, parents int, out []R, spread Spread[R]) {
	st := &x.calls[c.ID]
	brought(st, out)
	x.spread(c, parents, spread != nil, func(e *Entry, i int) {
		if i < len(out) && (st.errs == nil || st.errs[i] == nil) {
			spread(x, e, out[i])
		}
	})
}

// Parents strings the objects of all places together that the call serves.
func Parents[P any](x *Run, c *Call) []P {
	if len(c.Entries) == 1 {
		return Objects[P](x, c.Entries[0].place)
	}
	var parents []P
	for _, e := range c.Entries {
		x.base[e.ID] = int32(len(parents))
		parents = append(parents, Objects[P](x, e.place)...)
	}
	return parents
}

// settle sorts out what a resolver returned: values, an error for some of the parents, or one for all.
func settle[R any](st *callState, c *Call, parents int, out []R, err error) []R {
	if err == nil && len(out) == parents {
		return out
	}
	var each graphql.BatchErrors
	switch {
	case err == errNothing && !c.field.NonNull:
		return make([]R, parents)
	case errors.As(err, &each) && len(each.Errors()) == parents && len(out) == parents:
		st.errs = each.Errors()
		return out
	case err != nil:
		st.err = err
	default:
		st.err = fmt.Errorf("resolver %s.%s returned %d results for %d parents: it must return one for each, in their order", c.object, c.field.Name, len(out), parents)
	}
	return nil
}

// ResolveRoot runs the call of a root field: one value, no parents.
func ResolveRoot[R any](x *Run, c *Call, resolve func(ctx context.Context) ([]R, error), spread Spread[R]) {
	if x.oc.RootResolverMiddleware != nil {
		observe(x, c, resolve, spread)
		return
	}
	Resolve(x, c, 1, resolve, spread)
}

// One is the value of a root field as the set that it is here.
func One[R any](v R, err error) ([]R, error) { return []R{v}, err }

// invoke calls the resolver through the field's middleware, if there is one, and its directives.
func invoke[R any](x *Run, ctx context.Context, c *Call, resolve func(context.Context) ([]R, error)) ([]R, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := x.calls[c.ID].err; err != nil { // of an argument
		return nil, err
	}
	here := x.enter(ctx, c)
	if x.oc.ResolverMiddleware == nil {
		return resolve(here)
	}
	v, err := x.oc.ResolverMiddleware(here, func(ctx context.Context) (any, error) { return resolve(ctx) })
	return As[[]R](v, err)
}

// Each runs what is written for one parent over all of them.
func Each[P, R any](parents []P, one func(P) (R, error)) ([]R, error) {
	out := make([]R, len(parents))
	var errs graphql.BatchErrorList
	for i, p := range parents {
		v, err := one(p)
		if err != nil && errs == nil {
			errs = make(graphql.BatchErrorList, len(parents))
		}
		if err != nil {
			errs[i] = err
		} else {
			out[i] = v
		}
	}
	if errs != nil {
		return out, errs
	}
	return out, nil
}

// errNothing is a directive's or middleware's nil without an error: it hides the field.
var errNothing = errors.New("a directive or middleware returned nothing where the schema forbids null: let it return an error")

// As brings what a directive or middleware returned back to its type.
func As[R any](v any, err error) (R, error) {
	r, ok := v.(R)
	switch {
	case err != nil || ok:
	case v == nil:
		err = errNothing
	default:
		err = fmt.Errorf("unexpected type %T from middleware/directive chain, should be %T", v, r)
	}
	return r, err
}
