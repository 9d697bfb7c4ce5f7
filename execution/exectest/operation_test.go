package exectest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// generator makes random operations that the schema allows, nearly always.
type generator struct {
	*rand.Rand
	schema    *ast.Schema
	names     int
	fragments []string
	vars      map[string]any
	declared  map[string]string
}

func newGenerator(schema *ast.Schema, seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 2)), schema: schema}
}

func (g *generator) oneIn(n int) bool { return g.IntN(n) == 0 }

func (g *generator) name(prefix string) string {
	g.names++
	return fmt.Sprint(prefix, g.names)
}

func pick[T any](g *generator, from ...T) T { return from[g.IntN(len(from))] }

// operation is a document and its variables.
func (g *generator) operation() (string, map[string]any) {
	g.fragments, g.vars, g.declared = nil, map[string]any{}, map[string]string{}
	kind, body := "query", ""
	switch g.IntN(20) {
	case 0, 1:
		kind, body = "mutation", g.mutation()
	case 2:
		kind = "subscription"
		body = fmt.Sprintf(" { %s(count: 2)%s }", pick(g, "tick", "x: tick"), g.selection(g.schema.Types["Commune"], 3))
		if g.oneIn(5) {
			body = " { broken }"
		}
	default:
		body = g.selection(g.schema.Query, 2+g.IntN(5))
		if g.oneIn(15) {
			body = strings.TrimSuffix(body, "}") + ` __type(name: "Commune") { name fields { name type { name } } } }`
		}
	}
	var declared []string
	for _, name := range slices.Sorted(maps.Keys(g.declared)) {
		declared = append(declared, "$"+name+": "+g.declared[name])
	}
	if len(declared) > 0 {
		kind += "(" + strings.Join(declared, ", ") + ")"
	}
	return kind + body + "\n" + strings.Join(g.fragments, "\n"), g.vars
}

func (g *generator) mutation() string {
	payload := g.schema.Types["RenameCommunePayload"]
	return fmt.Sprintf(` { m1: renameCommune(input: {code: "01003", name: "%s", kind: URBAN})%s m2: renameCommune(input: {code: "%s", name: "Z"})%s%s }`,
		g.name("N"), g.selection(payload, 4), pick(g, "01004", "zz"), g.selection(payload, 4), pick(g, "", " failing"))
}

func (g *generator) selection(t *ast.Definition, depth int) string {
	var out []string
	for range 1 + g.IntN(5) {
		if s := g.field(t, depth); s != "" {
			out = append(out, s)
		}
	}
	if t.IsAbstractType() || g.oneIn(4) {
		for _, p := range g.schema.GetPossibleTypes(t) {
			if !t.IsAbstractType() || g.oneIn(2) {
				out = append(out, g.fragment(p, depth))
			}
		}
	}
	if len(out) == 0 {
		out = []string{"__typename"}
	}
	return " { " + strings.Join(out, " ") + " }"
}

func (g *generator) field(t *ast.Definition, depth int) string {
	var fields []*ast.FieldDefinition
	for _, f := range t.Fields {
		if !strings.HasPrefix(f.Name, "__") {
			fields = append(fields, f)
		}
	}
	if len(fields) == 0 || g.oneIn(10) {
		return pick(g, "__typename", g.name("t")+": __typename")
	}
	f := pick(g, fields...)
	below := g.schema.Types[f.Type.Name()]
	if below.IsCompositeType() && depth <= 0 {
		return ""
	}
	var args []string
	for _, a := range f.Arguments {
		if a.Type.NonNull || g.oneIn(2) {
			args = append(args, a.Name+": "+g.argument(a))
		}
	}
	s := f.Name
	if len(args) > 0 {
		s = fmt.Sprintf("%s: %s(%s)", g.name("a"), s, strings.Join(args, ", "))
	} else if g.oneIn(3) {
		s = g.name("a") + ": " + s
	}
	s += g.directive()
	if below.IsCompositeType() {
		s += g.selection(below, depth-1)
	}
	return s
}

// fragment is inline or named, on the type itself or on an interface that it implements.
func (g *generator) fragment(on *ast.Definition, depth int) string {
	if is := g.schema.GetImplements(on); len(is) > 0 && g.oneIn(3) {
		on = pick(g, is...)
	}
	if !g.oneIn(3) {
		return "... on " + on.Name + g.directive() + g.selection(on, depth-1)
	}
	name := g.name("F")
	g.fragments = append(g.fragments, "fragment "+name+" on "+on.Name+g.selection(on, depth-1))
	return pick(g, "", "..."+name+" ") + "..." + name + g.directive()
}

func (g *generator) argument(a *ast.ArgumentDefinition) string {
	var v any
	switch a.Type.NamedType {
	case "Int":
		v = g.IntN(9)
	case "Boolean":
		v = g.oneIn(2)
	case "Date":
		v = pick(g, "1999-05-01", "2024-01-01", "nonsense")
	default:
		v = pick(g, "01", "02", "03", "04", "01003", "02011", "99", "boom")
	}
	if g.oneIn(3) {
		return g.variable(a.Type.String(), v)
	}
	return fmt.Sprintf("%#v", v)
}

func (g *generator) directive() string {
	if !g.oneIn(8) {
		return ""
	}
	on := g.oneIn(2)
	value := fmt.Sprint(on)
	if g.oneIn(2) {
		value = g.variable("Boolean!", on)
	}
	return fmt.Sprintf(" @%s(if: %s)", pick(g, "skip", "include"), value)
}

func (g *generator) variable(typ string, v any) string {
	name := fmt.Sprint("v", len(g.vars))
	g.vars[name], g.declared[name] = v, typ
	return "$" + name
}

// flipped are the variables with every Boolean turned and every number moved; nil if there is no Boolean.
func flipped(vars map[string]any) map[string]any {
	out := map[string]any{}
	turned := false
	for k, v := range vars {
		switch was := v.(type) {
		case bool:
			v, turned = !was, true
		case int:
			v = was + 1
		}
		out[k] = v
	}
	if !turned {
		return nil
	}
	return out
}
