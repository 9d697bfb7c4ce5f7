package execution

import (
	"encoding/json"
	"math"
	"math/bits"

	"github.com/vektah/gqlparser/v2/ast"
)

// The cost of an operation is the number of values that its answer may hold: a field counts once for each object that
// may stand at its place. A list has as many objects as its first or last argument says, or that of the page it is part
// of, or @set(size:), or else Options.ListSize. Introspection counts one per root field: it is gqlgen's.

// estimate is a plan's cost, if that does not depend on the variables.
type estimate struct {
	cost   int64
	varies bool
}

func (p *Plan) estimate(listSize int) {
	for _, e := range p.entries {
		if e.field.Page && (isVariable(e, "first") || isVariable(e, "last")) {
			p.estimated.varies = true
			return
		}
	}
	p.estimated.cost = meter{nil, int64(listSize)}.place(p.root, noPage)
}

func isVariable(e *Entry, argument string) bool {
	a := e.Arguments.ForName(argument)
	return a != nil && a.Value.Kind == ast.Variable
}

// cost estimates the operation with these variables.
func (p *Plan) cost(vars map[string]any, listSize int) int64 {
	if !p.estimated.varies {
		return p.estimated.cost
	}
	return meter{vars, int64(listSize)}.place(p.root, noPage)
}

// noPage is the page of an object that is none.
const noPage = -1

type meter struct {
	vars map[string]any
	list int64
}

// place is the cost of one object at p; page is how many objects stand on it, if it is a page.
func (m meter) place(p *Place, page int64) int64 {
	total := int64(len(p.Entries))
	for _, e := range p.Entries {
		if len(e.Places) == 0 {
			continue
		}
		objects, below := m.size(e, page)
		most := int64(0)
		for _, kind := range e.Places { // an object is of one kind
			most = max(most, m.place(kind, below))
		}
		total = add(total, times(objects, most))
	}
	return total
}

// size is how many objects e holds per parent, and how many stand on each of them if they are pages.
func (m meter) size(e *Entry, page int64) (objects, below int64) {
	asked := int64(noPage)
	if e.field.Page {
		asked = max(m.argument(e, "first"), m.argument(e, "last"))
	}
	switch {
	case !e.field.List:
		return 1, asked
	case asked != noPage:
		return asked, noPage
	case page != noPage:
		return page, noPage
	case e.field.Size > 0:
		return int64(e.field.Size), noPage
	}
	return m.list, noPage
}

// argument is a number given to e or its default; noPage if there is none.
func (m meter) argument(e *Entry, name string) int64 {
	v, given := any(nil), false
	if a := e.Arguments.ForName(name); a != nil {
		v, _ = a.Value.Value(m.vars)
		_, given = m.vars[a.Value.Raw]
		given = given || a.Value.Kind != ast.Variable
	}
	if d := e.Definition.Arguments.ForName(name); !given && d != nil && d.DefaultValue != nil {
		v, _ = d.DefaultValue.Value(nil)
	}
	switch n := v.(type) {
	case int64:
		return max(n, 0)
	case int:
		return max(int64(n), 0)
	case json.Number:
		if i, err := n.Int64(); err == nil {
			return max(i, 0)
		}
	}
	return noPage
}

func add(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

func times(a, b int64) int64 {
	if hi, lo := bits.Mul64(uint64(a), uint64(b)); hi == 0 && lo <= math.MaxInt64 {
		return int64(lo)
	}
	return math.MaxInt64
}
