package resolvers

import (
	"cmp"
	"slices"
	"strconv"

	"maillage/model"
)

// window is a page of a list that is computed, not kept: its cursors are places in the list, which the same question gives again.
func window[T any](list []T, order string, p model.Page) (*model.Connection[T], error) {
	from := 0
	if p.After.Order != "" {
		at, err := strconv.Atoi(p.After.Values[0])
		if p.After.Order != order || err != nil || at < 0 {
			return nil, model.Invalid("after", "this cursor belongs to another list: give endCursor or cursor of a page of this one")
		}
		from = min(at+1, len(list))
	}
	to, total := min(from+p.First, len(list)), len(list)
	page := &model.Connection[T]{Nodes: list[from:to:to], Total: &total, PageInfo: &model.PageInfo{HasPreviousPage: from > 0, HasNextPage: to < len(list)}}
	if page.Nodes == nil {
		page.Nodes = []T{}
	}
	for i, v := range page.Nodes {
		cursor := model.Cursor{Order: order, Values: []string{strconv.Itoa(from + i)}}.String()
		page.Edges = append(page.Edges, &model.Edge[T]{Cursor: cursor, Node: v})
		if i == 0 {
			page.PageInfo.StartCursor = &cursor
		}
		page.PageInfo.EndCursor = &cursor
	}
	return page, nil
}

// windows is the page of each parent's list.
func windows[P, T any](objs []P, order string, first *int, after *string, of func(P) []T) ([]*model.Connection[T], error) {
	p, err := model.NewPage(first, after)
	if err != nil {
		return nil, err
	}
	out := make([]*model.Connection[T], len(objs))
	for i, o := range objs {
		if out[i], err = window(of(o), order, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func totals[T any](pages []*model.Connection[T]) []int {
	return each(pages, func(p *model.Connection[T]) int { return *p.Total })
}

// sorted orders the lines of a simulation; equal ones stand by code.
func sorted(lines []*model.SimulationLine, by *model.SimulationOrder) []*model.SimulationLine {
	if by == nil {
		return lines
	}
	value := func(l *model.SimulationLine) model.Euro {
		switch by.Field {
		case model.SimulationOrderFieldCurrent:
			return l.Current
		case model.SimulationOrderFieldDraft:
			return l.Draft
		default:
			return l.Delta
		}
	}
	descending := by.Direction != nil && *by.Direction == model.DirectionDesc
	out := slices.Clone(lines)
	slices.SortStableFunc(out, func(a, b *model.SimulationLine) int {
		c := cmp.Compare(value(a), value(b))
		if by.Field == model.SimulationOrderFieldCode {
			c = cmp.Compare(a.Code, b.Code)
		}
		if descending {
			return -c
		}
		return c
	})
	return out
}
