package model

import "slices"

// PageOf cuts a page out of a list that is in the order of a key of its own, none twice.
func PageOf[T any](list []T, p Page, order string, key func(T) string) (*Connection[T], error) {
	total := len(list)
	if p.After.Order != "" {
		if p.After.Order != order || len(p.After.Values) != 1 {
			return nil, Invalid("after", "this cursor is not one of ours: give endCursor or cursor of a page of the same list")
		}
		at, found := slices.BinarySearchFunc(list, p.After.Values[0], func(v T, k string) int {
			switch have := key(v); {
			case have < k:
				return -1
			case have > k:
				return 1
			}
			return 0
		})
		if found {
			at++
		}
		list = list[at:]
	}
	c := &Connection[T]{Nodes: []T{}, Edges: []*Edge[T]{}, Total: &total, PageInfo: &PageInfo{HasPreviousPage: p.After.Order != "", HasNextPage: len(list) > p.First}}
	for _, v := range list[:min(p.First, len(list))] {
		cursor := Cursor{Order: order, Values: []string{key(v)}}.String()
		c.Nodes, c.Edges = append(c.Nodes, v), append(c.Edges, &Edge[T]{Cursor: cursor, Node: v})
		if c.PageInfo.StartCursor == nil {
			c.PageInfo.StartCursor = &cursor
		}
		c.PageInfo.EndCursor = &cursor
	}
	return c, nil
}
