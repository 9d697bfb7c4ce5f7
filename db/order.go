package db

import (
	"slices"
	"strconv"
	"strings"

	"maillage/model"
)

// order is a total order: its keys are never null, and the last one is unique.
type order struct {
	name string // distinguishes the cursors of one order from another's
	keys []sortKey
}

type sortKey struct {
	name string
	expr string
	cast string // SQL type of the cursor's text
	desc bool
}

// check refuses a cursor of another list.
func (o order) check(c model.Cursor) error {
	if c.Order != o.name || len(c.Values) != len(o.keys) {
		return model.Invalid("after", "this cursor belongs to a list in another order: give a cursor of this list, with the same orderBy")
	}
	for i, k := range o.keys {
		if err := readable(k.cast, c.Values[i]); err != nil {
			return err
		}
	}
	return nil
}

// after keeps the rows that follow the cursor, if there is one, key by key.
func (l *listing) after(e Edge) string {
	if len(e.After) == 0 {
		return "true"
	}
	var ways []string
	same := ""
	for i, k := range l.order.keys {
		v := l.of(e, func(a *Arguments) any { return a.After[i] }) + "::text::" + k.cast
		op := ">"
		if k.desc {
			op = "<"
		}
		ways = append(ways, "("+same+k.expr+" "+op+" "+v+")")
		same += k.expr + " = " + v + " and "
	}
	return "(" + strings.Join(ways, " or ") + ")"
}

// readable refuses a cursor's value that PostgreSQL could not read: somebody wrote the cursor by hand.
func readable(cast, value string) error {
	bits := map[string]int{"int": 32, "bigint": 64}[cast]
	if bits == 0 {
		return nil
	}
	if _, err := strconv.ParseInt(value, 10, bits); err != nil {
		return model.Invalid("after", "this cursor is not one of ours: give endCursor or cursor of a page of the same list")
	}
	return nil
}

func (o order) sql() string {
	keys := make([]string, len(o.keys))
	for i, k := range o.keys {
		keys[i] = k.sql()
	}
	return strings.Join(keys, ", ")
}

func (k sortKey) sql() string {
	if k.desc {
		return k.expr + " desc"
	}
	return k.expr
}

// by adds a key, unless the order has it already.
func (o *order) by(expr, cast, name string, d model.Direction) {
	if !o.needs(name) {
		o.keys = append(o.keys, sortKey{name, expr, cast, d == model.DirectionDesc})
		o.name += " " + name + " " + strings.ToLower(string(d))
	}
}

func (o *order) needs(name string) bool {
	return slices.ContainsFunc(o.keys, func(k sortKey) bool { return k.name == name })
}
