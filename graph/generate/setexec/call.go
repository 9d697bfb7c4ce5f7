package setexec

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/templates"
)

// call writes what resolves a field for all its parents, or starts a field of the live root.
func (g *file) call(o *codegen.Object, f *codegen.Field) {
	result := g.typ(f.TypeReference.GO)
	args, spread := "nil", "nil"
	if len(f.Args) > 0 {
		args = "ec." + f.ArgsFunc()
	}
	if g.kinds(f.TypeReference) != nil {
		if spread = "spread" + g.key(f.TypeReference); byValue(f.TypeReference) {
			spread = fmt.Sprintf("func(x *execution.Run, e *execution.Entry, v %s) { %s(x, e, &v) }", result, spread)
		}
	}
	prefix, returns := "call", ""
	if o.Stream {
		prefix, returns = "stream", " (execution.Events, error)"
	}
	g.p("func %s%s_%s(x *execution.Run, c *execution.Call)%s {", prefix, o.Name, f.Name, returns)
	if args != "nil" || f.IsResolver || f.HasDirectives() {
		g.p("ec := x.Glue.(*executionContext)")
	}
	resolver := "ec.Resolvers." + templates.UcFirst(o.Name) + "()." + f.GoFieldName
	switch {
	case o.Stream:
		result = "<-chan " + result
		g.p("return execution.Stream(x, c, %s, func(ctx context.Context, a map[string]any) (%s, error) {", args, result)
		g.guarded(f, result, "return "+resolver+g.arguments(f, "ctx"))
	case o.Root:
		g.p("execution.ResolveRoot(x, c, %s, func(ctx context.Context, a map[string]any) (%s, error) {", args, result)
		g.guarded(f, result, "return "+resolver+g.arguments(f, "ctx"))
	default:
		result = "[]" + result
		g.p("execution.Resolve(x, c, %s, func(ctx context.Context, ps []%s, a map[string]any) (%s, error) {", args, g.typ(o.Reference()), result)
		g.guarded(f, result, g.resolving(o, f, resolver))
	}
	g.p("}, %s)\n}\n", spread)
}

// resolving is the call of a set resolver, or a loop over what is written for one object.
func (g *file) resolving(o *codegen.Object, f *codegen.Field, resolver string) string {
	if f.IsResolver {
		return "return " + resolver + g.arguments(f, "ctx", "ps")
	}
	one := "o." + f.GoFieldName
	if f.IsMethod() && f.MethodHasContext {
		one += g.arguments(f, "ctx")
	} else if f.IsMethod() {
		one += g.arguments(f)
	}
	if f.IsVariable() || f.NoErr {
		one += ", nil"
	}
	return fmt.Sprintf("return execution.Each(ps, func(o %s) (%s, error) { return %s })", g.typ(o.Reference()), g.typ(f.TypeReference.GO), one)
}

func (g *file) arguments(f *codegen.Field, first ...string) string {
	for _, a := range f.Args {
		first = append(first, fmt.Sprintf("execution.Argument[%s](a, %q)", g.typ(a.TypeReference.GO), a.Name))
	}
	return "(" + strings.Join(first, ", ") + ")"
}

// guarded wraps a resolver in the directives of its field: they run once per call, whatever the number of parents.
func (g *file) guarded(f *codegen.Field, result, body string) {
	ds := f.ImplDirectives()
	if len(ds) == 0 {
		g.p("%s", body)
		return
	}
	g.p("next := func(ctx context.Context) (any, error) { %s }", body)
	for i, d := range ds {
		given := []string{"ctx", "nil", fmt.Sprintf("next%d", i)}
		for j, a := range d.Args {
			given = append(given, g.directiveArgument(a, fmt.Sprintf("d%da%d", i, j)))
		}
		g.p("next%d := next\nnext = func(ctx context.Context) (any, error) { return %s(%s) }", i, d.CallPath(), strings.Join(given, ", "))
	}
	g.p("return execution.As[%s](next(ctx))", result)
}

func (g *file) directiveArgument(a *codegen.FieldArgument, name string) string {
	v := a.Value
	if v == nil {
		v = a.Default
	}
	if v == nil {
		return "nil"
	}
	g.p("%s, err := ec.%s(ctx, %s)\nif err != nil {\nreturn nil, err\n}", name, a.TypeReference.UnmarshalFunc(), templates.Dump(v))
	return name
}
