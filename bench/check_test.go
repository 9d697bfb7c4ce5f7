package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestDiffer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, a, b, where string }{
		{"OK", `{"a":[{"b":1,"c":null}]}`, `{"a":[{"c":null,"b":1}]}`, ""},
		{"OKNodes", `{"a":{"nodes":[1]}}`, `{"a":[1]}`, ""},
		{"OKListOfOne", `{"a":{"b":1}}`, `{"a":[{"b":1}]}`, ""},
		{"OKListOfNone", `{"a":null}`, `{"a":[]}`, ""},
		{"OKDigits", `{"a":12}`, `{"a":"12"}`, ""},
		{"OKCursor", `{"endCursor":"x"}`, `{"endCursor":"y"}`, ""},
		{"ErrCursorMissing", `{"endCursor":"x"}`, `{"endCursor":null}`, "data.endCursor"},
		{"ErrValue", `{"a":[{"b":1}]}`, `{"a":[{"b":2}]}`, "data.a[0].b"},
		{"ErrMissingRow", `{"a":[1,2]}`, `{"a":[1]}`, "data.a"},
		{"ErrOrder", `{"a":[1,2]}`, `{"a":[2,1]}`, "data.a[0]"},
		{"ErrMissingKey", `{"a":1,"b":2}`, `{"a":1}`, "data"},
		{"ErrExtraKey", `{"a":1}`, `{"a":1,"b":2}`, "data"},
		{"ErrNull", `{"a":null}`, `{"a":"x"}`, "data.a"},
		{"ErrNotNull", `{"a":"x"}`, `{"a":null}`, "data.a"},
		{"ErrListOfTwo", `{"a":{"b":1}}`, `{"a":[{"b":1},{"b":1}]}`, "data.a"},
		{"ErrEmptyListIsNoObject", `{"a":{"b":1}}`, `{"a":[]}`, "data.a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := differ(decoded(t, c.a), decoded(t, c.b), "data")
			if c.where == "" && got != "" || c.where != "" && !strings.HasPrefix(got, "at "+c.where+" ") {
				t.Errorf("got %q, want a difference at %q", got, c.where)
			}
		})
	}
}

func decoded(t *testing.T, s string) (v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}
