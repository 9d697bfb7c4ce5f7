package db

import (
	"strconv"
	"strings"

	"maillage/model"
)

// text is a statement being written, with the readers of what it brings. It is of levels: the rows asked for, and below them
// the rows of edges that hang on them. The text depends on the shape of a question alone; what changes from one request to the
// next are the values of its slots, so that it can be asked again: see ask.
type text struct {
	slots  []slot
	edges  []Edge // whose arguments the slots stand for; the first is the question itself
	levels []*level
	at     int         // the level in work
	begins []func()    // forget what the last answer left in the readers
	starts []func()    // before rows are read
	have   []any       // what was given with the question
	room   model.Room  // of the answer in work
	joined int         // edges brought along
	now    []Arguments // of this request, one for each edge
	missed bool        // an edge had arguments that could not be read: it may be another time
}

// slot is what a placeholder stands for: a value, one that is given with the question, or an argument of an edge.
type slot struct {
	value any
	given int // counted from 1
	edge  int
	pick  func(*Arguments) any
}

// level is one kind of rows in a statement: each is called once a row is in the destinations, done when all rows are read.
type level struct {
	sql  string
	into destinations
	each func() error
	done func()
	sole string // the alias whose keys do not repeat
	lone bool   // there is one row at most: no key repeats
	held bool   // rows of other levels hang on it
}

func newText(e Edge) (*text, Edge) {
	e.at = 0
	return &text{edges: []Edge{e}, now: []Arguments{e.Arguments}}, e
}

// arg adds a value and gives its placeholder. A condition reuses the placeholder where it means the same value.
func (t *text) arg(v any) string { return t.slot(slot{value: v}) }

// given is the placeholder of the i-th value that comes with the question.
func (t *text) given(i int) string { return t.slot(slot{given: i + 1}) }

// of is the placeholder of an argument of an edge.
func (t *text) of(e Edge, pick func(*Arguments) any) string {
	return t.slot(slot{edge: e.at, pick: pick})
}

// day is the placeholder of the day of an edge.
func (t *text) day(e Edge) string {
	return t.of(e, func(a *Arguments) any { return a.On }) + "::date"
}

func (t *text) slot(s slot) string {
	t.slots = append(t.slots, s)
	return "$" + strconv.Itoa(len(t.slots))
}

// values are the slots' at one time.
func (t *text) values(to []any, given []any, arguments []Arguments) []any {
	for _, s := range t.slots {
		switch {
		case s.pick != nil:
			s.value = s.pick(&arguments[s.edge])
		case s.given > 0:
			s.value = given[s.given-1]
		}
		to = append(to, s.value)
	}
	return to
}

// level adds a level; write may add others below it.
func (t *text) level(write func(l *level) (sql string, dest []any, each func() error)) {
	l, up := &level{}, t.at
	t.at = len(t.levels)
	t.levels = append(t.levels, l)
	sql, dest, each := write(l)
	l.sql, l.into, l.each = sql, into(dest), each
	t.at = up
}

// parents are the keys that an alias of the level in work has: what the rows of an edge below hang on.
func (t *text) parents(alias string) string {
	one := "distinct "
	if l := t.levels[t.at]; l.lone || l.sole == alias {
		one = ""
	}
	key := alias + "_id"
	return "(select " + one + key + " as id from " + t.here() + " where " + key + " <> 0)"
}

// here names the level in work, for those that hang on it.
func (t *text) here() string {
	t.levels[t.at].held = true
	return "l" + strconv.Itoa(t.at)
}

// sql is the whole statement. It brings the number of each level and all its rows as one text, in their order; a level comes after
// the one it hangs on.
func (t *text) sql() string {
	var with, union []string
	for i, l := range t.levels {
		n := strconv.Itoa(i)
		from := "(" + l.sql + ") l" + n
		if l.held {
			with = append(with, "l"+n+" as materialized ("+l.sql+")")
			from = "l" + n
		}
		union = append(union, "select "+n+", "+l.rows("l"+n)+" from "+from)
	}
	text := strings.Join(union, " union all ")
	if len(with) > 0 {
		text = "with " + strings.Join(with, ", ") + " " + text
	}
	return text
}

// rows are all rows of an alias as one text.
func (l *level) rows(alias string) string {
	if l.lone {
		return alias + "::text"
	}
	return "string_agg(" + alias + "::text, '')"
}
