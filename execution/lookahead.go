package execution

import (
	"context"
	"iter"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Selection tells a resolver what the client selects below its field: the union over all places that one call serves.
// It is found out once per plan, when first asked. A nil Selection means not known, so that everything is wanted.
type Selection struct {
	entries []*Entry // the fields whose values these are
	once    sync.Once
	below   map[string]*Selection
	objects *Selection
	edges   []*Edge
}

// Edge is a field below that has a resolver, with the arguments that the client gives it in one way.
type Edge struct {
	Name   string
	Types  []string // the types that have it here
	Fields *Selection
	entry  *Entry
	calls  []*Selection // of the calls that resolve it
}

// Serves tells whether a call, known by its Fields, resolves this edge: what was read for the edge is then what the call asks for.
func (e *Edge) Serves(call any) bool {
	s, ok := call.(*Selection)
	return ok && slices.Contains(e.calls, s)
}

// Args are the arguments of the edge as the client wrote them, variables and defaults filled in, not yet checked.
func (e *Edge) Args(ctx context.Context) iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		vars := graphql.GetOperationContext(ctx).Variables
		for i := range e.entry.call.arguments {
			a := &e.entry.call.arguments[i]
			if value, given := a.read(vars); given && !yield(a.name, value) {
				return
			}
		}
	}
}

// Edges are the fields with a resolver that are selected below, once for each way of giving their arguments: what a resolver may read
// together with its objects.
func (s *Selection) Edges() []*Edge {
	if s == nil {
		return nil
	}
	s.once.Do(s.expand)
	return s.edges
}

type lookKey struct{}

// Fields is what is selected below the field that is being resolved. Outside of this executor it is nil.
func Fields(ctx context.Context) *Selection {
	s, _ := ctx.Value(lookKey{}).(*Selection)
	return s
}

// Has tells whether the field of that name (not its alias) is selected.
func (s *Selection) Has(name string) bool {
	if s == nil {
		return true
	}
	s.once.Do(s.expand)
	return s.below[name] != nil
}

// Child is what is selected below the field of that name; empty if it is not selected.
func (s *Selection) Child(name string) *Selection {
	if s == nil {
		return nil
	}
	s.once.Do(s.expand)
	if c := s.below[name]; c != nil {
		return c
	}
	return &Selection{}
}

// Objects is what is selected on the objects of a page, be it through nodes or through edges { node }. On anything
// else than a page it is the selection itself.
func (s *Selection) Objects() *Selection {
	if s == nil {
		return nil
	}
	s.once.Do(s.expand)
	return s.objects
}

func (s *Selection) expand() {
	s.below = map[string]*Selection{}
	for _, e := range s.entries {
		for _, p := range e.Places {
			for _, f := range p.Entries {
				c := s.below[f.Name]
				if c == nil {
					c = &Selection{}
					s.below[f.Name] = c
				}
				c.entries = append(c.entries, f)
				s.edge(f)
			}
		}
	}
	s.objects = s
	if nodes, edges := s.below["nodes"], s.below["edges"]; edges != nil {
		s.objects = &Selection{entries: edges.Child("node").entries}
		if nodes != nil {
			s.objects.entries = append(s.objects.entries, nodes.entries...)
		}
	} else if nodes != nil {
		s.objects = nodes
	}
}

func (s *Selection) edge(f *Entry) {
	if f.call == nil {
		return
	}
	at := slices.IndexFunc(s.edges, func(e *Edge) bool { return e.Name == f.Name && sameArguments(e.entry, f) })
	if at < 0 {
		at = len(s.edges)
		s.edges = append(s.edges, &Edge{Name: f.Name, Fields: &Selection{}, entry: f})
	}
	e := s.edges[at]
	e.Fields.entries = append(e.Fields.entries, f)
	if !slices.Contains(e.calls, f.call.look) {
		e.calls = append(e.calls, f.call.look)
	}
	if !slices.Contains(e.Types, f.call.object) {
		e.Types = append(e.Types, f.call.object)
	}
}

func sameArguments(a, b *Entry) bool {
	return slices.EqualFunc(a.Arguments, b.Arguments, func(x, y *ast.Argument) bool {
		return x.Name == y.Name && x.Value.String() == y.Value.String()
	})
}
