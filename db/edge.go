package db

import (
	"strconv"

	"maillage/model"
)

// Edge is an edge that a client asks for below the rows being read: the statement brings its other ends along, which costs a
// join or a part of the statement instead of a statement.
type Edge struct {
	model.Asked
	Arguments
	Name    string
	Types   []string // that have the edge at this place
	Fields  Fields
	Missing bool // its arguments could not be read: its own resolver says why

	at int // its place among those that a statement has arguments of
}

// Arguments are those that edges have.
type Arguments struct {
	On        model.Date
	Dated     bool // On was given, or is today
	Kind      model.PopulationKind
	First     int
	By        []SortBy
	Territory Territory
	Where     []any    // the values of a filter, whose condition is written beforehand
	After     []string // the values of a cursor
}

// SortBy is one key of an orderBy, as the schema spells it.
type SortBy struct {
	Field     string
	Direction model.Direction
}

// Shape is what the text of a statement depends on.
func (a *Arguments) Shape() string {
	shape := string(a.Kind)
	if a.Dated {
		shape += " on"
	}
	if len(a.After) > 0 {
		shape += " after"
	}
	for _, k := range a.By {
		shape += " " + k.Field + " " + string(k.Direction)
	}
	return shape
}

// Edges is implemented by those Fields that know which edges are asked for below.
type Edges interface {
	Edges() []Edge
	Arguments(e Edge) (a Arguments, ok bool) // at the time of a later request
	Rows() Fields                            // of a page
	Plan() any                               // the same for all requests that select the same
}

// end is what a row holds of an edge: the other end, joined to the row, or a list that rows of their own fill.
type end struct {
	edge    model.Asked
	joins   string
	columns string
	dest    []any
	take    func(row int64) any // given the key of the row that holds it
}

// join brings an edge along, from the alias of the rows that have it; to is free for an alias of its own.
type join func(t *text, from, to string, e Edge) end

// brought are the edges that can come along: by type and name, or by name for all types that have it. As tells which are read
// alike.
var brought map[string]struct {
	as   string
	join join
}

func (e Edge) join() join {
	if b, ok := brought[e.Name]; ok && len(e.Types) == 0 {
		return b.join
	}
	as, found := "", join(nil)
	for i, of := range e.Types {
		b, ok := brought[of+"."+e.Name]
		if !ok {
			b = brought[e.Name]
		}
		if b.join == nil || i > 0 && b.as != as {
			return nil
		}
		as, found = b.as, b.join
	}
	return found
}

// mostJoined is how many edges one statement brings along; those beyond it have their own.
const mostJoined = 24

// ahead brings along the edges below the rows of an alias.
func (t *text) ahead(alias string, want Fields) (ends []end) {
	below, ok := want.(Edges)
	if !ok {
		return nil
	}
	for _, e := range below.Edges() {
		t.missed = t.missed || e.Missing
		join := e.join()
		if join == nil || e.Missing || t.joined >= mostJoined {
			continue
		}
		e.at = len(t.edges)
		t.edges = append(t.edges, e)
		t.joined++
		if made := join(t, alias, "j"+strconv.Itoa(t.joined), e); made.take != nil {
			made.edge = e.Asked
			ends = append(ends, made)
		}
	}
	return ends
}

// hold lets a row hold what came along with it.
func (t *text) hold(row holder, key int64, ends []end) {
	if len(ends) == 0 {
		return
	}
	row.Take(&t.room, len(ends))
	for i := range ends {
		row.Hold(ends[i].edge, ends[i].take(key))
	}
}

// holder is a row that edges hang on.
type holder interface {
	Take(room *model.Room, n int)
	Hold(edge model.Asked, value any)
}

// withEnds adds the columns and destinations of ends to those of the row that holds them.
func withEnds(columns string, dest []any, ends []end) (string, string, []any) {
	joins := ""
	for _, e := range ends {
		joins += e.joins
		if e.columns != "" {
			columns += ", " + e.columns
		}
		dest = append(dest, e.dest...)
	}
	return columns, joins, dest
}
