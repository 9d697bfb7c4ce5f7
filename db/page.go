package db

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"maillage/model"
)

// listing is a list before it is cut into pages: FROM and WHERE in terms of an alias c, and a total order. Below parents
// it is one list for each of them, still read in one statement.
type listing struct {
	text          // writes from and where; its arguments are theirs alone
	from   string // with the joins that the conditions need
	row    string // table and alias of the rows, collectivities c unless given
	sorted string // the joins that only the order needs: a count does without
	where  []string
	parent string // the column that holds the parent's key; empty for a root list
	order  order
}

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

// pages reads one page of the list for each parent, in the order they are to be written; for a root list parents is nil.
func pages[K ~int64, T any](ctx context.Context, s *Store, l *listing, p model.Page, parents []K, want Fields, read func(*text) reader[T]) ([]*model.Connection[T], error) {
	t := text{args: slices.Clone(l.args)}
	r := read(&t)
	c := cut{
		columns: r.columns, joins: r.joins,
		cursors: want.Has("edges") || want.Has("pageInfo"),
		counted: want.Has("totalCount") && p.After.Order == "", // from a cursor on, a page sees only the rest of its list
	}
	var parent K
	var total int
	values := make([]string, len(l.order.keys))
	dest := r.dest
	if c.cursors {
		for i := range values {
			dest = append(dest, &values[i])
		}
	}
	if c.counted {
		dest = append(dest, &total)
	}
	if l.parent == "" {
		parents = []K{0}
	} else {
		dest = append([]any{&parent}, dest...)
	}
	rows, err := l.page(&t, p, keys(distinct(parents)), c)
	if err != nil {
		return nil, err
	}
	found := make(map[K]*model.Connection[T], len(parents))
	for _, id := range parents {
		if found[id] == nil {
			found[id] = &model.Connection[T]{Nodes: []T{}, List: l, Key: int64(id), PageInfo: &model.PageInfo{HasPreviousPage: p.After.Order != ""}}
			if c.counted {
				found[id].Total = new(int)
			}
		}
	}
	if !c.cursors && !want.Has("nodes") { // only counted: no row is wanted
		for _, page := range found {
			page.Total = nil
		}
		return ordered(parents, found), nil
	}
	err = s.query(ctx, rows, t.args, dest, func() error {
		page, row := found[parent], r.take()
		if c.counted {
			*page.Total = total
		}
		if len(page.Nodes) == p.First {
			page.PageInfo.HasNextPage = true
			return nil
		}
		page.Nodes = append(page.Nodes, row)
		if c.cursors {
			cursor := model.Cursor{Order: l.order.name, Values: values}.String()
			page.Edges = append(page.Edges, &model.Edge[T]{Cursor: cursor, Node: row})
			if page.PageInfo.StartCursor == nil {
				page.PageInfo.StartCursor = &cursor
			}
			page.PageInfo.EndCursor = &cursor
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ordered(parents, found), nil
}

// cut is what a page's statement brings beside its rows.
type cut struct {
	columns, joins   string
	cursors, counted bool
}

// page writes the statement of a page: the parent's key below parents, the columns of the row, the values of the order's
// keys for cursors, and the length of the list. What hangs on the rows is joined after the page is cut, not to every row.
func (l *listing) page(t *text, p model.Page, parents any, c cut) (string, error) {
	follow, err := l.after(t, p.After)
	if err != nil {
		return "", err
	}
	tail := " from " + l.from + l.sorted + " where " + l.conditions() + " and " + follow
	from, key := "", ""
	if l.parent != "" {
		from, key = "unnest("+t.arg(parents)+"::bigint[]) p(id) cross join lateral ", "p.id as parent, "
		tail += " and " + l.parent + " = p.id"
	}
	tail += " order by " + l.order.sql() + " limit " + t.arg(p.First+1)
	if c.joins == "" {
		if c.cursors {
			c.columns += l.order.values(func(_ int, k sortKey) string { return k.expr })
		}
		if c.counted {
			c.columns += ", count(*) over ()"
		}
		return "select " + key + "x.* from " + from + "(select " + c.columns + tail + ") x", nil
	}
	row := cmp.Or(l.row, "collectivities c")
	id := row[strings.IndexByte(row, ' ')+1:] + ".id"
	chosen, again := id, make([]string, len(l.order.keys))
	for i, k := range l.order.keys {
		chosen += fmt.Sprintf(", %s as s%d", k.expr, i)
		again[i] = sortKey{expr: fmt.Sprintf("y.s%d", i), desc: k.desc}.sql()
	}
	if c.cursors {
		c.columns += l.order.values(func(i int, _ sortKey) string { return fmt.Sprintf("y.s%d", i) })
	}
	if c.counted {
		chosen += ", count(*) over () as total"
		c.columns += ", y.total"
	}
	return "select " + strings.ReplaceAll(key, "p.id as parent", "y.parent") + c.columns + " from (select " + key + "x.* from " + from + "(select " + chosen + tail +
		") x) y join " + row + " on " + id + " = y.id" + c.joins + " order by " + strings.Join(again, ", "), nil
}

// Totals counts the lists behind pages that do not know it yet: one statement for all the pages that one call has made.
func Totals[T any](ctx context.Context, s *Store, of []*model.Connection[T]) ([]int, error) {
	together := map[*listing][]int64{}
	for _, page := range of {
		if l, _ := page.List.(*listing); page.Total == nil {
			together[l] = append(together[l], page.Key)
		}
	}
	counts := make(map[*listing]map[int64]int, len(together))
	for l, keys := range together {
		found, err := l.count(ctx, s, keys)
		if err != nil {
			return nil, err
		}
		counts[l] = found
	}
	out := make([]int, len(of))
	for i, page := range of {
		if page.Total != nil {
			out[i] = *page.Total
		} else {
			out[i] = counts[page.List.(*listing)][page.Key]
		}
	}
	return out, nil
}

func (l *listing) count(ctx context.Context, s *Store, parents []int64) (map[int64]int, error) {
	var parent int64
	var n int
	found := map[int64]int{}
	statement := "select 0::bigint, count(*) from " + l.from + " where " + l.conditions()
	t := text{args: slices.Clone(l.args)}
	if l.parent != "" {
		statement = "select " + l.parent + ", count(*) from " + l.from + " where " + l.conditions() + " and " +
			l.parent + " = any(" + t.arg(keys(parents)) + ") group by 1"
	}
	err := s.query(ctx, statement, t.args, []any{&parent, &n}, func() error {
		found[parent] = n
		return nil
	})
	return found, err
}

// one reads a single row, nil where there is none.
func one[T any](ctx context.Context, s *Store, statement string, args []any, r reader[T]) (v T, err error) {
	err = s.query(ctx, statement, args, r.dest, func() error {
		v = r.take()
		return nil
	})
	return v, err
}
