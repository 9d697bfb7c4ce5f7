package edge

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
)

type handler struct {
	Options
	schema    *ast.Schema
	exec      func(context.Context) graphql.ResponseHandler
	recycle   func(data []byte)
	present   graphql.ErrorPresenterFunc
	documents *documents
	counts    *counts
}

// Handler serves a schema as the specification "GraphQL over HTTP" has it: GET for queries, POST with JSON for every
// operation, server-sent events for live ones. There are no middlewares of gqlgen's: the schema finds nil in their place.
// If it has a method Recycle, that gets the data of each answer back once it is sent.
func Handler(schema graphql.ExecutableSchema, o Options) http.Handler {
	o = o.filled()
	h := &handler{
		Options:   o,
		schema:    schema.Schema(),
		exec:      schema.Exec,
		present:   Presenter(o.Log),
		documents: newDocuments(schema.Schema(), o.Limits),
		counts:    newCounts(o.Registry),
		recycle:   func([]byte) {},
	}
	if lent, ok := schema.(interface{ Recycle(data []byte) }); ok {
		h.recycle = lent.Recycle
	}
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
	start := h.counts.begin()
	outcome := outcomeFailed
	defer func() { h.counts.end(start, x.operation(), outcome) }()

	faults := h.prepare(r.Context(), x)
	if faults == nil && x.operation() == ast.Subscription {
		outcome = h.stream(r.Context(), x)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.Timeout)
	defer cancel()
	answer := h.answer(ctx, x, faults)
	outcome = outcomeOf(answer)
	x.write(answer)
	h.recycle(answer.Data)
}

// prepare reads the request up to the operation to execute; what it returns are reasons not to.
func (h *handler) prepare(ctx context.Context, x *exchange) (faults gqlerror.List) {
	defer func() {
		if v := recover(); v != nil {
			faults = gqlerror.List{gqlerror.Wrap(Recover(ctx, v))}
		}
	}()
	form, fault := negotiate(x.r, h.schema.Subscription != nil)
	x.media = form
	if fault != nil {
		return gqlerror.List{fault}
	}
	body := bodies.Get().(*bytes.Buffer)
	defer bodies.Put(body)
	asked, fault := h.Limits.read(x.w, x.r, body)
	if fault != nil {
		return gqlerror.List{fault}
	}
	doc, faults := h.documents.read(ctx, asked.query)
	if faults != nil {
		return faults
	}
	op, fault := choose(doc.QueryDocument, asked.operation, x)
	if fault == nil {
		fault = strict(h.schema, op, asked.variables)
	}
	if fault != nil {
		return gqlerror.List{fault}
	}
	x.op = &graphql.OperationContext{
		RawQuery: doc.text, OperationName: asked.operation, Extensions: asked.extensions, Headers: x.r.Header,
		Doc: doc.QueryDocument, Operation: op, RecoverFunc: Recover,
	}
	if fault = h.coerce(x.op, asked.variables); fault != nil {
		return gqlerror.List{fault}
	}
	return nil
}

// coerce makes of the variables what their types say.
func (h *handler) coerce(op *graphql.OperationContext, given map[string]any) *gqlerror.Error {
	if len(op.Operation.VariableDefinitions) == 0 {
		return nil
	}
	values, err := validator.VariableValues(h.schema, op.Operation, given)
	var fault *gqlerror.Error
	if errors.As(err, &fault) {
		errcode.Set(fault, CodeValidation)
		return unfit(op.Operation, fault)
	}
	op.Variables = values
	return nil
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
		return h.refused(ctx, faults...)
	}
	answer := h.guarded(ctx, func() *graphql.Response {
		ctx := h.scope(graphql.WithOperationContext(ctx, x.op))
		return next(ctx, h.begin(ctx))
	})
	if answer != nil {
		return answer
	}
	cause := ctx.Err() // the schema is silent once the context has ended
	if cause == nil {
		cause = errSilent
	}
	return h.refused(ctx, gqlerror.Wrap(cause))
}

// operation is the kind of the exchange's operation, empty if it has none.
func (x *exchange) operation() ast.Operation {
	if x.op == nil || x.op.Operation == nil {
		return ""
	}
	return x.op.Operation.Operation
}
