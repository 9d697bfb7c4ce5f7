package db

import "context"

// many are the values of an edge, one for each key that it hangs on, filled as the rows come.
type many[V any] struct {
	at    map[int64]*V
	fresh func(key int64) *V
	last  int64 // rows of one key come together
	v     *V
}

// mostKeys is how many keys a map may have had that is used again.
const mostKeys = 1000

func newMany[V any](t *text, fresh func(key int64) *V) *many[V] {
	m := &many[V]{at: map[int64]*V{}, fresh: fresh}
	t.begins = append(t.begins, func() {
		m.v = nil
		if len(m.at) > mostKeys { // it would keep its size
			m.at = map[int64]*V{}
		}
		clear(m.at)
	})
	return m
}

func (m *many[V]) of(key int64) *V {
	if m.v != nil && m.last == key {
		return m.v
	}
	v := m.at[key]
	if v == nil {
		v = m.fresh(key)
		m.at[key] = v
	}
	m.last, m.v = key, v
	return v
}

// reads are the rows of a list edge below a parent p.id: FROM, WHERE and ORDER BY, and their reader.
type reads[T any] func(t *text, e Edge) (r reader[T], from string)

// add puts a row to its list.
type add[T any] func(list []T, row T) []T

// list adds the level of a list edge, below the keys in parents.
func list[T any](t *text, parents string, e Edge, read reads[T], add add[T]) *many[[]T] {
	m := newMany(t, zero[[]T](t))
	t.level(func(*level) (string, []any, func() error) {
		var parent int64
		r, from := read(t, e)
		sql := "select p.id as parent, x.* from " + parents + " p(id) cross join lateral (select " + r.columns + " " + from + ") x"
		return sql, append([]any{&parent}, r.dest...), func() error {
			l := m.of(parent)
			*l = add(*l, r.take())
			return nil
		}
	})
	return m
}

// appended is what most lists do with a row.
func appended[T any](list []T, row T) []T { return append(list, row) }

// listAhead brings a list edge along.
func listAhead[T any](read reads[T], add add[T]) join {
	return func(t *text, from, _ string, e Edge) end {
		m := list(t, t.parents(from), e, read, add)
		return end{take: func(row int64) any { return m.of(row) }}
	}
}

// lists asks for a list edge of these parents alone.
func lists[K ~int64, T any](ctx context.Context, s *Store, name string, parents []K, e Edge, read reads[T], add add[T]) ([][]T, error) {
	return values(below(ctx, s, question{name: name}, parents, e, func(t *text, e Edge, parents string) *many[[]T] {
		return list(t, parents, e, read, add)
	}))
}

// below asks for an edge of these parents: the answer has one value for each, in their order.
func below[K ~int64, V any](ctx context.Context, s *Store, q question, parents []K, e Edge, write func(t *text, e Edge, parents string) *many[V]) ([]*V, error) {
	return ask(ctx, s, q, e, func(t *text, e Edge) func() []*V {
		m := write(t, e, "unnest("+t.given(0)+"::bigint[])")
		each := func(do func(i int, v *V)) {
			for i, p := range t.have[1].([]K) {
				do(i, m.of(int64(p)))
			}
		}
		t.starts = append(t.starts, func() { each(func(int, *V) {}) })
		return func() []*V {
			out := make([]*V, len(t.have[1].([]K)))
			each(func(i int, v *V) { out[i] = v })
			return out
		}
	}, keys(distinct(parents)), parents)
}

func values[V any](pointers []*V, err error) ([]V, error) {
	if err != nil {
		return nil, err
	}
	out := make([]V, len(pointers))
	for i, p := range pointers {
		out[i] = *p
	}
	return out, nil
}
