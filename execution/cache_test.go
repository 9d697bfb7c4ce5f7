package execution

import (
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

var rootOfLeaves = &Type{Name: "Query", Implements: []string{"Query"}, Fields: map[string]*Field{"x": {Name: "x", N: 1}, "y": {Name: "y", N: 2}}}

func operation(t *testing.T, text string, vars map[string]any) *graphql.OperationContext {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return &graphql.OperationContext{Doc: doc, Operation: doc.Operations[0], Variables: vars}
}

func kept(t *testing.T, c *cache, oc *graphql.OperationContext) *Plan {
	t.Helper()
	p, err := c.plan(oc, rootOfLeaves, Options{}.filled())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A plan is kept per operation and per what its Boolean variables say.
func TestPlansAreKept(t *testing.T) {
	t.Parallel()
	c := newCache(10)
	oc := operation(t, `query($a: Boolean!, $n: Int) { x @skip(if: $a) y }`, map[string]any{"a": false, "n": 1})
	first := kept(t, c, oc)
	oc.Variables = map[string]any{"a": false, "n": 2}
	if kept(t, c, oc) != first {
		t.Error("another number made another plan")
	}
	oc.Variables = map[string]any{"a": true}
	second := kept(t, c, oc)
	if second == first || len(first.root.Entries) != 2 || len(second.root.Entries) != 1 {
		t.Errorf("plans with %d and %d fields", len(first.root.Entries), len(second.root.Entries))
	}
}

// However many documents come and go, no more plans are kept than allowed.
func TestPlansAreBounded(t *testing.T) {
	t.Parallel()
	c := newCache(3)
	for i := range 20 {
		kept(t, c, operation(t, fmt.Sprintf(`{ x%d: x }`, i), nil))
	}
	oc := operation(t, `query($a: Boolean, $b: Boolean, $c: Boolean) { x }`, nil)
	for i := range 8 {
		oc.Variables = map[string]any{"a": i&1 > 0, "b": i&2 > 0, "c": i&4 > 0}
		kept(t, c, oc)
	}
	if n := c.plans.Len(); n != 3 {
		t.Errorf("%d plans kept, not 3", n)
	}
}

// Nor do large plans fill the memory.
func TestFieldsOfPlansAreBounded(t *testing.T) {
	t.Parallel()
	c := newCache(10)
	for i := range 20 {
		var fields strings.Builder
		for j := range 300 {
			fmt.Fprintf(&fields, " x%d_%d: x", i, j)
		}
		kept(t, c, operation(t, "{"+fields.String()+"}", nil))
	}
	if n, fields := c.plans.Len(), c.fields.Load(); n != 3 || fields != 900 {
		t.Errorf("%d plans with %d fields kept, not 3 with 900", n, fields)
	}
}

// An operation with more switches than a key holds is planned each time.
func TestManySwitches(t *testing.T) {
	t.Parallel()
	c := newCache(3)
	for n, want := range map[int]int{64: 1, 65: 0} {
		c.plans.Purge()
		var declared strings.Builder
		for i := range n {
			fmt.Fprintf(&declared, "$v%d: Boolean ", i)
		}
		kept(t, c, operation(t, "query("+declared.String()+") { x @include(if: $v63) y }", map[string]any{"v63": true}))
		if got := c.plans.Len(); got != want {
			t.Errorf("%d plans kept with %d switches, not %d", got, n, want)
		}
	}
}

// A released encoder keeps neither its answer's memory, if that was large, nor what it remembered.
func TestEncoderIsReleasedClean(t *testing.T) {
	t.Parallel()
	e := &Encoder{B: make([]byte, 10, 100), memo: map[memoKey]span{{}: {}}, errors: 3, steps: 7, path: make([]step, 4)}
	e.release()
	if len(e.B)+len(e.memo)+len(e.path)+e.errors+e.steps != 0 || e.Run != nil {
		t.Errorf("left over: %+v", e)
	}
}
