package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Every query is valid against the schema with each of its arguments, so that a run of half an hour does not end on a typo.
func TestQueriesFitTheSchema(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../graph/*.graphqls")
	if err != nil || len(names) == 0 {
		t.Fatalf("no schema: %v", err)
	}
	sources := []*ast.Source{{Name: "set", Input: "directive @set(size: Int) on FIELD_DEFINITION"}}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &ast.Source{Name: name, Input: string(raw)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	queries, err := readQueries(nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(queries) != 10 {
		t.Errorf("%d queries, want five of the rig and five more", len(queries))
	}
	for _, q := range queries {
		doc, faults := gqlparser.LoadQueryWithRules(schema, q.ours, rules.NewDefaultRules())
		if faults != nil {
			t.Errorf("%s: %v", q.name, faults)
			continue
		}
		for _, args := range q.arguments {
			if _, err := validator.VariableValues(schema, doc.Operations[0], args); err != nil {
				t.Errorf("%s, %v: %v", q.name, args, err)
			}
		}
	}
}

// The floor's statement takes as many arguments as its head names, and at least ten sets of them take turns.
func TestStatementsNameTheirArguments(t *testing.T) {
	t.Parallel()
	queries, err := readQueries(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range queries {
		used := 0
		for _, m := range regexp.MustCompile(`\$(\d+)`).FindAllStringSubmatch(q.floor.words, -1) {
			n, _ := strconv.Atoi(m[1])
			used = max(used, n)
		}
		if used != len(q.floor.paths) {
			t.Errorf("%s: the statement uses $1 to $%d and its head names %v", q.name, used, q.floor.paths)
		}
		if len(q.arguments) < 10 {
			t.Errorf("%s has %d arguments", q.name, len(q.arguments))
		}
	}
}

func TestOnly(t *testing.T) {
	t.Parallel()
	queries, err := readQueries([]string{"H1", "Q2"})
	if err != nil || len(queries) != 2 || queries[0].name != "Q2" || queries[1].name != "H1" {
		t.Errorf("got %v, %v", queries, err)
	}
	if _, err := readQueries([]string{"Q77"}); err == nil {
		t.Error("a query that does not exist was accepted")
	}
}

func TestTextFindsItsVariables(t *testing.T) {
	t.Parallel()
	args := map[string]any{"on": "2026-06-01", "territory": map[string]any{"region": "53"}}
	floor := parseText("--", "-- $ = on territory.region territory.epci\nselect $1")
	if got := floor.values(args); !slices.Equal(got, []any{"2026-06-01", "53", nil}) || floor.words != "select $1" {
		t.Errorf("floor: %v, %q", got, floor.words)
	}
	peer := parseText("#", "# $region = territory.region\n# $epci = territory.epci\nquery { a }")
	got := peer.variables(args)
	if len(got) != 2 || got["on"] != "2026-06-01" || got["region"] != "53" {
		t.Errorf("peer: %v", got)
	}
}
