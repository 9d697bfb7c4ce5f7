package db

import (
	"context"
	"fmt"
)

// groups reads the rows of each parent in one statement: %s stands for the columns, $1 for the parents, and the first
// column is the parent of the row.
func groups[K ~int64, T any](ctx context.Context, s *Store, parents []K, r reader[T], statement string, args ...any) ([][]T, error) {
	found := make(map[K][]T, len(parents))
	var parent K
	statement = fmt.Sprintf(statement, r.columns)
	err := s.query(ctx, statement, append([]any{keys(distinct(parents))}, args...), append([]any{&parent}, r.dest...), func() error {
		found[parent] = append(found[parent], r.take())
		return nil
	})
	return ordered(parents, found), err
}

// keyed reads one row for each key, each at its place; from ends with the column that is the key, which is $1.
func keyed[K ~int64, T any](ctx context.Context, s *Store, ids []K, r reader[T], from string, key func(T) K, args ...any) ([]T, error) {
	found := make(map[K]T, len(ids))
	err := s.query(ctx, "select "+r.columns+" from "+from+" = any($1)", append([]any{keys(distinct(ids))}, args...), r.dest, func() error {
		v := r.take()
		found[key(v)] = v
		return nil
	})
	return ordered(ids, found), err
}

// every reads all the rows of a statement: %s stands for the columns.
func every[T any](ctx context.Context, s *Store, r reader[T], statement string, args ...any) (rows []T, err error) {
	err = s.query(ctx, fmt.Sprintf(statement, r.columns), args, r.dest, func() error {
		rows = append(rows, r.take())
		return nil
	})
	return rows, err
}

// first is the only element of a set of one.
func first[T any](set []T, err error) (v T, _ error) {
	if err != nil || len(set) == 0 {
		return v, err
	}
	return set[0], nil
}

// row is a reader of plain columns into a struct.
func row[T any](columns string, into func(*T) []any) reader[*T] {
	v := new(T)
	return reader[*T]{columns, "", into(v), func() *T {
		full := *v
		return &full
	}}
}
