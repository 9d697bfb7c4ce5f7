package setexec

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

const (
	executionPath = "maillage/execution"
	graphqlPath   = "github.com/99designs/gqlgen/graphql"
)

// objects are the object types of the schema but for those of introspection, which gqlgen handles.
func objects(d *codegen.Data) []*codegen.Object {
	var list []*codegen.Object
	for _, o := range d.Objects {
		if !strings.HasPrefix(o.Name, "__") {
			list = append(list, o)
		}
	}
	return list
}

// delegated fields are resolved and marshalled by gqlgen: __schema and __type.
func delegated(f *codegen.Field) bool { return strings.HasPrefix(f.Name, "__") }

// isCall tells that a field is resolved before the encoding: it needs user code, arguments, a context or a directive.
func isCall(f *codegen.Field) bool {
	if delegated(f) {
		return false
	}
	return f.Object.Root || f.IsResolver || f.HasDirectives() ||
		f.IsMethod() && (len(f.Args) > 0 || f.MethodHasContext || !f.NoErr)
}

// isPlain tells that a field is read from the Go object while encoding and leads on to other objects.
func isPlain(g *file, f *codegen.Field) bool {
	return !delegated(f) && !isCall(f) && g.kinds(f.TypeReference) != nil
}

func hasPlain(g *file, o *codegen.Object) bool {
	for _, f := range o.Fields {
		if isPlain(g, f) {
			return true
		}
	}
	return false
}

// implementors are the Go types that a value of an abstract type may have. Interfaces that implement it are not among
// them: their objects are.
func (g *file) implementors(r *config.TypeReference) (objects []codegen.InterfaceImplementor) {
	for _, i := range g.data.Interfaces[r.Definition.Name].Implementors {
		if i.Kind == ast.Object {
			objects = append(objects, i)
		}
	}
	return objects
}

// kinds are the concrete types that a reference may hold; nil for a leaf.
func (g *file) kinds(r *config.TypeReference) []string {
	switch r.Definition.Kind {
	case ast.Object:
		return []string{r.Definition.Name}
	case ast.Interface, ast.Union:
		var names []string
		seen := map[string]bool{}
		for _, i := range g.implementors(r) {
			if !seen[i.Name] {
				seen[i.Name] = true
				names = append(names, i.Name)
			}
		}
		return names
	}
	return nil
}

// table writes what the planner has to know of a type.
func (g *file) table(o *codegen.Object) {
	conditions := []string{fmt.Sprintf("%q", o.Name)}
	for _, i := range o.Implements {
		conditions = append(conditions, fmt.Sprintf("%q", i.Name))
	}
	g.p("type%s = execution.Type{\nName: %q,\nImplements: []string{%s},", o.Name, o.Name, strings.Join(conditions, ", "))
	if o.Root {
		g.p("Write: write%s,", o.Name)
	} else {
		g.p("Frontier: execution.NewFrontier[%s],", g.typ(o.Reference()))
		if hasPlain(g, o) {
			g.p("Gather: gather%s,", o.Name)
		}
	}
	g.p("Fields: map[string]*execution.Field{")
	for i, f := range o.Fields {
		g.p("%q: {%s},", f.Name, strings.Join(g.row(o, f, i+1), ", "))
	}
	g.p("},\n}")
}

func (g *file) row(o *codegen.Object, f *codegen.Field, n int) []string {
	row := []string{fmt.Sprintf("Name: %q, N: %d", f.Name, n)}
	put := func(when bool, format string, args ...any) {
		if when {
			row = append(row, fmt.Sprintf(format, args...))
		}
	}
	kinds := g.kinds(f.TypeReference)
	put(kinds != nil && !delegated(f), "Kinds: []*execution.Type{&type%s}", strings.Join(kinds, ", &type"))
	put(isCall(f) && !o.Stream, "Call: call%s_%s", o.Name, f.Name)
	put(isCall(f) && o.Stream, "Stream: stream%s_%s", o.Name, f.Name)
	put(f.TypeReference.GQL.NonNull, "NonNull: true")
	put(f.TypeReference.GQL.Elem != nil, "List: true")
	put(size(f) > 0, "Size: %d", size(f))
	put(f.Arguments.ForName("first") != nil || f.Arguments.ForName("last") != nil, "Page: true")
	put(f.IsResolver, "Resolver: true")
	put(f.IsMethod() || f.IsResolver, "Method: true")
	put(delegated(f), "Delegated: true")
	return row
}

// size is what the schema says with @set(size:).
func size(f *codegen.Field) int {
	d := f.FieldDefinition.Directives.ForName("set")
	if d == nil {
		return 0
	}
	a := d.Arguments.ForName("size")
	if a == nil {
		return 0
	}
	v, _ := a.Value.Value(nil)
	n, _ := v.(int64)
	return int(n)
}
