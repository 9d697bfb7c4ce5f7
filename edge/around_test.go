package edge_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"maillage/edge"
)

func TestCORS(t *testing.T) {
	t.Parallel()
	const known, origin = "https://portail.example.fr", "Access-Control-Allow-Origin"
	ask := func(origins []string, from string) http.Header {
		w, r := httptest.NewRecorder(), post(`{"query":"{hello}"}`)
		r.Header.Set("Origin", from)
		edge.CORS(origins, edge.Handler(says(`{}`), quiet())).ServeHTTP(w, r)
		return w.Header()
	}
	if got := ask([]string{known}, known).Get(origin); got != known {
		t.Errorf("a known origin got %q", got)
	}
	if got := ask([]string{known}, "https://elsewhere.example").Get(origin); got != "" {
		t.Errorf("an unknown origin got %q", got)
	}
	if got := ask(nil, known).Get(origin); got != "" {
		t.Errorf("without origins, one got %q", got)
	}
	r := httptest.NewRequest(http.MethodOptions, "/graphql", nil)
	r.Header.Set("Origin", known)
	r.Header.Set("Access-Control-Request-Method", "POST")
	r.Header.Set("Access-Control-Request-Headers", "authorization,content-type")
	w := httptest.NewRecorder()
	edge.CORS([]string{known}, edge.Handler(says(`{}`), quiet())).ServeHTTP(w, r)
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Headers") == "" || w.Header().Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("preflight: %d %v", w.Code, w.Header())
	}
}

func TestIdentify(t *testing.T) {
	t.Parallel()
	seen := ""
	h := edge.Identify(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = edge.RequestID(r.Context()) }))
	for _, test := range []struct {
		given string
		kept  bool
	}{{"proxy-1.a", true}, {"", false}, {"a b", false}, {"x\ny", false}, {strings.Repeat("x", 65), false}} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("X-Request-Id", test.given)
		h.ServeHTTP(w, r)
		if seen == "" || seen != w.Header().Get("X-Request-Id") || (seen == test.given) != test.kept {
			t.Errorf("%q became %q, and the header %q", test.given, seen, w.Header().Get("X-Request-Id"))
		}
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	during := ""
	h := edge.Handler(world(func(ctx context.Context) graphql.ResponseHandler {
		during = scrape(registry)
		return says(`{}`).Exec(ctx)
	}), edge.Options{Log: silent(), Registry: registry})
	ask(t, h, "{hello}")
	ask(t, h, "query SomeName{hello}")
	ask(t, h, `mutation{rename(name:"a")}`)
	ask(t, h, "{")
	if want := "graphql_requests_in_flight 1\n"; !strings.Contains(during, want) {
		t.Errorf("while a request is served, no %q in\n%s", want, during)
	}
	after := scrape(registry)
	for _, want := range []string{
		"graphql_requests_in_flight 0",
		`graphql_requests_total{operation="mutation",outcome="ok"} 1`,
		`graphql_requests_total{operation="none",outcome="refused"} 1`,
		`graphql_requests_total{operation="query",outcome="ok"} 2`,
		`graphql_request_duration_seconds_count{operation="query",outcome="ok"} 2`,
	} {
		if !strings.Contains(after, want+"\n") {
			t.Errorf("no %q in\n%s", want, after)
		}
	}
	if strings.Contains(after, "SomeName") {
		t.Error("a client's name became a label")
	}
}

func scrape(registry *prometheus.Registry) string {
	w := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	return w.Body.String()
}
