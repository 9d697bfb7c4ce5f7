package execution

import (
	"context"
	"io"

	"github.com/99designs/gqlgen/graphql"
)

// Middlewares of gqlgen's wrap root fields and calls. Most servers install none and say so with nil, which spares what
// they would be handed.

// observe runs the call of a root field within its middleware, which may answer instead.
func observe[R any](x *Run, c *Call, resolve func(context.Context) ([]R, error), spread Spread[R]) {
	st := &x.calls[c.ID]
	var out []R
	answer := x.oc.RootResolverMiddleware(x.rootContext(c.Entries[0]), func(ctx context.Context) graphql.Marshaler {
		found, err := invoke(x, ctx, c, resolve)
		out = settle(st, c, 1, found, err)
		return resolved
	})
	if answer != resolved {
		st.err, st.raw, out = nil, answer, nil
	}
	finish(x, c, 1, out, spread)
}

// resolved stands for a root field's value while the middleware looks on.
var resolved graphql.Marshaler = new(pending)

type pending struct{ _ byte }

func (*pending) MarshalGQL(io.Writer) {}

// fillMiddleware is for what gqlgen runs itself: it knows no nil.
func fillMiddleware(oc *graphql.OperationContext) {
	if oc.RootResolverMiddleware == nil {
		oc.RootResolverMiddleware = func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler { return next(ctx) }
	}
	if oc.ResolverMiddleware == nil {
		oc.ResolverMiddleware = func(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) }
	}
}

// WithMiddleware lets a schema of gqlgen's run where no middleware is installed.
func WithMiddleware(es graphql.ExecutableSchema) graphql.ExecutableSchema { return filled{es} }

type filled struct{ graphql.ExecutableSchema }

func (f filled) Exec(ctx context.Context) graphql.ResponseHandler {
	fillMiddleware(graphql.GetOperationContext(ctx))
	return f.ExecutableSchema.Exec(ctx)
}
