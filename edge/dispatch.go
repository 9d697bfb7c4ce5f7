package edge

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// What gqlgen's executor does around Exec, without its chains of middlewares.

// scope is a context that collects the errors of one answer.
func (h *handler) scope(ctx context.Context) context.Context {
	return graphql.WithResponseContext(ctx, h.present, Recover)
}

// begin starts the operation, in the scope of its first answer. Errors that stand before that are the answer.
func (h *handler) begin(ctx context.Context) graphql.ResponseHandler {
	answers := h.exec(ctx)
	if graphql.GetErrors(ctx) != nil {
		return graphql.OneShot(&graphql.Response{})
	}
	return answers
}

// next is the next answer, nil at the end and once the context has ended.
func next(ctx context.Context, answers graphql.ResponseHandler) *graphql.Response {
	if ctx.Err() != nil {
		return nil
	}
	answer := answers(ctx)
	if answer != nil {
		answer.Errors = append(answer.Errors, graphql.GetErrors(ctx)...)
		answer.Extensions = graphql.GetExtensions(ctx)
	}
	return answer
}

// refused is the answer to what is not executed.
func (h *handler) refused(ctx context.Context, faults ...*gqlerror.Error) *graphql.Response {
	ctx = h.scope(ctx)
	for _, f := range faults {
		graphql.AddError(ctx, f)
	}
	return &graphql.Response{Errors: graphql.GetErrors(ctx)}
}

// guarded makes of a panic outside the fields an error like others.
func (h *handler) guarded(ctx context.Context, do func() *graphql.Response) (answer *graphql.Response) {
	defer func() {
		if v := recover(); v != nil {
			answer = h.refused(ctx, gqlerror.Wrap(Recover(ctx, v)))
		}
	}()
	return do()
}
