package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// walls says which rooms a room may enter. Arrows only point down: see the map in the README.
var walls = map[string][]string{
	"model":                    {},
	"execution":                {},
	"postgres":                 {},
	"graphiql":                 {},
	"contract":                 {},
	"cog":                      {"model"},
	"cog/generate":             {"cog", "model"},
	"contribution":             {"model"},
	"demo":                     {"model"},
	"edge":                     {"model"},
	"edge/audit":               {"edge", "model"},
	"graph":                    {"execution", "model"},
	"graph/generate":           {"graph/generate/setexec"},
	"graph/generate/setexec":   {},
	"auth":                     {"execution", "model"},
	"db":                       {"cog", "model"},
	"actions":                  {"cog", "contribution", "db", "demo", "model"},
	"documents":                {"actions", "db", "model"},
	"resolvers":                {"actions", "auth", "contribution", "db", "documents", "execution", "graph", "model"},
	"db/dbtest":                {"actions", "db", "postgres"},
	"execution/exectest":       {"execution", "execution/exectest/graph", "execution/exectest/model"},
	"execution/exectest/graph": {"execution", "execution/exectest/model"},
	"execution/exectest/model": {},
}

func TestWalls(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	rooms := 0
	for list := json.NewDecoder(bytes.NewReader(out)); ; {
		var room struct {
			ImportPath string
			Imports    []string
		}
		if err := list.Decode(&room); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(room.ImportPath, "maillage"), "/")
		if name == "" || strings.HasPrefix(name, "bench") {
			continue // the front door and the benchmark see every room
		}
		rooms++
		open, known := walls[name]
		if !known {
			t.Errorf("room %s is not on the map: add it to walls and to the README", name)
		}
		for _, path := range room.Imports {
			to, ours := strings.CutPrefix(path, "maillage/")
			if ours && !slices.Contains(open, to) {
				t.Errorf("%s must not import %s", name, to)
			}
		}
	}
	if rooms < 12 {
		t.Errorf("only %d rooms were looked at", rooms)
	}
}

func schemaOfHouse(t *testing.T) *ast.Schema {
	t.Helper()
	names, err := filepath.Glob("graph/*.graphqls")
	if err != nil || len(names) == 0 {
		t.Fatal("no schema files", err)
	}
	sources := []*ast.Source{{Name: "set", Input: "directive @set(size: Int) on FIELD_DEFINITION"}}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &ast.Source{Name: name, Input: string(text)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// The descriptions are the manual: nothing that a client sees is without one.
func TestEverythingIsDescribed(t *testing.T) {
	t.Parallel()
	described := func(what, text string) {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s has no description", what)
		}
	}
	for _, d := range schemaOfHouse(t).Types {
		if d.BuiltIn {
			continue
		}
		described(d.Name, d.Description)
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			described(d.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				described(d.Name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range d.EnumValues {
			described(d.Name+"."+v.Name, v.Description)
		}
	}
}

// Every mutation is guarded, takes one input of its own and answers with a payload that can hold errors.
func TestMutationsHaveOneShape(t *testing.T) {
	t.Parallel()
	schema := schemaOfHouse(t)
	for _, f := range schema.Mutation.Fields {
		name := strings.ToUpper(f.Name[:1]) + f.Name[1:]
		if f.Directives.ForName("can") == nil {
			t.Errorf("%s has no @can", f.Name)
		}
		input := name + "Input"
		if name == "DraftContributionRule" {
			input = "ContributionRuleInput" // the rule itself, which drafts of estimates and simulations are, too
		}
		if len(f.Arguments) != 1 || f.Arguments[0].Name != "input" || f.Arguments[0].Type.String() != input+"!" {
			t.Errorf("%s must take input: %s!", f.Name, input)
		}
		if f.Type.String() != name+"Payload!" || schema.Types[name+"Payload"].Fields.ForName("errors") == nil {
			t.Errorf("%s must answer %sPayload! with errors", f.Name, name)
		}
	}
}

// A file holds one subject.
func TestFilesAreShort(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "exectest" || d.Name() == ".data" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if n := bytes.Count(text, []byte("\n")); n > 250 && !bytes.Contains(text[:min(len(text), 200)], []byte("Code generated")) {
			t.Errorf("%s has %d lines: two subjects live in it", path, n)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
