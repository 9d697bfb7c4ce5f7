package resolvers_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"maillage/actions"
	"maillage/auth"
	"maillage/contract"
	"maillage/db/dbtest"
	"maillage/documents"
	"maillage/edge"
	"maillage/graph"
	"maillage/resolvers"
)

// Whatever the conversations and the contract ask, gqlgen's own executor over the same resolvers answers the same: what is
// read ahead, joined or shared changes nothing.
func TestLikeTheOracle(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	oracle := edge.Handler(graph.NewOracle(graph.Config{
		Resolvers:  &resolvers.Resolver{DB: s, Actions: &actions.Actions{DB: s, Now: dbtest.Now}, Office: documents.Open(documents.Office{DB: s, Now: dbtest.Now}), Now: dbtest.Now},
		Directives: graph.DirectiveRoot{Can: auth.Can},
	}), edge.Options{})
	ours := house(t, s)
	questions := map[string]string{}
	for _, o := range contract.Operations() {
		if !o.Mutates() {
			questions[o.Query] = o.Variables
		}
	}
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range readExchanges(t, archive) {
			// A key is asked for before the first call, the oracle does so at the field.
			if x.key == "no" && !strings.HasPrefix(x.query, "mutation") && !strings.Contains(string(x.answer.Data), "UNAUTHENTICATED") {
				questions[x.query] = x.variables
			}
		}
	}
	for _, query := range nested {
		questions[query] = `{"n": 20, "on": "2026-06-01"}`
	}
	if len(questions) < 30 {
		t.Fatalf("only %d questions", len(questions))
	}
	for query, variables := range questions {
		have, _ := ask(t, ours, query, variables, "no")
		want, _ := ask(t, oracle, query, variables, "no")
		a, faults := read(t, have)
		b, wanted := read(t, want)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s\nhave %v\nwant %v", query, a, b)
		}
		if !slices.Equal(faults, wanted) {
			t.Errorf("%s\nhave the errors %q\nwant %q", query, faults, wanted)
		}
	}
}

// read is an answer as the data and the errors that a client sees. The oracle tells errors as they come, and of several
// equal fields another place in the document.
func read(t *testing.T, answer string) (data any, errors []string) {
	t.Helper()
	var all struct {
		Data   any
		Errors []struct {
			Message    string
			Path       []any
			Extensions map[string]any
		}
	}
	if err := json.Unmarshal([]byte(answer), &all); err != nil {
		t.Fatal(err)
	}
	for _, e := range all.Errors {
		errors = append(errors, fmt.Sprint(e))
	}
	slices.Sort(errors)
	return all.Data, errors
}
