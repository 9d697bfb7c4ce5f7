package execution

import (
	"context"

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

func (x *Run) rootContext(e *Entry) context.Context {
	return graphql.WithRootFieldContext(x.ctx, &graphql.RootFieldContext{Object: e.Name, Field: e.CollectedField})
}
