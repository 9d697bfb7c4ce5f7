package db

// slab makes room for values many at a time: the rows of an answer live and die together.
type slab[T any] struct {
	free []T
	size int
}

func newSlab[T any](t *text) *slab[T] {
	s := new(slab[T])
	t.begins = append(t.begins, func() { *s = slab[T]{} })
	return s
}

const mostRoom = 64

// next is room for one more.
func (s *slab[T]) next() *T {
	if len(s.free) == 0 {
		s.size = min(2*s.size+1, mostRoom)
		s.free = make([]T, s.size)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

// zero makes the values of an edge that begin empty.
func zero[V any](t *text) func(key int64) *V {
	s := newSlab[V](t)
	return func(int64) *V { return s.next() }
}
