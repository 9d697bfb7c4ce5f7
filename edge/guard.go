package edge

import (
	"context"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// guard measures a parsed document before it is validated. It walks each fragment once, however often it is spread:
// what a kilobyte of fragments unfolds to is computed, never unfolded.
type guard struct {
	ctx       context.Context
	limits    Limits
	described description
	fragments map[string]*ast.FragmentDefinition
	known     map[string]*size // nil while the fragment is being walked: a cycle, which validation tells
	steps     int
	fault     *gqlerror.Error
}

func (l Limits) guard(ctx context.Context, doc *ast.QueryDocument, d description) *guard {
	g := &guard{ctx: ctx, limits: l, described: d, fragments: map[string]*ast.FragmentDefinition{}, known: map[string]*size{}}
	for _, f := range doc.Fragments {
		g.fragments[f.Name] = f
	}
	return g
}

// check is the first limit that an operation of the document exceeds. steps is how many selections were looked at.
func (l Limits) check(ctx context.Context, doc *ast.QueryDocument, d description) (steps int, fault *gqlerror.Error) {
	g := l.guard(ctx, doc, d)
	for _, op := range doc.Operations {
		for _, v := range op.VariableDefinitions {
			g.input(v.DefaultValue)
		}
		s := g.set(op.SelectionSet, false)
		if s.depth > l.Depth {
			g.exceed(op.Position, CodeDepth, s.depth, l.Depth, "the operation nests its fields %d deep, more than the %d allowed: ask in several steps", s.depth, l.Depth)
		}
		if s.lists > nested {
			g.exceed(op.Position, CodeIntrospection, s.lists, nested,
				"the operation nests %d lists of the members of types in the schema's description, more than the %d allowed: ask for one type after the other", s.lists, nested)
		}
		if s.values > d.most {
			g.exceed(op.Position, CodeIntrospection, s.values, d.most,
				"the operation asks for about %d values of the schema's description, more than the %d allowed: read /schema.graphql, or ask as GraphiQL does", s.values, d.most)
		}
	}
	return g.steps, g.fault
}

// set measures a selection; meta tells that it describes the schema.
func (g *guard) set(selections ast.SelectionSet, meta bool) *size {
	s := &size{top: map[string]int{}}
	for _, selection := range selections {
		if g.steps++; g.steps%256 == 0 && g.ctx.Err() != nil && g.fault == nil {
			g.fault = gqlerror.Wrap(g.ctx.Err())
		}
		if g.fault != nil {
			return s
		}
		switch it := selection.(type) {
		case *ast.Field:
			g.field(s, it, meta)
		case *ast.InlineFragment:
			s.merge(g.set(it.SelectionSet, meta))
		case *ast.FragmentSpread:
			s.spread(it.Name, g.fragment(it.Name))
		}
		if s.fields > g.limits.Fields {
			g.exceed(selection.GetPosition(), CodeFields, s.fields, g.limits.Fields,
				"the operation has at least %d fields once its fragments are spread, more than the %d allowed: ask for less at a time", s.fields, g.limits.Fields)
		}
	}
	if name, n := s.most(); n > g.limits.Repeats {
		g.exceed(selections[0].GetPosition(), CodeRepeats, n, g.limits.Repeats,
			"%q stands %d times in one selection, more than the %d allowed: ask for a list, or in several operations", name, n, g.limits.Repeats)
	}
	return s
}

func (g *guard) field(s *size, f *ast.Field, meta bool) {
	s.fields = plus(s.fields, 1)
	s.top[f.Name]++
	if f.Alias != f.Name {
		s.top[f.Alias]++
	}
	for _, a := range f.Arguments {
		g.input(a.Value)
	}
	root := f.Name == "__schema" || f.Name == "__type"
	below := g.set(f.SelectionSet, meta || root)
	s.fields = plus(s.fields, below.fields)
	if meta || root {
		s.values = plus(s.values, plus(1, times(g.described.objects(f.Name), below.values)))
		s.lists = max(s.lists, below.lists+members[f.Name])
		return
	}
	s.values = plus(s.values, below.values)
	s.lists = max(s.lists, below.lists)
	s.depth = max(s.depth, below.depth+1)
}

func (g *guard) fragment(name string) *size {
	s, walked := g.known[name]
	f := g.fragments[name]
	if !walked && f != nil {
		g.known[name] = nil
		s = g.set(f.SelectionSet, strings.HasPrefix(f.TypeCondition, "__"))
		g.known[name] = s
	}
	return s
}

func (g *guard) exceed(at *ast.Position, code string, found, limit int, format string, args ...any) {
	if g.fault != nil {
		return
	}
	g.fault = exceed(code, found, limit, format, args...)
	if at != nil {
		g.fault.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
}
