package edge

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/model"
)

// Presenter makes of any error what the client may see: faults that are meant for it keep their words, everything else
// becomes INTERNAL with an id under which log has the rest. The error that comes in is never written to: other
// positions of the answer may share it.
func Presenter(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		out := placed(ctx, err)
		whole := out.Path
		at := argument(ctx, out)
		var (
			fault  *model.Error
			faults model.Errors
		)
		switch {
		case errors.As(err, &faults) && len(faults) > 0:
			last := len(faults) - 1
			for _, f := range faults[:last] { // the answer has room for one error per call
				graphql.AddError(ctx, &gqlerror.Error{Err: f, Message: f.Message, Path: whole, Locations: out.Locations})
			}
			return meant(out, faults[last], at)
		case errors.As(err, &fault):
			return meant(out, fault, at)
		case codeOf(out) != "":
			return out
		}
		if cause := ended(ctx, err); cause != nil {
			return interrupted(out, cause)
		}
		if at != "" {
			out.Extensions["code"], out.Extensions["field"] = string(model.CodeInvalid), at
			out.Message = fmt.Sprintf("the argument %s is not valid: %s", at, clip(out.Message))
			return out
		}
		return internal(ctx, log, out, err)
	}
}

// placed is a new error at the place of err, with its words and none of its maps.
func placed(ctx context.Context, err error) *gqlerror.Error {
	out := &gqlerror.Error{Message: err.Error()}
	var at *gqlerror.Error
	if errors.As(err, &at) {
		*out = *at
		out.Extensions = maps.Clone(at.Extensions)
	} else {
		out.Path = graphql.GetPath(ctx)
	}
	if out.Extensions == nil {
		out.Extensions = map[string]any{}
	}
	return out
}

// meant is a fault for the client; at is the argument below which it was found, if the resolver was never called.
func meant(out *gqlerror.Error, f *model.Error, at string) *gqlerror.Error {
	out.Err, out.Message = f, f.Message
	out.Extensions["code"] = string(f.Code)
	if f.Path != "" && at != "" {
		at += "."
	}
	if at += f.Path; at != "" {
		out.Extensions["field"] = at
	}
	return out
}

// ended is why an operation was given up, nil if err has another reason. A driver has its own words for a statement
// that was stopped, so once the context has ended, every error is a consequence.
func ended(ctx context.Context, err error) error {
	for _, cause := range []error{context.DeadlineExceeded, context.Canceled} {
		if errors.Is(err, cause) || errors.Is(ctx.Err(), cause) {
			return cause
		}
	}
	return nil
}

// interrupted is not logged: nothing is broken.
func interrupted(out *gqlerror.Error, cause error) *gqlerror.Error {
	out.Err = cause
	if cause == context.DeadlineExceeded {
		out.Message, out.Extensions["code"] = "the operation took too long and was stopped: ask for less at a time", CodeTimeout
	} else {
		out.Message, out.Extensions["code"] = "the request was cancelled", CodeCancelled
	}
	return out
}

// argument moves an error that lies below its field up to the field, where those of resolvers are, and is the dotted
// rest of its path: only arguments are there.
func argument(ctx context.Context, out *gqlerror.Error) string {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil {
		return ""
	}
	field := fc.Path()
	if len(field) == 0 || len(out.Path) <= len(field) {
		return ""
	}
	at := dotted(out.Path[len(field):])
	out.Path = field
	if p := fc.Field.Field; p != nil && p.Position != nil && len(out.Locations) == 0 {
		out.Locations = []gqlerror.Location{{Line: p.Position.Line, Column: p.Position.Column}}
	}
	return at
}

func internal(ctx context.Context, log *slog.Logger, out *gqlerror.Error, err error) *gqlerror.Error {
	id := rand.Text()[:12]
	attrs := []any{"id", id, "path", out.Path.String(), "request", RequestID(ctx), "error", err}
	if graphql.HasOperationContext(ctx) {
		attrs = append(attrs, "operation", graphql.GetOperationContext(ctx).OperationName)
	}
	var p *panicked
	if errors.As(err, &p) {
		attrs = append(attrs, "stack", string(p.stack))
	}
	log.ErrorContext(ctx, "internal error", attrs...)
	out.Message = fmt.Sprintf("an internal error occurred; it is logged as %s", id)
	out.Extensions = map[string]any{"code": string(model.CodeInternal), "id": id}
	return out
}

// panicked is a panic on its way to the presenter, which logs it.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// Recover makes of a panic an error that the presenter logs with its stack and hides.
func Recover(_ context.Context, value any) error { return &panicked{value, debug.Stack()} }
