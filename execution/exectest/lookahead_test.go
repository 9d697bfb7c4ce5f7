package exectest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"maillage/execution"
	"maillage/execution/exectest/graph"
	"maillage/execution/exectest/model"
)

// looking notes what its resolvers learn of the selection below them.
type looking struct {
	*Root
	mu   sync.Mutex // gqlgen's executor calls side by side what is one call here
	seen []string
}

type (
	lookingQuery struct {
		query
		l *looking
	}
	lookingCommune struct {
		commune
		l *looking
	}
)

func (l *looking) Query() graph.QueryResolver     { return lookingQuery{query{l.Root}, l} }
func (l *looking) Commune() graph.CommuneResolver { return lookingCommune{commune{l.Root}, l} }

func (l *looking) note(name string, s *execution.Selection) {
	var has []string
	for _, f := range []string{"code", "name", "nodes", "edges", "pageInfo", "totalCount", "population", "departement"} {
		if s.Has(f) {
			has = append(has, f)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen = append(l.seen, name+": "+strings.Join(has, " "))
}

func (q lookingQuery) Communes(ctx context.Context, departement string, first *int) (*model.CommuneConnection, error) {
	s := execution.Fields(ctx)
	q.l.note("page", s)
	q.l.note("objects", s.Objects())
	q.l.note("pageInfo", s.Child("pageInfo"))
	return q.query.Communes(ctx, departement, first)
}

func (q lookingCommune) EPCI(ctx context.Context, cs []*model.Commune, on *model.Date) ([]*model.EPCI, error) {
	q.l.note("epci", execution.Fields(ctx))
	return q.commune.EPCI(ctx, cs, on)
}

// A resolver may ask what is selected below it, and read only that.
func TestLookAhead(t *testing.T) {
	t.Parallel()
	const page = `communes(departement: "01", first: 2)`
	for query, want := range map[string][]string{
		`{ ` + page + ` { totalCount } }`:                                                             {"page: totalCount", "objects: totalCount", "pageInfo: "},
		`{ ` + page + ` { nodes { x: name } } }`:                                                      {"page: nodes", "objects: name", "pageInfo: "},
		`{ ` + page + ` { edges { cursor node { code } } nodes { population } } }`:                    {"page: nodes edges", "objects: code population", "pageInfo: "},
		`{ ` + page + ` { edges { cursor } pageInfo { endCursor } } }`:                                {"page: edges pageInfo", "objects: ", "pageInfo: "},
		`{ ` + page + ` { nodes { code @skip(if: true) ...F } } } fragment F on Authority { name }`:   {"page: nodes", "objects: name", "pageInfo: "},
		`{ commune(code: "01001") { a: epci { name } b: epci { ... on Authority { population } } } }`: {"epci: name population"},
		`{ commune(code: "01001") { epci { departement { code } } } }`:                                {"epci: departement"},
	} {
		l := &looking{Root: &Root{Data: NewData(1, 1)}}
		e := sets(l, execution.Options{})
		for range 2 { // the second time from the kept plan
			l.seen = nil
			if got := one(e, query); len(got.Errors) > 0 || !slices.Equal(l.seen, want) {
				t.Errorf("%s\nwant %q\ngot  %q %v", query, want, l.seen, got.Errors)
			}
		}
		// Outside of this executor nothing is known, so that everything is wanted.
		l.seen = nil
		one(oracle(l), query)
		if all := "code name nodes edges pageInfo totalCount population departement"; len(l.seen) == 0 || !strings.HasSuffix(l.seen[0], all) {
			t.Error(fmt.Sprint("gqlgen's executor: ", l.seen))
		}
	}
}

type (
	edging      struct{ *Root }
	edgingQuery struct {
		query
		seen *[]string
	}
)

func (q edgingQuery) Commune(ctx context.Context, code string) (*model.Commune, error) {
	for _, e := range execution.Fields(ctx).Edges() {
		*q.seen = append(*q.seen, fmt.Sprintf("%s %v %v %v", e.Name, maps.Collect(e.Args(ctx)), e.Fields.Has("name"), e.Fields.Has("code")))
	}
	return q.query.Commune(ctx, code)
}

type edgingRoot struct {
	edging
	seen []string
}

func (r *edgingRoot) Query() graph.QueryResolver { return edgingQuery{query{r.Root}, &r.seen} }

// A resolver may ask which edges are selected below it, once for each way of giving the arguments, variables filled in.
func TestEdges(t *testing.T) {
	t.Parallel()
	r := &edgingRoot{edging: edging{&Root{Data: NewData(1, 1)}}}
	e := sets(r, execution.Options{})
	got, valid := ask(t.Context(), e, `query ($d: Date) { commune(code: "01001") { name a: epci(on: $d) { name } b: epci(on: $d) { code } c: epci { name } budget flaky } }`,
		map[string]any{"d": "2024-01-01"})
	want := []string{"epci map[on:2024-01-01] true true", "epci map[] true false", "budget map[] false false", "flaky map[] false false"}
	if !valid || len(got) != 1 || !slices.Equal(r.seen, want) {
		t.Errorf("want %q\ngot  %q", want, r.seen)
	}
}
