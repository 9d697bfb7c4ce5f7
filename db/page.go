package db

import (
	"context"

	"maillage/model"
)

// pager reads pages of a list.
type pager[T any] struct {
	model.Page
	row   Fields // what is wanted of a row
	read  func(*text, Fields) reader[T]
	write listings
}

// pages is one page of the list for each parent.
func pages[K ~int64, T any](ctx context.Context, s *Store, q question, parents []K, e Edge, p pager[T]) ([]*model.Connection[T], error) {
	e.After = p.After.Values
	later, err := p.prepare(&q, e)
	if err != nil {
		return nil, err
	}
	if !p.rowsWanted(e.Fields) {
		out := make([]*model.Connection[T], len(parents))
		for i, id := range parents {
			out[i] = &model.Connection[T]{Nodes: []T{}, List: later, Key: int64(id), PageInfo: &model.PageInfo{}}
		}
		return out, nil
	}
	return below(ctx, s, q, parents, e, func(t *text, e Edge, parents string) *many[model.Connection[T]] { return p.level(t, e, parents, later) })
}

// root is the page of a list that hangs on nothing.
func root[T any](ctx context.Context, s *Store, q question, e Edge, p pager[T]) (*model.Connection[T], error) {
	e.After = p.After.Values
	later, err := p.prepare(&q, e)
	if err != nil {
		return nil, err
	}
	if !p.rowsWanted(e.Fields) {
		return &model.Connection[T]{Nodes: []T{}, List: later, PageInfo: &model.PageInfo{}}, nil
	}
	return ask(ctx, s, q, e, func(t *text, e Edge) func() *model.Connection[T] {
		m := p.level(t, e, "", later)
		return func() *model.Connection[T] { return m.of(0) }
	})
}

// prepare checks the cursor. A page whose list has to be counted later is not kept, as it keeps the arguments of this time.
func (p pager[T]) prepare(q *question, e Edge) (later *counting, err error) {
	if p.After.Order != "" {
		t, e := newText(e)
		if err := p.write(t, e).order.check(p.After); err != nil {
			return nil, err
		}
	}
	if p.rowsWanted(e.Fields) && (p.After.Order == "" || !e.Fields.Has("totalCount")) {
		return nil, nil
	}
	q.name = ""
	return &counting{p.write, e}, nil
}

func (p pager[T]) rowsWanted(want Fields) bool {
	return want.Has("nodes") || want.Has("edges") || want.Has("pageInfo")
}

// level adds the pages below the keys in parents.
func (p pager[T]) level(t *text, e Edge, parents string, later *counting) *many[model.Connection[T]] {
	c := cut{
		cursors: e.Fields.Has("edges") || e.Fields.Has("pageInfo"),
		counted: e.Fields.Has("totalCount") && p.After.Order == "", // from a cursor on, a page sees only the rest of its list
	}
	type whole struct {
		model.Connection[T]
		info  model.PageInfo
		total int
	}
	room, widest := newSlab[whole](t), 0
	m := newMany(t, func(key int64) *model.Connection[T] {
		v := room.next()
		v.Connection = model.Connection[T]{Nodes: []T{}, List: later, Key: key, PageInfo: &v.info}
		v.info.HasPreviousPage = p.After.Order != ""
		if c.counted {
			v.Total = &v.total
		}
		return &v.Connection
	})
	t.level(func(level *level) (string, []any, func() error) {
		l := p.write(t, e)
		if parents == "" {
			level.sole = l.alias()
		}
		r := p.read(t, p.row)
		c.columns, c.joins = r.columns, r.joins
		var parent int64
		var total int
		values := make([]string, len(l.order.keys))
		dest := append([]any{&parent}, r.dest...)
		if c.cursors {
			for i := range values {
				dest = append(dest, &values[i])
			}
		}
		if c.counted {
			dest = append(dest, &total)
		}
		return l.page(e, parents, c), dest, func() error {
			page := m.of(parent)
			if c.counted {
				*page.Total = total
			}
			if len(page.Nodes) == t.now[e.at].First {
				page.PageInfo.HasNextPage = true
				return nil
			}
			row := r.take()
			if len(page.Nodes) == 0 && widest > 0 {
				page.Nodes = make([]T, 0, widest)
			}
			page.Nodes = append(page.Nodes, row)
			widest = min(max(widest, len(page.Nodes)), mostRoom)
			if c.cursors {
				cursor := model.Cursor{Order: l.order.name, Values: values}.String()
				page.Edges = append(page.Edges, &model.Edge[T]{Cursor: cursor, Node: row})
				if page.PageInfo.StartCursor == nil {
					page.PageInfo.StartCursor = &cursor
				}
				page.PageInfo.EndCursor = &cursor
			}
			return nil
		}
	})
	return m
}

// pageAhead brings the first page of a list along.
func pageAhead[T any](write listings, read func(*text, Fields) reader[T]) join {
	return func(t *text, from, _ string, e Edge) end {
		p := pager[T]{row: e.Fields.(Edges).Rows(), read: read, write: write}
		if !p.rowsWanted(e.Fields) {
			return end{} // only counted
		}
		m := p.level(t, e, t.parents(from), nil)
		return end{take: func(row int64) any { return m.of(row) }}
	}
}

// counting is a list that may have to be counted, with the arguments of its call.
type counting struct {
	write listings
	edge  Edge
}

// Totals counts the lists behind pages that do not know it yet: one statement for all the pages that one call has made.
func Totals[T any](ctx context.Context, s *Store, of []*model.Connection[T]) ([]int, error) {
	together := map[*counting][]int64{}
	for _, page := range of {
		if page.Total == nil {
			l := page.List.(*counting)
			together[l] = append(together[l], page.Key)
		}
	}
	counts := make(map[*counting]map[int64]int, len(together))
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
			out[i] = counts[page.List.(*counting)][page.Key]
		}
	}
	return out, nil
}

func (c *counting) count(ctx context.Context, s *Store, parents []int64) (map[int64]int, error) {
	var parent int64
	var n int
	found := map[int64]int{}
	t, e := newText(c.edge)
	l := c.write(t, e)
	statement := "select 0::bigint, count(*) from " + l.from + " where " + l.conditions()
	if l.parent != "" {
		statement = "select " + l.parent + ", count(*) from " + l.from + " where " + l.conditions() + " and " +
			l.parent + " = any(" + t.arg(keys(parents)) + ") group by 1"
	}
	err := s.query(ctx, statement, t.values(nil, nil, []Arguments{e.Arguments}), []any{&parent, &n}, func() error {
		found[parent] = n
		return nil
	})
	return found, err
}
