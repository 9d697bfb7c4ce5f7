package execution

import (
	"context"
	"sync"
)

// Selection tells a resolver what the client selects below its field: the union over all places that one call serves.
// It is found out once per plan, when first asked. A nil Selection means not known, so that everything is wanted.
type Selection struct {
	entries []*Entry // the fields whose values these are
	once    sync.Once
	below   map[string]*Selection
	objects *Selection
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
