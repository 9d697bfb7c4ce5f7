package db

import (
	"context"
)

// every asks for all rows of a kind: write gives FROM, WHERE and ORDER BY. The keys of an alias that is named do not repeat.
func every[T any](ctx context.Context, s *Store, q question, alias string, want Fields, write reads[T], given ...any) ([]T, error) {
	return ask(ctx, s, q, Edge{Fields: want}, func(t *text, e Edge) func() []T {
		var all []T
		t.begins = append(t.begins, func() { all = nil })
		t.level(func(l *level) (string, []any, func() error) {
			l.sole = alias
			r, from := write(t, e)
			return "select " + r.columns + " " + from, r.dest, func() error {
				all = append(all, r.take())
				return nil
			}
		})
		return func() []T { return all }
	}, given...)
}

// one asks for a single row, nil where there is none.
func one[T any](ctx context.Context, s *Store, q question, alias string, want Fields, write reads[T], given ...any) (v T, _ error) {
	all, err := every(ctx, s, q, alias, want, func(t *text, e Edge) (reader[T], string) {
		t.levels[t.at].lone = true
		return write(t, e)
	}, given...)
	if err != nil || len(all) == 0 {
		return v, err
	}
	return all[0], nil
}

// byKeys asks for the rows of these keys, and puts each at its place.
func byKeys[K ~int64, T any](ctx context.Context, s *Store, name string, ids []K, want Fields, write func(t *text, e Edge, keys string) (reader[T], string), key func(T) K) ([]T, error) {
	some := distinct(ids)
	found := make(map[K]T, len(some))
	if len(some) == 0 {
		return ordered(ids, found), nil
	}
	all, err := every(ctx, s, question{name: name}, "", want, func(t *text, e Edge) (reader[T], string) { return write(t, e, t.given(0)) }, keys(some))
	for _, v := range all {
		found[key(v)] = v
	}
	return ordered(ids, found), err
}

// row is a reader of plain columns into a struct.
func row[T any](columns string, into func(*T) []any) reader[*T] {
	v := new(T)
	return reader[*T]{columns, "", into(v), func() *T {
		full := *v
		return &full
	}}
}

// rowWith is a row of an alias with the edges that are asked for below it.
func rowWith[T any, P interface {
	*T
	holder
}](t *text, alias, columns string, want Fields, into func(*T) []any) reader[P] {
	v := new(T)
	ends, room := t.ahead(alias, want), newSlab[T](t)
	all, joins, dest := withEnds(columns, into(v), ends)
	return reader[P]{all, joins, dest, func() P {
		full := P(room.next())
		*full = *v
		t.hold(full, 0, ends)
		return full
	}}
}
