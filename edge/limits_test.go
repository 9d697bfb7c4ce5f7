package edge_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"maillage/edge"
)

// each repeats a text with # as the number of the turn and ^ as the next one.
func each(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("#", strconv.Itoa(i), "^", strconv.Itoa(i+1)).Replace(text))
	}
	return b.String()
}

// bomb unfolds to 2^26 fields out of a kilobyte: each fragment holds the next one twice, in two places.
func bomb() string {
	return "{place{...F0}}" + each(25, "fragment F# on Place{a{...F^}b{...F^}}") + "fragment F25 on Place{name}"
}

// attacks are documents that cost a server of this stack seconds if it validates or executes them.
var attacks = []struct {
	name, query, code string
	found, limit      float64
}{
	{"fragment bomb", bomb(), edge.CodeFields, 0, 2000},
	{"flat fragment bomb", "{place{...F0}}" + each(25, "fragment F# on Place{...F^ ...F^}") + "fragment F25 on Place{name}", edge.CodeFields, 0, 2000},
	{"10,000 repeated fields", "{" + strings.Repeat("__typename ", 10_000) + "}", edge.CodeDocument, 110_002, 32 << 10},
	{"10,000 short fields", "{" + strings.Repeat("a ", 10_000) + "}", edge.CodeTokens, 10_002, 1000},
	{"repeated within the tokens", "{" + strings.Repeat("__typename ", 990) + "}", edge.CodeRepeats, 990, 50},
	{"one alias for many fields", "{place{" + strings.Repeat("x:name x:code ", 100) + "}}", edge.CodeRepeats, 200, 50},
	{"alias flood", "{" + each(51, "x#:hello ") + "}", edge.CodeRepeats, 51, 50},
	{"alias flood through fragments", "{" + each(20, "...F# ") + "}" + each(20, "fragment F# on Query{a#:hello b#:hello c#:hello}"), edge.CodeRepeats, 60, 50},
	{"116 bytes of nesting", "{place" + strings.Repeat("{a{b", 18) + strings.Repeat("}", 36) + "}", edge.CodeDepth, 37, 20},
	{"nesting through fragments", "{place{...F0}}" + each(30, "fragment F# on Place{a{...F^}}") + "fragment F30 on Place{name}", edge.CodeDepth, 32, 20},
	{"nested description", "{__schema{types{fields{type{fields{type{fields{type{possibleTypes{fields{args{type{name}}}}}}}}}}}}}", edge.CodeIntrospection, 5, 2},
	{"wide description", "{" + each(40, "a#:__schema{types{...T}}") + "}fragment T on __Type{fields{args{name}type{fields{name description args{name}}}}}", edge.CodeIntrospection, 0, 0},
	{"nested literal", "{hello(wish:" + strings.Repeat("{not:", 11) + "{}" + strings.Repeat("}", 11) + ")}", edge.CodeNesting, 12, 10},
	{"nested default", "query($w:Wish=" + strings.Repeat("{any:[", 6) + strings.Repeat("]}", 6) + "){hello(wish:$w)}", edge.CodeNesting, 12, 10},
	{"long name", "{" + strings.Repeat("n", 30_000) + "}", edge.CodeName, 30_000, 64},
	{"long document", "{hello}" + strings.Repeat(" ", 40_000), edge.CodeDocument, 40_007, 32 << 10},
}

func TestAttacksAreRefused(t *testing.T) {
	t.Parallel()
	h := edge.Handler(world(nil), quiet()) // without an Exec: what is executed panics
	for _, attack := range attacks {
		t.Run(attack.name, func(t *testing.T) {
			t.Parallel()
			a := ask(t, h, attack.query)
			if a.Status != http.StatusBadRequest || a.code() != attack.code || len(a.Errors) != 1 {
				t.Fatalf("status %d, code %s, want %s: %.300s", a.Status, a.code(), attack.code, a.Raw)
			}
			e := a.Errors[0].Extensions
			found, limit := e["found"].(float64), e["limit"].(float64)
			if found <= limit || attack.found > 0 && found != attack.found || attack.limit > 0 && limit != attack.limit {
				t.Errorf("found %v and limit %v, want %v and %v", found, limit, attack.found, attack.limit)
			}
			for _, number := range []float64{found, limit} {
				if !strings.Contains(a.Errors[0].Message, fmt.Sprintf("%.0f", number)) {
					t.Errorf("%.0f is not in the sentence %q", number, a.Errors[0].Message)
				}
			}
		})
	}
}

