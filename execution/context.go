package execution

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// fieldContext gives resolvers, directives and presenters gqlgen's usual view. Its path has no indexes, since it serves
// a set, and its selections are those of all entries together.
func (c *Call) fieldContext() *graphql.FieldContext {
	first := c.Entries[0]
	fc := &graphql.FieldContext{Object: c.object, Field: first.CollectedField, IsResolver: c.field.Resolver, IsMethod: true}
	for _, e := range c.Entries[1:] {
		have := fc.Field.Selections
		fc.Field.Selections = append(have[:len(have):len(have)], e.Selections...)
	}
	return fc
}

// enter begins a call: what its resolver gets as context.
func (x *Run) enter(ctx context.Context, c *Call) *callContext {
	here := &x.contexts[c.ID]
	here.Context, here.call, here.args = ctx, c, x.calls[c.ID].args
	return here
}

// around is a context with the fields that hold the call's parents, and with the call's own once it has begun.
func (x *Run) around(c *Call) context.Context {
	if here := &x.contexts[c.ID]; here.call != nil {
		return here
	}
	return above(x.ctx, c.Entries[0].place)
}

// above builds by nesting: graphql.WithFieldContext overwrites a Parent that was set by hand.
func above(ctx context.Context, p *Place) context.Context {
	if p.holder == nil {
		return graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: p.Type.Name})
	}
	ctx = above(ctx, p.holder.place)
	return graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: p.holder.place.Type.Name, Field: p.holder.CollectedField})
}

// callContext gives a resolver what is selected below its field, and gqlgen's view of the field to whoever asks for it:
// few do, so that is built only then. It outlives its Run, since a resolver may leave something behind that looks into it.
type callContext struct {
	context.Context
	call *Call
	args map[string]any
	once sync.Once
	fc   *graphql.FieldContext
	root *graphql.RootFieldContext
}

// Value answers for the keys of a call.
func (c *callContext) Value(key any) any {
	switch key {
	case lookKey{}:
		return c.call.look
	case fieldKey:
		c.once.Do(c.view)
		return c.fc
	case rootKey:
		if c.call.Entries[0].place.holder == nil {
			c.once.Do(c.view)
			return c.root
		}
	}
	return c.Context.Value(key)
}

func (c *callContext) view() {
	first := c.call.Entries[0]
	c.root = &graphql.RootFieldContext{Object: first.Name, Field: first.CollectedField}
	c.fc = c.call.fieldContext()
	c.fc.Args = c.args
	graphql.WithFieldContext(above(c.Context, first.place), c.fc) // sets its parent
}

// The keys, which gqlgen keeps to itself, that a field's contexts are found by.
var (
	fieldKey = probed(func(ctx context.Context) { graphql.GetFieldContext(ctx) })
	rootKey  = probed(func(ctx context.Context) { graphql.GetRootFieldContext(ctx) })
)

func probed(ask func(context.Context)) any {
	p := &probe{Context: context.Background()}
	ask(p)
	return p.key
}

type probe struct {
	context.Context
	key any
}

func (p *probe) Value(key any) any {
	p.key = key
	return nil
}

func (x *Run) rootContext(e *Entry) context.Context {
	return graphql.WithRootFieldContext(x.ctx, &graphql.RootFieldContext{Object: e.Name, Field: e.CollectedField})
}
