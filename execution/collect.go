package execution

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// collector gathers the response keys of one selection set, as CollectFields of the specification does. gqlgen's own
// keeps two entries where one key is reached through unrelated interfaces, and writes only the first.
type collector struct {
	*planner
	fields    []graphql.CollectedField
	at        map[string]int
	fragments map[string]bool
	typ       *Type
}

func (b *planner) collect(set ast.SelectionSet, t *Type) []graphql.CollectedField {
	c := collector{planner: b, typ: t, fields: make([]graphql.CollectedField, 0, len(set)), at: make(map[string]int, len(set))}
	c.add(set)
	return c.fields
}

func (c *collector) add(set ast.SelectionSet) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if c.included(s.Directives) {
				c.field(s)
			}
		case *ast.InlineFragment:
			if c.included(s.Directives) && c.matches(s.TypeCondition) {
				c.add(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			c.spread(s)
		}
	}
}

func (c *collector) field(f *ast.Field) {
	i, known := c.at[f.Alias]
	if !known {
		i = len(c.fields)
		c.at[f.Alias] = i
		c.fields = append(c.fields, graphql.CollectedField{Field: f})
	}
	c.fields[i].Selections = append(c.fields[i].Selections, f.SelectionSet...)
}

func (c *collector) spread(s *ast.FragmentSpread) {
	if c.fragments[s.Name] || !c.included(s.Directives) {
		return
	}
	if c.fragments == nil {
		c.fragments = map[string]bool{}
	}
	c.fragments[s.Name] = true
	if f := c.oc.Doc.Fragments.ForName(s.Name); c.matches(f.TypeCondition) {
		c.add(f.SelectionSet)
	}
}

func (c *collector) matches(condition string) bool {
	return condition == "" || slices.Contains(c.typ.Implements, condition)
}

func (c *collector) included(ds ast.DirectiveList) bool {
	if len(ds) == 0 {
		return true
	}
	if d := ds.ForName("defer"); d != nil && c.ifArgument(d, true) {
		c.refuse(errDefer(d.Position))
	}
	skip, include := ds.ForName("skip"), ds.ForName("include")
	return (skip == nil || !c.ifArgument(skip, false)) && (include == nil || c.ifArgument(include, false))
}

func (c *collector) ifArgument(d *ast.Directive, absent bool) bool {
	a := d.Arguments.ForName("if")
	if a == nil {
		return absent
	}
	v, _ := a.Value.Value(c.oc.Variables)
	b, _ := v.(bool)
	return b
}
