package execution

import (
	"cmp"
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Argument reads the argument of that name for a call. What is wrong with it becomes the call's error.
func Argument[T any](x *Run, c *Call, name string, read func(ctx context.Context, value any) (T, error)) (arg T) {
	st := &x.calls[c.ID]
	value, given := c.argument(name, x.oc.Variables)
	if given && st.err == nil {
		var err error
		if arg, err = read(x.ctx, value); err != nil {
			// Once more: only now its place matters. Without a field context the path starts at the argument; see placed.
			arg, err = read(graphql.WithPathContext(x.ctx, graphql.NewPathWithField(name)), value)
		}
		if err != nil {
			st.err = argumentError{err}
		}
	}
	if x.oc.ResolverMiddleware != nil { // which may ask for all of them
		if st.args == nil {
			st.args = map[string]any{}
		}
		st.args[name] = arg
	}
	return arg
}

// argument is one that the field's definition knows, as the plan has found it.
type argument struct {
	name            string
	variable        string   // if it is given by one
	given, standard *literal // as the document and the schema have it; nil if they do not
}

// argumentsOf prepares what ast.Field.ArgumentMap does.
func argumentsOf(e *Entry) []argument {
	all := make([]argument, len(e.Definition.Arguments))
	for i, d := range e.Definition.Arguments {
		a := argument{name: d.Name, standard: literalOf(d.DefaultValue)}
		if written := e.Arguments.ForName(d.Name); written != nil && written.Value.Kind == ast.Variable {
			a.variable = written.Value.Raw
		} else if written != nil {
			a.given = literalOf(written.Value)
		}
		all[i] = a
	}
	return all
}

func (c *Call) argument(name string, vars map[string]any) (value any, given bool) {
	for i := range c.arguments {
		if a := &c.arguments[i]; a.name == name {
			return a.read(vars)
		}
	}
	return nil, false
}

func (a *argument) read(vars map[string]any) (value any, given bool) {
	if value, given = vars[a.variable]; given && a.variable != "" {
		return value, true
	}
	if l := cmp.Or(a.given, a.standard); l != nil {
		return l.read(vars), true
	}
	return nil, false
}

// literal is a value that is written down. A list or an object is made anew for each who reads it: it may hold
// variables, and its reader may write into it.
type literal struct {
	value any
	fresh *ast.Value
}

func literalOf(v *ast.Value) *literal {
	if v == nil {
		return nil
	}
	value, err := v.Value(nil)
	if err != nil || v.Kind == ast.ListValue || v.Kind == ast.ObjectValue {
		return &literal{fresh: v}
	}
	return &literal{value: value}
}

func (l *literal) read(vars map[string]any) any {
	if l.fresh == nil {
		return l.value
	}
	value, err := l.fresh.Value(vars)
	if err != nil {
		panic(err)
	}
	return value
}
