package edge

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

type handler struct {
	Options
	schema    *ast.Schema
	executor  *executor.Executor
	documents *documents
	counts    *counts
}

// Handler serves a schema as the specification "GraphQL over HTTP" has it: GET for queries, POST with JSON for every
// operation, server-sent events for live ones.
func Handler(schema graphql.ExecutableSchema, o Options) http.Handler {
	o = o.filled()
	h := &handler{
		Options:   o,
		schema:    schema.Schema(),
		executor:  executor.New(schema),
		documents: newDocuments(schema.Schema(), o.Limits),
		counts:    newCounts(o.Registry),
	}
	h.executor.SetQueryCache(handed{})
	h.executor.SetErrorPresenter(Presenter(o.Log))
	h.executor.SetRecoverFunc(Recover)
	return h
}

// exchange is one request with its answer.
type exchange struct {
	w     http.ResponseWriter
	r     *http.Request
	media media
	op    *graphql.OperationContext // nil until the request is known to be good
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := &exchange{w: w, r: r, media: mediaJSON}
	end := h.counts.begin()
	outcome := outcomeFailed
	defer func() { end(x.operation(), outcome) }()

	ctx := graphql.StartOperationTrace(r.Context())
	faults := h.prepare(ctx, x)
	if faults == nil && x.operation() == ast.Subscription {
		outcome = h.stream(ctx, x)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, h.Timeout)
	defer cancel()
	answer := h.answer(ctx, x, faults)
	outcome = outcomeOf(answer)
	x.write(answer)
}

// prepare reads the request up to the operation to execute; what it returns are reasons not to.
func (h *handler) prepare(ctx context.Context, x *exchange) (faults gqlerror.List) {
	defer func() {
		if v := recover(); v != nil {
			faults = gqlerror.List{gqlerror.Wrap(Recover(ctx, v))}
		}
	}()
	start := graphql.Now()
	form, fault := negotiate(x.r, h.schema.Subscription != nil)
	x.media = form
	if fault != nil {
		return gqlerror.List{fault}
	}
	params, fault := h.Limits.read(x.w, x.r)
	if fault != nil {
		return gqlerror.List{fault}
	}
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	doc, faults := h.documents.read(ctx, params.Query)
	if faults != nil {
		return faults
	}
	op, fault := choose(doc, params.OperationName, x)
	if fault == nil {
		fault = strict(h.schema, op, params.Variables)
	}
	if fault != nil {
		return gqlerror.List{fault}
	}
	oc, faults := h.executor.CreateOperationContext(withDocument(ctx, doc), params)
	for i, f := range faults {
		faults[i] = unfit(op, f)
	}
	oc.DisableIntrospection = false
	x.op = oc
	return faults
}

// choose is the operation that the request names, if it may be asked for in this way.
func choose(doc *ast.QueryDocument, name string, x *exchange) (*ast.OperationDefinition, *gqlerror.Error) {
	op := doc.Operations.ForName(name)
	switch {
	case op == nil && name == "":
		return nil, refuse(CodeBadRequest, `the document holds %d operations: say which one in "operationName"`, len(doc.Operations))
	case op == nil:
		return nil, refuse(CodeBadRequest, "the document holds no operation named %q", clip(name))
	case op.Operation != ast.Query && x.r.Method == http.MethodGet:
		x.w.Header().Set("Allow", "POST")
		return nil, refuse(CodeMethod, "GET carries queries only: send a %s by POST", op.Operation)
	case op.Operation == ast.Subscription && x.media != mediaStream:
		return nil, refuse(CodeLive, "a live operation is answered event by event: send Accept: text/event-stream")
	}
	return op, nil
}

// answer executes what was prepared, or tells why it is not.
func (h *handler) answer(ctx context.Context, x *exchange, faults gqlerror.List) *graphql.Response {
	if faults != nil {
		return h.executor.DispatchError(ctx, faults)
	}
	answer := h.guarded(ctx, func() *graphql.Response {
		next, inner := h.executor.DispatchOperation(ctx, x.op)
		return next(inner)
	})
	if answer != nil {
		return answer
	}
	cause := ctx.Err() // the executor is silent once the context has ended
	if cause == nil {
		cause = errSilent
	}
	return h.executor.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(cause)})
}

// guarded makes of a panic outside the fields an error like others.
func (h *handler) guarded(ctx context.Context, do func() *graphql.Response) (answer *graphql.Response) {
	defer func() {
		if v := recover(); v != nil {
			answer = h.executor.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(Recover(ctx, v))})
		}
	}()
	return do()
}

// operation is the kind of the exchange's operation, empty if it has none.
func (x *exchange) operation() ast.Operation {
	if x.op == nil || x.op.Operation == nil {
		return ""
	}
	return x.op.Operation.Operation
}
