package exectest

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/execution"
	"maillage/execution/exectest/graph"
	"maillage/execution/exectest/model"
)

var (
	operations = flag.Int("ops", 800, "random operations of the differential test")
	seed       = flag.Uint64("seed", 1, "seed of the random operations")
)

const shards = 4

// TestDifferential runs random operations through both executors over the same resolvers, half of them with planted
// faults: the data must be the same to the byte, and the errors the same, up to the documented cap per field.
func TestDifferential(t *testing.T) {
	t.Parallel()
	for shard := range shards {
		t.Run(fmt.Sprint("shard", shard), func(t *testing.T) {
			t.Parallel()
			c := newComparison(t, shard)
			for c.ran < *operations/shards {
				c.next()
			}
			t.Logf("%d operations, %d again with other variables, %d invalid; %d bytes, %d errors, %d fields over the cap",
				c.ran, c.again, c.invalid, c.bytes, c.errors, c.capped)
		})
	}
}

type comparison struct {
	*testing.T
	*generator
	theirs, ours                                      server
	ran, again, invalid, bytes, errors, capped, wrong int
}

type server = func(ctx context.Context, query string, vars map[string]any) ([]*graphql.Response, bool)

func newComparison(t *testing.T, shard int) *comparison {
	faults := shard%2 == 1
	// Each has its own data, which mutations change.
	gqlgen := oracle(&Root{Data: NewData(4, 6), Faults: faults})
	es := graph.NewSchema(config(&Root{Data: NewData(4, 6), Faults: faults}), execution.Options{Parallel: 1 + shard})
	if shard >= shards/2 {
		es = bare{es}
	}
	set := serve(es)
	schema := graph.NewExecutableSchema(graph.Config{}).Schema()
	return &comparison{
		T:         t,
		generator: newGenerator(schema, *seed*shards+uint64(shard)),
		theirs: func(ctx context.Context, q string, vars map[string]any) ([]*graphql.Response, bool) {
			return ask(ctx, gqlgen, q, vars)
		},
		ours: func(ctx context.Context, q string, vars map[string]any) ([]*graphql.Response, bool) {
			return ask(ctx, set, q, vars)
		},
	}
}

func (c *comparison) next() {
	query, vars := c.operation()
	ctx := As(context.Background(), pick(c.generator, model.AllRole...))
	if !c.compare(ctx, query, vars) {
		if c.invalid++; c.invalid > 100+20**operations {
			c.Fatalf("hardly any operation is valid: %s", query)
		}
		return
	}
	c.ran++
	if again := flipped(vars); again != nil { // now the document and perhaps its plan are cached
		c.compare(ctx, query, again)
		c.again++
	}
}

func (c *comparison) compare(ctx context.Context, query string, vars map[string]any) (valid bool) {
	want, valid := c.theirs(ctx, query, vars)
	if !valid {
		return false
	}
	got, _ := c.ours(ctx, query, vars)
	if len(got) != len(want) {
		c.Fatalf("%d answers, not %d, for %s %v", len(got), len(want), query, vars)
	}
	for i := range want {
		c.bytes += len(got[i].Data)
		c.errors += len(got[i].Errors)
		problem := ""
		switch {
		case string(got[i].Data) != string(want[i].Data):
			problem = fmt.Sprintf("data\nwant %.1500s\ngot  %.1500s", want[i].Data, got[i].Data)
		case got[i].Data != nil && !json.Valid(got[i].Data):
			problem = fmt.Sprintf("invalid JSON %.1500s", got[i].Data)
		default:
			if strings.HasPrefix(query, "subscription") {
				dropRoot(got[i].Errors)
			}
			problem = c.compareErrors(want[i].Errors, got[i].Errors)
		}
		if problem != "" {
			c.Errorf("%s\n%s %v", problem, query, vars)
			if c.wrong++; c.wrong >= 3 {
				c.FailNow()
			}
		}
	}
	return true
}

// dropRoot leaves the live field out of the paths: gqlgen's own forget it.
func dropRoot(list gqlerror.List) {
	for _, e := range list {
		if len(e.Path) > 1 {
			e.Path = e.Path[1:]
		}
		if at, ok := e.Extensions["at"].(string); ok {
			_, e.Extensions["at"], _ = strings.Cut(at, ".")
		}
	}
}

// compareErrors compares per field of the document: all its errors or, above the cap, the first and the count.
func (c *comparison) compareErrors(want, got gqlerror.List) string {
	wanted := map[string][]string{}
	for _, e := range want {
		at := fieldOf(e.Path)
		wanted[at] = append(wanted[at], e.Path.String()+" "+e.Message)
	}
	last := map[string]ast.Path{}
	for _, e := range got {
		if e.Extensions["code"] == execution.CodeErrors {
			at := e.Extensions["at"].(string)
			n := e.Extensions["omitted"].(int)
			if len(wanted[at]) < n {
				return fmt.Sprintf("%d errors omitted at %s, but only %d more are known", n, at, len(wanted[at]))
			}
			wanted[at] = wanted[at][n:]
			c.capped++
			continue
		}
		at, line := fieldOf(e.Path), e.Path.String()+" "+e.Message
		if before := last[at]; before != nil && !inOrder(before, e.Path) {
			return fmt.Sprintf("error at %s comes after the one at %s", e.Path, before)
		}
		last[at] = e.Path
		i := slices.Index(wanted[at], line)
		if i < 0 {
			return fmt.Sprintf("unexpected error %s; expected there: %.500s", line, wanted[at])
		}
		wanted[at][i] = wanted[at][0]
		wanted[at] = wanted[at][1:]
	}
	for at, rest := range wanted {
		if len(rest) > 0 {
			return fmt.Sprintf("missing errors at %s: %.500s", at, rest)
		}
	}
	return ""
}

// fieldOf is a path without its indexes and without the argument that could not be read ("on" is no field here).
func fieldOf(path ast.Path) string {
	var names []string
	for _, p := range path {
		if name, ok := p.(ast.PathName); ok && name != "on" {
			names = append(names, string(name))
		}
	}
	return strings.Join(names, ".")
}

// inOrder tells whether two paths of one field follow each other in the document.
func inOrder(a, b ast.Path) bool {
	for i := range min(len(a), len(b)) {
		x, isIndex := a[i].(ast.PathIndex)
		y, _ := b[i].(ast.PathIndex)
		if isIndex && x != y {
			return x < y
		}
	}
	return len(a) <= len(b)
}
