package exectest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/execution"
	"maillage/execution/exectest/graph"
	"maillage/execution/exectest/model"
)

// A call serves every place with the same type, field, arguments and level.
func TestSharing(t *testing.T) {
	t.Parallel()
	for query, want := range map[string][2]int64{
		`{ communes(departement: "01") { edges { node { epci { name } } } nodes { epci { code communes(first: 2) { code } } } } }`:           {2, 28},
		`{ communes(departement: "01") { nodes { a: epci { name } b: epci { code } c: epci(on: "2024-01-01") { code } } } }`:                 {2, 30},
		`{ departement(code: "01") { epcis { communes { epci { communes { code services { name } } } } } } }`:                                {5, 562},
		`{ authorities(departement: "01", first: 10) { departement { name } ... on Commune { epci { departement { name } } } } }`:            {4, 19},
		`{ departement(code: "01") { communes(first: 3) { totalCount } } x: departement(code: "02") { communes(first: 3) { totalCount } } }`: {2, 4},
		`{ search(text: "x") { ... on Commune { d: departement { code } } ... on EPCI { e: departement { code } } } }`:                       {2, 12},
		`{ departement(code: "99") { epcis { communes { code } } } }`:                                                                        {0, 0},
		`{ secret }`: {0, 0},
	} {
		r := &Root{Data: NewData(2, 6)}
		if got := one(sets(r, execution.Options{}), query); len(got.Errors) > 0 {
			t.Errorf("%s: %v", query, got.Errors)
		}
		if got := [2]int64{r.Calls.Load(), r.Parents.Load()}; got != want {
			t.Errorf("%d calls and parents, not %d, for %s", got, want, query)
		}
	}
}

// The number of calls does not depend on the number of parents.
func TestCallsAreConstant(t *testing.T) {
	t.Parallel()
	var calls []int64
	for _, epcis := range []int{1, 10, 40} {
		r := &Root{Data: NewData(1, epcis)}
		one(sets(r, execution.Options{}), `{ departement(code: "01") { epcis { communes { services { related { __typename } } departement { code } } } } }`)
		calls = append(calls, r.Calls.Load())
	}
	if !slices.Equal(calls, []int64{5, 5, 5}) {
		t.Errorf("calls for 1, 10 and 40 EPCIs: %v, not 5 each", calls)
	}
}

// stub replaces the resolvers of communes.
type stub struct {
	*Root
	communes graph.CommuneResolver
}

func (s stub) Commune() graph.CommuneResolver { return s.communes }

type panicking struct{ commune }

func (panicking) Flaky(context.Context, []*model.Commune) ([]*string, error) { panic("boom") }

func (panicking) Strict(context.Context, []*model.Commune) ([]string, error) {
	return make([]string, 1), nil
}

var errShared = &gqlerror.Error{Message: "shared", Extensions: map[string]any{"code": "X"}}

func (panicking) EPCI(context.Context, []*model.Commune, *model.Date) ([]*model.EPCI, error) {
	return nil, errShared
}

// What goes wrong in one call stays with its field.
func TestFailureIsContained(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(2, 3)}
	e := sets(stub{r, panicking{commune{r}}}, execution.Options{})
	for query, want := range map[string]string{
		`{ communes(departement: "01", first: 2) { nodes { code flaky services { __typename } } } }`: `{"communes":{"nodes":[{"code":"01000","flaky":null,"services":[` + services(8) + `]},{"code":"01001","flaky":null,"services":[` + services(8) + `]}]}} ` +
			`communes.nodes[0].flaky recovered: boom; communes.nodes[1].flaky recovered: boom`,
		`{ communes(departement: "01", first: 2) { nodes { strict } } }`: `null ` +
			`communes.nodes[0].strict resolver Commune.strict returned 1 results for 2 parents: it must return one for each, in their order; ` +
			`communes.nodes[1].strict resolver Commune.strict returned 1 results for 2 parents: it must return one for each, in their order`,
		`{ communes(departement: "01", first: 2) { nodes { epci { name } } } }`: `{"communes":{"nodes":[{"epci":null},{"epci":null}]}} communes.nodes[0].epci shared; communes.nodes[1].epci shared`,
		`{ commune(code: "01004") { code motto name } }`:                        `{"commune":{"code":"01004","motto":null,"name":"Commune 0-0-4 é"}} commune.motto recovered: no motto`,
		`{ commune(code: "01001") { epci(on: "x") { name } code } }`:            `{"commune":{"epci":null,"code":"01001"}} commune.epci.on "x" is not a date`,
	} {
		if got := show(one(e, query)); got != want {
			t.Errorf("%s\nwant %s\ngot  %s", query, want, got)
		}
	}
	if errShared.Path != nil || len(errShared.Extensions) != 1 {
		t.Errorf("the resolver's own error was written into: %v %v", errShared.Path, errShared.Extensions)
	}
}

func services(n int) string {
	return strings.TrimSuffix(strings.Repeat(`{"__typename":"Service"},`, n), ",")
}

// show is data and errors in one line.
func show(r *graphql.Response) string {
	var errs []string
	for _, e := range r.Errors {
		errs = append(errs, e.Path.String()+" "+e.Message)
	}
	return strings.TrimSpace(string(r.Data) + " " + strings.Join(errs, "; "))
}

// diary notes which calls begin and end.
type diary struct {
	commune
	mu      sync.Mutex
	lines   []string
	running atomic.Int64
	most    atomic.Int64
}

func (d *diary) note(line string) func() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, line)
	n := d.running.Add(1)
	d.most.Store(max(d.most.Load(), n))
	return func() { d.running.Add(-1) }
}

func (d *diary) Departement(ctx context.Context, cs []*model.Commune) ([]*model.Departement, error) {
	defer d.note("departement of " + cs[0].Name)()
	return d.commune.Departement(ctx, cs)
}

