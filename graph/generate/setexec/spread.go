package setexec

import (
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

// spread writes the body that adds the objects in v to the places below f.
func (g *file) spread(r *config.TypeReference) {
	switch {
	case r.IsSlice():
		elem := r.Elem()
		if elem.Definition.Kind == ast.Object && elem.IsPtr() {
			g.p("for _, o := range v {\nif o != nil {\nexecution.Add(x, f.Places[0], o)\n}\n}")
			return
		}
		g.p("for i := range v {\nspread%s(x, f, %s)\n}", g.key(elem), given(elem, "v[i]"))
	case r.Definition.Kind == ast.Object && r.IsPtr():
		g.p("if v != nil {\nexecution.Add(x, f.Places[0], v)\n}")
	case r.Definition.Kind == ast.Object:
		g.p("execution.Add(x, f.Places[0], v)")
	default:
		place := g.places(r)
		g.p("switch o := v.(type) {")
		for _, im := range g.implementors(r) {
			if im.CanBeNil() {
				g.p("case %s:\nif o != nil {\nexecution.Add(x, f.Places[%d], o)\n}", g.typ(im.Type), place[im.Name])
			} else {
				g.p("case %s:\nexecution.Add(x, f.Places[%d], &o)", g.typ(im.Type), place[im.Name])
			}
		}
		g.p("}")
	}
}
