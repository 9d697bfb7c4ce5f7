package exectest

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"maillage/auth"
	"maillage/edge"
	"maillage/execution"
	"maillage/execution/exectest/graph"
	"maillage/execution/exectest/model"
)

// counter is the whole way of a request, from the socket to the resolvers.
func counter(r graph.ResolverRoot) http.Handler {
	quiet := edge.Options{Log: slog.New(slog.DiscardHandler)}
	schema := graph.NewSchema(config(r), execution.Options{Cost: 500_000, Check: auth.Check})
	return edge.Identify(auth.Middleware(nil, nil, edge.Handler(schema, quiet)))
}

func posted(query string, vars map[string]any) string {
	b, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		panic(err)
	}
	return string(b)
}

// blank is a response writer that costs nothing.
type blank struct {
	header http.Header
	length int
}

func (b *blank) Header() http.Header         { return b.header }
func (b *blank) Write(p []byte) (int, error) { b.length += len(p); return len(p), nil }
func (b *blank) WriteHeader(int)             {}

// moved are the variables with other codes and dates.
func moved(vars map[string]any) map[string]any {
	other := map[any]string{"01": "02", "02": "03", "03": "99", "99": "01", "01003": "02011", "02011": "01003", "2024-01-01": "nonsense", "nonsense": "1999-05-01", "1999-05-01": "2024-01-01"}
	out := maps.Clone(vars)
	for name, v := range vars {
		if to, known := other[v]; known {
			out[name] = to
		}
	}
	return out
}

// told is an answer without the ids under which internal errors are logged.
func told(h http.Handler, role model.Role, body string) string {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(As(r.Context(), role)))
	return loggedAs.ReplaceAllString(w.Body.String(), "#")
}

var loggedAs = regexp.MustCompile(`\b[A-Z2-7]{12}\b`)

// What serves one request after the other keeps nothing of one for the next: many at a time are answered as if each
// were the first.
func TestRequestsDoNotMix(t *testing.T) {
	t.Parallel()
	root := func() *Root { return &Root{Data: NewData(2, 4), Faults: true} }
	schema := graph.NewExecutableSchema(graph.Config{}).Schema()
	type request struct {
		role       model.Role
		body, want string
	}
	var requests []request
	for g := newGenerator(schema, 7); len(requests) < 600; {
		query, vars := g.operation()
		if !strings.HasPrefix(query, "query") {
			continue
		}
		for _, vars := range []map[string]any{vars, flipped(vars), moved(vars)} {
			for _, role := range model.AllRole {
				r := request{role: role, body: posted(query, vars)}
				r.want = told(counter(root()), r.role, r.body)
				requests = append(requests, r)
			}
		}
	}
	h := counter(root())
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(uint64(worker), 3))
			for range 2 {
				for _, i := range random.Perm(len(requests)) {
					if got := told(h, requests[i].role, requests[i].body); got != requests[i].want {
						t.Errorf("%s\nwant %.1000s\ngot  %.1000s", requests[i].body, requests[i].want, got)
						return
					}
				}
			}
		})
	}
	wg.Wait()
}

// What went wrong in one operation does not go wrong in the next of the same plan.
func TestErrorsAreForgotten(t *testing.T) {
	t.Parallel()
	e := sets(&Root{Data: country()}, execution.Options{})
	for range 50 {
		for on, wrong := range map[string]bool{"x": true, "2024-01-01": false} {
			answers, valid := ask(As(t.Context(), model.AllRole[0]), e, `query Q($on: Date) { commune(code: "01001") { name epci(on: $on) { code } } }`, map[string]any{"on": on})
			if !valid || (len(answers[0].Errors) > 0) != wrong {
				t.Fatalf("on %q: %v %s", on, answers[0].Errors, answers[0].Data)
			}
		}
	}
}

// Nor does it keep how many there were of anything.
func TestShapesAreForgotten(t *testing.T) {
	t.Parallel()
	const query = `query Q($n: Int, $m: Int) { departement(code: "01") { epcis(first: $n) { code communes(first: $m) { code epci { code } } } } }`
	e := sets(&Root{Data: country()}, execution.Options{})
	for i := range 100 {
		vars := map[string]any{"n": 1 + i%3, "m": 1 + i%4}
		if got, want := show(with(e, query, vars)), show(with(sets(&Root{Data: country()}, execution.Options{}), query, vars)); got != want {
			t.Fatalf("%v\nwant %s\ngot  %s", vars, want, got)
		}
	}
}

func with(e *executor.Executor, query string, vars map[string]any) *graphql.Response {
	answers, _ := ask(As(context.Background(), model.AllRole[0]), e, query, vars)
	return answers[0]
}

// BenchmarkRequest is what a small request costs outside of its resolvers, which are instant here.
func BenchmarkRequest(b *testing.B) {
	h := counter(&Root{Data: country()})
	for _, q := range []struct {
		name, query string
		vars        map[string]any
	}{
		{"point", point, map[string]any{"code": "01"}},
		{"two_calls", `query Q($code: String!, $n: Int) { departement(code: $code) { code name epcis(first: $n) { code name type population } } }`, map[string]any{"code": "01", "n": 14}},
		{"four_calls", `query Q($code: String!, $n: Int, $on: Date) { commune(code: $code) { code name departement { code name } epci(on: $on) { code name type communes(first: $n) { code name population kind } } services { id name open since } } }`,
			map[string]any{"code": "01001", "n": 5, "on": "2024-01-01"}},
	} {
		b.Run(q.name, func(b *testing.B) { request(b, h, posted(q.query, q.vars)) })
	}
}

// request sends the same body again and again; making requests is not what is measured.
func request(b *testing.B, h http.Handler, body string) {
	text := strings.NewReader(body)
	r := httptest.NewRequest(http.MethodPost, "/graphql", text)
	for name, value := range map[string]string{"Content-Type": "application/json", "Accept": "application/json", "X-Request-Id": "r1"} {
		r.Header.Set(name, value)
	}
	r.Body = io.NopCloser(text)
	w := &blank{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		text.Reset(body)
		clear(w.header)
		w.length = 0
		h.ServeHTTP(w, r)
	}
	b.ReportMetric(float64(w.length), "B/answer")
}
