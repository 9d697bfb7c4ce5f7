package db

// slab makes room for values many at a time: the rows of an answer live and die together. It expects as many as the last time.
type slab[T any] struct {
	free       []T
	used, last int
}

func newSlab[T any](t *text) *slab[T] {
	s := new(slab[T])
	t.begins = append(t.begins, func() { *s = slab[T]{last: s.used} })
	return s
}

const mostRoom = 64

// next is room for one more.
func (s *slab[T]) next() *T {
	if len(s.free) == 0 {
		s.free = make([]T, min(max(s.last-s.used, min(s.used, 16)+1), mostRoom))
	}
	s.used++
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

// zero makes the values of an edge that begin empty.
func zero[V any](t *text) func(key int64) *V {
	s := newSlab[V](t)
	return func(int64) *V { return s.next() }
}
