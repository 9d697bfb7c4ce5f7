package edge

import "math"

// size is what a selection unfolds to.
type size struct {
	fields int            // with all its fragments spread
	depth  int            // of nested fields, the schema's own description left out
	values int            // that the schema's own description would have here, see description
	lists  int            // of the description's members, nested
	top    map[string]int // how often each name and alias stands at its top
}

// spread adds a fragment. Spread twice in one selection its fields are still there once, but they cost twice.
func (s *size) spread(name string, of *size) {
	if of == nil {
		return
	}
	key := "..." + name
	if s.top[key] == 0 {
		s.merge(of)
		s.top[key] = 1
		return
	}
	s.fields, s.values = plus(s.fields, of.fields), plus(s.values, of.values)
}

func (s *size) merge(of *size) {
	s.fields, s.values = plus(s.fields, of.fields), plus(s.values, of.values)
	s.depth, s.lists = max(s.depth, of.depth), max(s.lists, of.lists)
	for name, n := range of.top {
		s.top[name] = plus(s.top[name], n)
	}
}

// most is the name or alias that stands there most often, the first in the alphabet of several.
func (s *size) most() (name string, n int) {
	for k, v := range s.top {
		if v > n || v == n && k < name {
			name, n = k, v
		}
	}
	return name, n
}

// plus and times stop at the largest number instead of starting again below zero.
func plus(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

func times(a, b int) int {
	if a > 0 && b > math.MaxInt/a {
		return math.MaxInt
	}
	return a * b
}
