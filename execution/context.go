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

// around nests the field contexts of what holds the call's parents, and fc in them if there is one.
func (x *Run) around(ctx context.Context, c *Call, fc *graphql.FieldContext) context.Context {
	ctx = above(ctx, c.Entries[0].place)
	if fc != nil {
		ctx = graphql.WithFieldContext(ctx, fc)
	}
	return ctx
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
// few do, so the contexts of the fields above are built only then.
type callContext struct {
	context.Context
	call *Call
	fc   *graphql.FieldContext
	once sync.Once
}

// Value answers for the two keys of a call.
func (c *callContext) Value(key any) any {
	switch key {
	case lookKey{}:
		return c.call.look
	case fieldKey:
		c.once.Do(func() { graphql.WithFieldContext(above(c.Context, c.call.Entries[0].place), c.fc) }) // sets the parent of fc
		return c.fc
	}
	return c.Context.Value(key)
}

// fieldKey is the key, which gqlgen keeps to itself, that a field's context is found by.
var fieldKey = func() any {
	p := &probe{Context: context.Background()}
	graphql.GetFieldContext(p)
	return p.key
}()

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
