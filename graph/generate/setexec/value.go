package setexec

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"
)

// value writes the statements that encode v: a known leaf in place, anything else through its reference's function.
func (g *file) value(r *config.TypeReference, v string) {
	statement, fallible := leaf(r, v)
	switch {
	case statement == "":
		g.p("ok = value%s(e, f, %s) && ok", g.key(r), given(r, v))
	case !fallible:
		g.p("%s", statement)
	case r.GQL.NonNull:
		g.p("ok = %s && ok", statement)
	default:
		g.p("ok = e.Nullable(%s) && ok", statement)
	}
}

// builtin are gqlgen's scalars that the encoder writes itself.
var builtin = map[string]string{
	"MarshalString":       "e.String(string(%s))",
	"MarshalID":           "e.String(string(%s))",
	"MarshalInt":          "e.Int(int64(%s))",
	"MarshalInt32":        "e.Int(int64(%s))",
	"MarshalInt64":        "e.Int(int64(%s))",
	"MarshalBoolean":      "e.Bool(bool(%s))",
	"MarshalFloat":        "e.Float(float64(%s))",
	"MarshalFloatContext": "e.Float(float64(%s))",
}

// leaf is the statement for a scalar or enum held by value, or an expression that may fail; empty if there is neither.
func leaf(r *config.TypeReference, v string) (statement string, fallible bool) {
	if !r.Definition.IsLeafType() || r.IsNilable() {
		return "", false
	}
	if m := r.Marshaler; m != nil && m.Pkg().Path() == graphqlPath && builtin[m.Name()] != "" {
		return fmt.Sprintf(builtin[m.Name()], v), strings.HasPrefix(m.Name(), "MarshalFloat")
	}
	if !r.IsMarshaler || r.IsContext {
		return "", false
	}
	if hasMethod(r.GO, "AppendGQL") {
		return fmt.Sprintf("e.B = %s.AppendGQL(e.B)", v), false
	}
	if basic, ok := r.GO.Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 && r.Definition.Kind == ast.Enum {
		return fmt.Sprintf("e.String(string(%s))", v), false
	}
	return fmt.Sprintf("%s.MarshalGQL(e)", v), false
}

// hasMethod tells whether t itself, not only its pointer, has the method.
func hasMethod(t types.Type, name string) bool {
	m, _, _ := types.LookupFieldOrMethod(t, false, nil, name)
	_, ok := m.(*types.Func)
	return ok
}

var identifier = strings.NewReplacer("[", "L", "]", "_", "!", "N")

// key names the functions of a reference. gqlgen's own key drops the nullability below the first list.
func (g *file) key(r *config.TypeReference) string {
	k := identifier.Replace(r.GQL.String()) + "2" + templates.TypeIdentifier(r.GO)
	if g.refs[k] == nil {
		g.refs[k] = r
		g.todo = append(g.todo, k)
	}
	return k
}

// byValue tells that an object is held as a struct. It is handed on by its address, so that nothing is copied.
func byValue(r *config.TypeReference) bool {
	return r.Definition.Kind == ast.Object && !r.IsSlice() && !r.IsPtr()
}

func (g *file) param(r *config.TypeReference) string {
	if byValue(r) {
		return "*" + g.typ(r.GO)
	}
	return g.typ(r.GO)
}

// given is the argument for an addressable expression.
func given(r *config.TypeReference, v string) string {
	if byValue(r) {
		return "&" + v
	}
	return v
}

// reference writes the functions of one type reference.
func (g *file) reference(key string, r *config.TypeReference) {
	g.p("func value%s(e *execution.Encoder, f *execution.Entry, v %s) bool {", key, g.param(r))
	switch {
	case r.IsSlice():
		g.list(r)
	case r.Definition.Kind == ast.Object:
		g.single(r)
	case r.Definition.Kind == ast.Interface, r.Definition.Kind == ast.Union:
		g.abstract(r)
	case r.IsPtr():
		g.pointer(r)
	default:
		g.foreign(r)
	}
	g.p("}\n")
	if !r.Definition.IsLeafType() {
		g.p("func spread%s(x *execution.Run, f *execution.Entry, v %s) {", key, g.param(r))
		g.spread(r)
		g.p("}\n")
	}
}

