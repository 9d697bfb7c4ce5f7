package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"maillage/contract"
)

// folders holds one per question: ours.graphql, postgraphile.graphql, floor.sql, and the arguments that take turns. H1 to
// H4 have no text of ours: they are the contract's operations, as written there.
//
//go:embed queries
var folders embed.FS

// query is one question in the languages of the contenders.
type query struct {
	name      string
	ours      string
	peer      text
	floor     text
	arguments []map[string]any // the variables of ours
}

// text is a question whose variables differ from ours: each is found at a path in ours.
type text struct {
	words string
	names []string
	paths []string
}

// fromPage marks the argument that is the cursor at the end of the page before: each contender has cursors of its own.
const fromPage = "endCursor"

func readQueries(only []string) (list []*query, err error) {
	entries, err := fs.ReadDir(folders, "queries")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(b[:1]+a[1:], a[:1]+b[1:]) }) // Q before H
	for _, name := range only {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("-only holds %q: there are %s", name, strings.Join(names, ", "))
		}
	}
	for _, name := range names {
		if only != nil && !slices.Contains(only, name) {
			continue
		}
		q, err := readQuery(name)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", name, err)
		}
		list = append(list, q)
	}
	return list, nil
}

func readQuery(name string) (*query, error) {
	var faults []error
	read := func(file string) string {
		b, err := folders.ReadFile(path.Join("queries", name, file))
		if err != nil {
			faults = append(faults, err)
		}
		return string(b)
	}
	q := &query{name: name, peer: parseText("#", read("postgraphile.graphql")), floor: parseText("--", read("floor.sql"))}
	if own, err := folders.ReadFile(path.Join("queries", name, "ours.graphql")); err == nil {
		q.ours = string(own)
	} else {
		q.ours = contracted(name)
	}
	raw := read("arguments.json")
	if len(faults) > 0 {
		return nil, faults[0]
	}
	if err := json.Unmarshal([]byte(raw), &q.arguments); err != nil {
		return nil, err
	}
	if len(q.arguments) == 0 {
		return nil, fmt.Errorf("arguments.json is an empty list")
	}
	return q, nil
}

func contracted(name string) string {
	for _, o := range contract.Operations() {
		if number, _, _ := strings.Cut(o.Name, "-"); "H"+strings.TrimPrefix(number, "0") == name {
			return o.Query
		}
	}
	return ""
}

// parseText reads the comments before the text: "$name = path", or in a statement "$ = path path ...", in order.
func parseText(comment, s string) (t text) {
	lines := strings.Split(s, "\n")
	for len(lines) > 0 && strings.HasPrefix(lines[0], comment+" $") {
		name, paths, _ := strings.Cut(strings.TrimPrefix(lines[0], comment+" $"), " = ")
		for _, p := range strings.Fields(paths) {
			t.names, t.paths = append(t.names, name), append(t.paths, p)
		}
		lines = lines[1:]
	}
	t.words = strings.Join(lines, "\n")
	return t
}

// values are the text's own variables, in order; those that were not given are null.
func (t text) values(args map[string]any) []any {
	out := make([]any, len(t.paths))
	for i, p := range t.paths {
		var v any = args
		for _, step := range strings.Split(p, ".") {
			m, _ := v.(map[string]any)
			v = m[step]
		}
		out[i] = v
	}
	return out
}

// variables are ours, and beside them those that the text names otherwise.
func (t text) variables(args map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range args {
		if _, nested := v.(map[string]any); !nested {
			out[k] = v
		}
	}
	for i, v := range t.values(args) {
		if v != nil {
			out[t.names[i]] = v
		}
	}
	return out
}
