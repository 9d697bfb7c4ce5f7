package db

import (
	"cmp"
	"fmt"
	"strings"
)

// listing is a list before it is cut into pages: FROM and WHERE in terms of an alias c, and a total order. Below parents
// it is one list for each of them, still read in one statement.
type listing struct {
	*text         // writes from and where
	from   string // with the joins that the conditions need
	row    string // the alias of the rows, c unless given
	sorted string // the joins that only the order needs: a count does without
	where  []string
	parent string // the column that holds the parent's key; empty for a root list
	order  order
}

// listings write a list for the arguments of an edge.
type listings = func(t *text, e Edge) *listing

// also adds a condition that every row must meet.
func (l *listing) also(format string, args ...any) {
	l.where = append(l.where, fmt.Sprintf(format, args...))
}

func (l *listing) conditions() string {
	if len(l.where) == 0 {
		return "true"
	}
	return strings.Join(l.where, " and ")
}

// cut is what a page's statement brings beside its rows.
type cut struct {
	columns, joins   string
	cursors, counted bool
}

func (l *listing) alias() string { return cmp.Or(l.row, "c") }

// page writes the statement of a page: the parent's key, 0 for a root list, the columns of the row, the values of the order's
// keys for cursors, and the length of the list. The page is cut from the list's own rows, and takes their alias: what hangs on
// the rows is joined to it, not to every row of the list. A list of bodies that is counted is read whole, and may be all of
// France: only what sorts a body is held, since their rows are wide.
func (l *listing) page(e Edge, parents string, c cut) string {
	row, keys, kept, total := l.alias(), "", "", ""
	again := make([]string, len(l.order.keys))
	for i, k := range l.order.keys {
		keys += fmt.Sprintf(", %s as k%d", k.expr, i)
		kept += fmt.Sprintf(", c.k%d", i)
		again[i] = sortKey{expr: fmt.Sprintf("%s.k%d", row, i), desc: k.desc}.sql()
		if c.cursors {
			c.columns += fmt.Sprintf(", %s.k%d::text", row, i)
		}
	}
	from, parent := "", "0::bigint as parent, "
	list := " from " + l.from + l.sorted + " where " + l.conditions() + " and " + l.after(e)
	if parents != "" {
		from, parent = parents+" p(id) cross join lateral ", "p.id as parent, "
		list += " and " + l.parent + " = p.id"
	}
	first := " limit " + l.of(e, func(a *Arguments) any { return a.First + 1 })
	long := c.counted && l.from == bodies
	if c.counted {
		total = ", count(*) over () as total"
		c.columns += ", " + row + ".total"
	}
	if long {
		list = "with w as materialized (select c.id" + keys + list + "), c as (select * from w c order by " + strings.Join(again, ", ") + first + ")" +
			" select b.*" + kept + ", (select count(*) from w) as total from c join collectivities b on b.id = c.id"
	} else {
		list = "select " + row + ".*" + keys + total + list + " order by " + l.order.sql() + first
	}
	rows := "select " + parent + "x.* from " + from + "(" + list + ") x"
	if c.joins != "" {
		rows += " offset 0" // or the joins might be made anew below each parent
	}
	sql := "select " + row + ".parent, " + c.columns + " from (" + rows + ") " + row + c.joins
	if c.joins != "" || long {
		sql += " order by " + strings.Join(again, ", ")
	}
	return sql
}