func (d *diary) EPCI(ctx context.Context, cs []*model.Commune, on *model.Date) ([]*model.EPCI, error) {
	defer d.note("epci of " + cs[0].Name)()
	return d.commune.EPCI(ctx, cs, on)
}

// A mutation runs root field by root field, each with all that it reads, and never two calls at a time: a payload may
// be read in a transaction.
func TestMutationIsSerial(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 3)}
	d := &diary{commune: commune{r}}
	got := one(sets(stub{r, d}, execution.Options{Parallel: 8}), `mutation {
		a: renameCommune(input: {code: "01001", name: "A"}) { commune { departement { code } epci { code } } }
		failing
		b: renameCommune(input: {code: "01001", name: "B"}) { commune { name departement { code } } }
	}`)
	if want := `null failing failing`; show(got) != want {
		t.Errorf("got %s, not %s", show(got), want)
	}
	if want := []string{"departement of A", "epci of A", "departement of B"}; !slices.Equal(d.lines, want) {
		t.Errorf("calls in the order %v, not %v", d.lines, want)
	}
	if d.most.Load() != 1 {
		t.Errorf("%d calls at a time", d.most.Load())
	}
}

// Independent calls run side by side, as many as Options.Parallel allows and no more.
func TestParallel(t *testing.T) {
	t.Parallel()
	for _, parallel := range []int{1, 3} {
		t.Run(fmt.Sprint(parallel), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { atATime(t, parallel, 8) })
		})
	}
}

// A call that serves objects of two others waits for both, however long one of them takes.
func TestWaitsForAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const query = `{ commune(code: "01001") { epci { communes(first: 1) { code } } } departement(code: "01") { epcis(first: 2) { communes(first: 1) { code } } } }`
		root := &Root{Data: NewData(1, 4)}
		want := show(one(sets(root, execution.Options{}), query))
		e := sets(root, execution.Options{})
		gate := make(chan struct{})
		e.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) {
			if graphql.GetFieldContext(ctx).Field.Name == "epcis" {
				<-gate
			}
			return next(ctx)
		})
		answer := make(chan *graphql.Response, 1)
		go func() { answer <- one(e, query) }()
		synctest.Wait()
		close(gate)
		if got := show(<-answer); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	})
}

// atATime holds every root field up and looks how many are there when nothing moves any more.
func atATime(t *testing.T, parallel, calls int) {
	var query strings.Builder
	for i := range calls {
		fmt.Fprintf(&query, ` r%d: commune(code: "01001") { code }`, i)
	}
	e := sets(&Root{Data: NewData(1, 1)}, execution.Options{Parallel: parallel})
	var waiting atomic.Int64
	gate := make(chan struct{})
	e.AroundRootFields(func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		waiting.Add(1)
		<-gate
		waiting.Add(-1)
		return next(ctx)
	})
	answer := make(chan *graphql.Response, 1)
	go func() { answer <- one(e, "{"+query.String()+"}") }()
	for left := calls; left > 0; left-- {
		synctest.Wait()
		if got, want := waiting.Load(), int64(min(parallel, left)); got != want {
			t.Errorf("%d calls side by side, not %d", got, want)
		}
		gate <- struct{}{}
	}
	if got := <-answer; len(got.Errors) > 0 {
		t.Error(got.Errors)
	}
}

// A middleware may answer for a root field, and field middleware sees one call per set.
func TestMiddleware(t *testing.T) {
	t.Parallel()
	e := sets(&Root{Data: NewData(1, 3)}, execution.Options{})
	e.AroundRootFields(func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		if graphql.GetRootFieldContext(ctx).Field.Alias == "forbidden" {
			graphql.AddError(ctx, errors.New("forbidden"))
			return graphql.Null
		}
		return next(ctx)
	})
	var seen []string
	var mu sync.Mutex
	e.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) {
		fc := graphql.GetFieldContext(ctx)
		mu.Lock()
		seen = append(seen, fc.Object+"."+fc.Field.Name+" at "+fc.Path().String())
		mu.Unlock()
		return next(ctx)
	})
	got := one(e, `{ forbidden: departement(code: "01") { name } ok: departement(code: "01") { epcis(first: 3) { code president { name } } } }`)
	const want = `{"forbidden":null,"ok":{"epcis":[{"code":"201000","president":{"name":"P 201000"}},{"code":"201001","president":{"name":"P 201001"}},{"code":"201002","president":null}]}}`
	if string(got.Data) != want || len(got.Errors) != 1 {
		t.Errorf("got %s", show(got))
	}
	slices.Sort(seen)
	if want := []string{"Departement.epcis at ok.epcis", "EPCI.president at ok.epcis.president", "Query.departement at ok"}; !slices.Equal(seen, want) {
		t.Errorf("middleware saw %v, not %v", seen, want)
	}
}

// A middleware that returns nothing hides a field: null, or an error where null is forbidden.
func TestMiddlewareHides(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 3)}
	e := sets(r, execution.Options{})
	e.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) {
		if strings.HasPrefix(graphql.GetFieldContext(ctx).Field.Alias, "hidden") {
			return nil, nil
		}
		return next(ctx)
	})
	for query, want := range map[string]string{
		`{ hidden: commune(code: "01001") { name } communes(departement: "01", first: 2) { nodes { code hidden: epci { name } } } }`: `{"hidden":null,"communes":{"nodes":[{"code":"01000","hidden":null},{"code":"01001","hidden":null}]}}`,
		`{ commune(code: "01001") { hidden: departement { name } } }`:                                                                `{"commune":null} commune.hidden a directive or middleware returned nothing where the schema forbids null: let it return an error`,
	} {
		if got := show(one(e, query)); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}
