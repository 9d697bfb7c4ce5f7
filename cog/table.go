package cog

import (
	"maps"
	"slices"
)

// table is one table of the graph while a millésime is folded in: it remembers which rows are new, changed or gone.
type table[T any] struct {
	rows    *[]T
	known   int // rows that were there before
	changed map[int]bool
	dropped map[int]bool
}

func newTable[T any](rows *[]T) table[T] {
	return table[T]{rows, len(*rows), map[int]bool{}, map[int]bool{}}
}

// add appends a row and tells its position. Tables grow by doubling: they are large, and copied less often so.
func (t *table[T]) add(row T) int {
	if n := len(*t.rows); n == cap(*t.rows) {
		*t.rows = slices.Grow(*t.rows, max(n, 64))
	}
	*t.rows = append(*t.rows, row)
	return len(*t.rows) - 1
}

// at is the row at a position, to read.
func (t *table[T]) at(i int) *T { return &(*t.rows)[i] }

// edit is the row at a position, to change.
func (t *table[T]) edit(i int) *T {
	if i < t.known {
		t.changed[i] = true
	}
	return t.at(i)
}

// drop takes the row at a position away, when all is settled.
func (t *table[T]) drop(i int) { t.dropped[i] = true }

// live walks the rows that are not dropped.
func (t *table[T]) live(yield func(int, *T) bool) {
	for i := range *t.rows {
		if !t.dropped[i] && !yield(i, t.at(i)) {
			return
		}
	}
}

// settle takes the dropped rows out of the graph and tells what became of the table.
func (t *table[T]) settle() Rows[T] {
	var r Rows[T]
	for _, i := range slices.Sorted(maps.Keys(t.changed)) {
		if !t.dropped[i] {
			r.Updated = append(r.Updated, *t.at(i))
		}
	}
	if len(t.dropped) == 0 {
		r.Inserted = slices.Clone((*t.rows)[t.known:])
		return r
	}
	kept := make([]T, 0, len(*t.rows))
	for i, row := range *t.rows {
		switch {
		case !t.dropped[i]:
			kept = append(kept, row)
			if i >= t.known {
				r.Inserted = append(r.Inserted, row)
			}
		case i < t.known:
			r.Deleted = append(r.Deleted, row)
		}
	}
	*t.rows = kept
	return r
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
