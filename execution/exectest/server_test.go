package exectest

import (
	"bytes"
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/execution"
	"maillage/execution/exectest/graph"
	"maillage/execution/exectest/model"
)

func config(r graph.ResolverRoot) graph.Config {
	return graph.Config{Resolvers: r, Directives: graph.DirectiveRoot{Can: Can}}
}

// serve is gqlgen's executor around a schema, as a server has it.
func serve(es graphql.ExecutableSchema) *executor.Executor {
	e := executor.New(es)
	e.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	e.SetRecoverFunc(func(_ context.Context, r any) error { return fmt.Errorf("recovered: %v", r) })
	e.Use(extension.Introspection{})
	return e
}

func sets(r graph.ResolverRoot, opts execution.Options) *executor.Executor {
	return serve(graph.NewSchema(config(r), opts))
}

func oracle(r graph.ResolverRoot) *executor.Executor { return serve(graph.NewOracle(config(r))) }

// bare is a schema without middlewares around it, as package edge serves it.
type bare struct{ graphql.ExecutableSchema }

func (b bare) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	oc.RootResolverMiddleware, oc.ResolverMiddleware = nil, nil
	return b.ExecutableSchema.Exec(ctx)
}

// ask runs one operation; a live one may have several answers. valid is false if it was not run at all.
func ask(ctx context.Context, e *executor.Executor, query string, vars map[string]any) (answers []*graphql.Response, valid bool) {
	ctx = graphql.StartOperationTrace(ctx)
	now := graphql.Now()
	oc, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: vars, ReadTime: graphql.TraceTiming{Start: now, End: now}})
	if errs != nil {
		return []*graphql.Response{{Errors: errs}}, false
	}
	next, ctx := e.DispatchOperation(ctx, oc)
	for {
		r := next(ctx)
		if r == nil {
			return answers, true
		}
		answers = append(answers, r)
		if oc.Operation.Operation != ast.Subscription || r.Data == nil {
			return answers, true
		}
		r.Data = bytes.Clone(r.Data) // gqlgen writes all events into one buffer
	}
}

// one runs an operation that has one answer, asked by an administrator.
func one(e *executor.Executor, query string) *graphql.Response {
	answers, _ := ask(As(context.Background(), model.RoleAdmin), e, query, nil)
	return answers[0]
}

// noIntrospection is a server that keeps its schema to itself.
type noIntrospection struct{}

func (noIntrospection) ExtensionName() string { return "noIntrospection" }

func (noIntrospection) Validate(graphql.ExecutableSchema) error { return nil }

func (noIntrospection) MutateOperationContext(_ context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	oc.DisableIntrospection = true
	return nil
}