// A bomb costs a step per selection that is written, not per selection that it unfolds to.
func TestGuardWalksEachFragmentOnce(t *testing.T) {
	t.Parallel()
	doc, err := parser.ParseQuery(&ast.Source{Input: bomb()})
	if err != nil {
		t.Fatal(err)
	}
	steps, fault := edge.Check(context.Background(), doc, edge.Limits{})
	if fault == nil {
		t.Fatal("the bomb passed")
	}
	if written := 2 + 25*4 + 1; steps > written {
		t.Errorf("%d steps for %d selections", steps, written)
	}
}

func TestGuardStopsWithTheRequest(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc, err := parser.ParseQuery(&ast.Source{Input: "{" + each(900, "f# ") + "}"})
	if err != nil {
		t.Fatal(err)
	}
	if steps, fault := edge.Check(ctx, doc, edge.Limits{}); steps > 256 || fault == nil {
		t.Errorf("%d steps, fault %v", steps, fault)
	}
}

func TestOrdinaryDocumentsPass(t *testing.T) {
	t.Parallel()
	h := edge.Handler(says(`{}`), quiet())
	for name, query := range map[string]string{
		"the fullest introspection": edge.Fullest,
		"50 aliases":                "{" + each(50, "x#:hello ") + "}",
		"depth of 20":               "{place" + strings.Repeat("{a", 18) + "{name}" + strings.Repeat("}", 18) + "}",
		"a fragment used often":     "{place{...F a{...F} b{...F}}} fragment F on Place{name code near{name}}",
		"one type":                  `{__type(name:"Place"){name fields{name type{name}}}}`,
	} {
		if a := ask(t, h, query); a.Status != 200 || len(a.Errors) > 0 {
			t.Errorf("%s: %d %s", name, a.Status, a.Raw)
		}
	}
}

// Cycles are for validation to tell; the guard must only not follow them.
func TestFragmentCycle(t *testing.T) {
	t.Parallel()
	a := ask(t, edge.Handler(world(nil), quiet()), "{place{...A}} fragment A on Place{a{...B}} fragment B on Place{a{...A}}")
	if a.code() != edge.CodeValidation || !strings.Contains(a.Raw, "itself") {
		t.Error(a.Raw)
	}
}

func TestFaultsOfADocumentAreListedUpToALimit(t *testing.T) {
	t.Parallel()
	h := edge.Handler(world(nil), quiet())
	if a := ask(t, h, "{place{nam}}"); !strings.Contains(a.Raw, "Did you mean") || len(a.Errors[0].Locations) != 1 {
		t.Error(a.Raw)
	}
	a := ask(t, h, "{place{"+each(300, "nothingOfThatName# ")+"}}")
	if len(a.Errors) != 21 || a.Errors[20].Message != "280 more faults are not listed" || a.Errors[20].Extensions["code"] != edge.CodeValidation {
		t.Errorf("%d errors, the last is %v", len(a.Errors), a.Errors[len(a.Errors)-1])
	}
}

// A document that has passed is the same document for all who send it: plans hang on it.
func TestDocumentsAreKept(t *testing.T) {
	t.Parallel()
	seen := map[*ast.OperationDefinition]int{}
	h := edge.Handler(remembers(seen), edge.Options{Log: silent(), Limits: edge.Limits{Cache: 100_000}})
	for range 3 {
		ask(t, h, "{hello}")
	}
	if len(seen) != 1 {
		t.Fatalf("%d documents for one text", len(seen))
	}
	for i := range 200 {
		ask(t, h, fmt.Sprintf("{x%d:hello}", i))
	}
	ask(t, h, "{hello}")
	if len(seen) != 202 {
		t.Errorf("%d documents: the first one should have made room", len(seen))
	}
}
