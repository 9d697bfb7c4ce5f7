package main

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// differ says where two answers part, "" where they do not. Three things are form, not data: a list is the same with or
// without «nodes» around it, one object the same as a list that holds it, a number the same as its digits; and a
// cursor is anybody's own.
func differ(a, b any, at string) string {
	a, b = bare(a), bare(b)
	if list, ok := b.([]any); ok && len(list) < 2 {
		if _, also := a.([]any); !also {
			b = nil
			if len(list) == 1 {
				b = bare(list[0])
			}
		}
	}
	switch a := a.(type) {
	case map[string]any:
		m, ok := b.(map[string]any)
		if !ok || len(m) != len(a) {
			return unlike(a, b, at)
		}
		for k, v := range a {
			w, ok := m[k]
			if !ok {
				return unlike(a, b, at)
			}
			if k == "cursor" || k == fromPage {
				if (v == nil) != (w == nil) {
					return unlike(v, w, at+"."+k)
				}
			} else if where := differ(v, w, at+"."+k); where != "" {
				return where
			}
		}
		return ""
	case []any:
		list, ok := b.([]any)
		if !ok || len(list) != len(a) {
			return unlike(a, b, at)
		}
		for i := range a {
			if where := differ(a[i], list[i], at+"["+strconv.Itoa(i)+"]"); where != "" {
				return where
			}
		}
		return ""
	case nil, bool:
		if a != b {
			return unlike(a, b, at)
		}
		return ""
	default:
		if b == nil || fmt.Sprint(a) != fmt.Sprint(b) {
			return unlike(a, b, at)
		}
		return ""
	}
}

func bare(v any) any {
	if m, ok := v.(map[string]any); ok && len(m) == 1 {
		if nodes, ok := m["nodes"]; ok {
			return nodes
		}
	}
	return v
}

func unlike(a, b any, at string) string {
	short := func(v any) string {
		raw, _ := json.Marshal(v)
		return string(raw[:min(len(raw), 200)])
	}
	return fmt.Sprintf("at %s %s is not %s", at, short(a), short(b))
}
