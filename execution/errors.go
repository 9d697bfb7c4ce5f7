package execution

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Codes of the errors that the executor makes itself, in extensions.code.
const (
	CodeDefer  = "DEFER_NOT_SUPPORTED"
	CodePlan   = "OPERATION_TOO_LARGE"
	CodeCost   = "COST_LIMIT_EXCEEDED"
	CodeAnswer = "ANSWER_TOO_LARGE"
	CodeErrors = "ERRORS_OMITTED"
)

// argumentError is an argument that could not be read: its path is relative to the field.
type argumentError struct{ error }

// fail reports the error of a call at the position being written.
func (e *Encoder) fail(f *Entry, err error) (valid bool) {
	e.report(err)
	return !f.field.NonNull && e.Null()
}

// Nil reports a null where the schema forbids one.
func (e *Encoder) Nil(declared string) bool {
	if ctx, ok := e.tell(); ok {
		graphql.AddInvalidNullError(ctx, declared)
	}
	return false
}

// report adds an error at the position being written.
func (e *Encoder) report(err error) {
	if ctx, ok := e.tell(); ok {
		graphql.AddError(ctx, placed(ctx, err))
	}
}

// placed is err at the position of ctx. An error that other positions share is copied first: paths are written into
// it, and presenters write into its extensions.
func placed(ctx context.Context, err error) error {
	argument, isArgument := err.(argumentError)
	if isArgument {
		err = argument.error
	}
	var shared *gqlerror.Error
	if errors.As(err, &shared) {
		own := *shared
		own.Extensions = maps.Clone(shared.Extensions)
		if isArgument {
			own.Path = append(append(ast.Path{}, graphql.GetPath(ctx)...), own.Path...)
		}
		err = &own
	}
	if isArgument {
		return err
	}
	return graphql.AddFieldLocationToError(ctx, err)
}

// tell counts an error at the field being written. One failed call over 5,000 parents is 5,000 errors: after the first
// few of a field the rest is only counted.
func (e *Encoder) tell() (context.Context, bool) {
	e.errors++
	if len(e.told) == 0 {
		e.told = append(e.told, make([]int32, len(e.plan.entries))...)
	}
	n := &e.told[e.entry().ID]
	*n++
	if int(*n) > e.opts.Errors {
		return nil, false
	}
	return e.context(), true
}

// omitted adds one error per field that had more than were told.
func (e *Encoder) omitted() {
	for id, n := range e.told {
		more := int(n) - e.opts.Errors
		if more <= 0 {
			continue
		}
		at := e.plan.entries[id].at()
		err := refusal(CodeErrors, "%s has %d more errors than the %d shown", at, more, e.opts.Errors)
		err.Extensions["at"], err.Extensions["omitted"] = at, more
		graphql.AddError(e.ctx, err)
	}
}

// at is the response path of an entry without indexes.
func (e *Entry) at() string {
	if e.place.holder == nil {
		return e.Alias
	}
	return e.place.holder.at() + "." + e.Alias
}

// entry is the field being written.
func (e *Encoder) entry() *Entry {
	for i := len(e.path) - 1; ; i-- {
		if s := e.path[i]; s >= 0 {
			return e.plan.entries[s]
		}
	}
}

// context builds, only when something went wrong, the field contexts that gqlgen would have had here.
func (e *Encoder) context() context.Context {
	ctx := graphql.WithFieldContext(e.ctx, &graphql.FieldContext{Object: e.plan.root.Type.Name})
	for _, s := range e.path {
		fc := &graphql.FieldContext{}
		if s < 0 {
			index := int(^s)
			fc.Index = &index
		} else {
			f := e.plan.entries[s]
			fc.Object, fc.Field = f.place.Type.Name, f.CollectedField
			fc.IsResolver, fc.IsMethod = f.field.Resolver, f.field.Method
		}
		ctx = graphql.WithFieldContext(ctx, fc)
	}
	return ctx
}

func refusal(code, format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code}}
}

func errDefer(at *ast.Position) error {
	err := refusal(CodeDefer, "@defer is not supported: the answer comes in one piece; leave the directive out")
	if at != nil {
		err.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
	return err
}

func tooLarge(limit int) error {
	err := refusal(CodePlan, "the operation asks for more than %d fields once its fragments are spread: ask for less at a time", limit)
	err.Extensions["limit"] = limit
	return err
}
