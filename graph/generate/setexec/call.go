package setexec

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/templates"
)

// call writes what resolves a field for all its parents, or starts a field of the live root.
func (g *file) call(o *codegen.Object, f *codegen.Field) {
	result, spread := g.typ(f.TypeReference.GO), "nil"
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
	if len(f.Args) > 0 || f.IsResolver || f.HasDirectives() {
		g.p("ec := x.Glue.(*executionContext)")
	}
	for i, a := range f.Args {
		g.p("a%d := execution.Argument(x, c, %q, ec.%s)", i, a.Name, a.TypeReference.UnmarshalFunc())
	}
	resolver := "ec.Resolvers." + templates.UcFirst(o.Name) + "()." + f.GoFieldName
	switch {
	case o.Stream:
		result = "<-chan " + result
		g.p("return execution.Stream(x, c, func(ctx context.Context) ([]%s, error) {", result)
		g.root(f, result, resolver)
	case o.Root:
		g.p("execution.ResolveRoot(x, c, func(ctx context.Context) ([]%s, error) {", result)
		g.root(f, result, resolver)
	default:
		result = "[]" + result
		g.p("ps := execution.Parents[%s](x, c)", g.typ(o.Reference()))
		g.p("execution.Resolve(x, c, len(ps), func(ctx context.Context) (%s, error) {", result)
		if call := g.resolving(o, f, resolver); g.guarded(f, "return "+call) {
			g.p("return execution.As[%s](next(ctx))", result)
		} else {
			g.p("return %s", call)
		}
	}
	g.p("}, %s)\n}\n", spread)
}

// root is the call of a root field's resolver.
func (g *file) root(f *codegen.Field, result, resolver string) {
	call := resolver + g.arguments(f, "ctx")
	if g.guarded(f, "return "+call) {
		call = fmt.Sprintf("execution.As[%s](next(ctx))", result)
	}
	g.p("return execution.One(%s)", call)
}

// resolving is the call of a set resolver, or a loop over what is written for one object.
func (g *file) resolving(o *codegen.Object, f *codegen.Field, resolver string) string {
	if f.IsResolver {
		return resolver + g.arguments(f, "ctx", "ps")
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
	return fmt.Sprintf("execution.Each(ps, func(o %s) (%s, error) { return %s })", g.typ(o.Reference()), g.typ(f.TypeReference.GO), one)
}

func (g *file) arguments(f *codegen.Field, first ...string) string {
	for i := range f.Args {
		first = append(first, fmt.Sprint("a", i))
	}
	return "(" + strings.Join(first, ", ") + ")"
}

// guarded writes next, which is body within the directives of its field, if it has any: they run once per call, whatever
// the number of parents.
func (g *file) guarded(f *codegen.Field, body string) bool {
	ds := f.ImplDirectives()
	if len(ds) == 0 {
		return false
	}
	g.p("next := func(ctx context.Context) (any, error) { %s }", body)
	for i, d := range ds {
		given := []string{"ctx", "nil", fmt.Sprintf("next%d", i)}
		for j, a := range d.Args {
			given = append(given, g.directiveArgument(a, fmt.Sprintf("d%da%d", i, j)))
		}
		g.p("next%d := next\nnext = func(ctx context.Context) (any, error) { return %s(%s) }", i, d.CallPath(), strings.Join(given, ", "))
	}
	return true
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