func (g *file) list(r *config.TypeReference) {
	elem := r.Elem()
	if !r.GQL.NonNull {
		g.p("if v == nil {\nreturn e.Null()\n}")
	}
	remembered := !r.Definition.IsLeafType() && !elem.IsSlice()
	if remembered {
		g.p("m, seen := execution.SeenList(e, f, v)\nif seen {\nreturn true\n}")
	}
	g.p("start, ok := e.OpenList(), true\nfor i := range v {\ne.Item(i)")
	g.value(elem, "v[i]")
	g.p("}")
	if remembered {
		g.p("return e.Keep(m, e.CloseList(start, ok, %v))", r.GQL.NonNull)
	} else {
		g.p("return e.CloseList(start, ok, %v)", r.GQL.NonNull)
	}
}

// single writes an object. One held by value may stand in a copy, whose address says nothing: it is not remembered.
func (g *file) single(r *config.TypeReference) {
	if byValue(r) {
		g.end(r, fmt.Sprintf("write%s(e, f.Places[0], v, e.Next(f.Places[0]))", r.Definition.Name))
		return
	}
	g.p("if v == nil {")
	g.null(r)
	g.p("}")
	g.remembered(r, r.Definition.Name, 0, "v")
}

// remembered ends a function with the object v of a concrete type.
func (g *file) remembered(r *config.TypeReference, name string, kind int, v string) {
	g.p("m, seen := execution.SeenObject(e, f, %s)\nif seen {\nreturn true\n}", v)
	g.end(r, fmt.Sprintf("e.Keep(m, write%s(e, f.Places[%d], %s, e.Next(f.Places[%d])))", name, kind, v, kind))
}

func (g *file) abstract(r *config.TypeReference) {
	place := g.places(r)
	g.p("switch o := v.(type) {\ncase nil:")
	g.null(r)
	for _, im := range g.implementors(r) {
		g.p("case %s:", g.typ(im.Type))
		if !im.CanBeNil() {
			g.end(r, fmt.Sprintf("write%s(e, f.Places[%d], &o, e.Next(f.Places[%d]))", im.Name, place[im.Name], place[im.Name]))
			continue
		}
		g.p("if o == nil {")
		g.null(r)
		g.p("}")
		g.remembered(r, im.Name, place[im.Name], "o")
	}
	g.p("default:")
	g.end(r, fmt.Sprintf("e.Stranger(v, %q)", r.Definition.Name))
	g.p("}")
}

// pointer writes a leaf behind a pointer.
func (g *file) pointer(r *config.TypeReference) {
	held, gql := *r, *r.GQL
	held.GO, held.GQL = r.Elem().GO, &gql
	gql.NonNull = true
	statement, fallible := leaf(&held, "(*v)")
	if statement == "" {
		g.foreign(r)
		return
	}
	g.p("if v == nil {")
	g.null(r)
	g.p("}")
	if fallible {
		g.end(r, statement)
	} else {
		g.p("%s\nreturn true", statement)
	}
}

// foreign leaves the value to gqlgen's marshaler.
func (g *file) foreign(r *config.TypeReference) {
	g.use("github.com/vektah/gqlparser/v2/ast", "ast")
	g.p("return e.Marshal(e.Glue.(*executionContext).%s(e.Here(), ast.SelectionSet(nil), v), %v)", r.MarshalFunc(), r.GQL.NonNull)
}

func (g *file) null(r *config.TypeReference) {
	if r.GQL.NonNull {
		g.p("return e.Nil(%q)", r.GQL.String())
	} else {
		g.p("return e.Null()")
	}
}

func (g *file) end(r *config.TypeReference, ok string) {
	if r.GQL.NonNull {
		g.p("return %s", ok)
	} else {
		g.p("return e.Nullable(%s)", ok)
	}
}

// places tells which of an entry's places belongs to a concrete type.
func (g *file) places(r *config.TypeReference) map[string]int {
	at := map[string]int{}
	for i, name := range g.kinds(r) {
		at[name] = i
	}
	return at
}
