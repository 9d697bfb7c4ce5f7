package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"maillage/auth"
	"maillage/contract"
	"maillage/db"
	"maillage/demo"
	"maillage/documents"
	"maillage/edge"
	"maillage/execution"
	"maillage/graph"
	"maillage/graphiql"
	"maillage/model"
	"maillage/resolvers"
)

// costLimit is how many values one answer may be expected to hold: a whole department down to its services fits many times.
const costLimit = 500_000

// wire joins the rooms: what answers at each address.
func wire(ctx context.Context, g *ground, k keys, c config) (http.Handler, error) {
	there, err := g.DB.HasDemo(ctx)
	if err != nil {
		return nil, err
	}
	office := documents.Office{DB: g.DB, Actions: g.Actions, Now: time.Now}
	if there {
		office.Notice = demo.Avis
	}
	paper := documents.Open(office)
	schema := graph.NewSchema(graph.Config{
		Resolvers:  &resolvers.Resolver{DB: g.DB, Actions: g.Actions, Office: paper, Now: time.Now},
		Directives: graph.DirectiveRoot{Can: auth.Can},
	}, execution.Options{Cost: costLimit, Check: auth.Check})
	hide(schema.Schema(), "set")
	hide(schema.Schema(), "defer") // which the executor refuses
	page, err := explorer(ctx, g, there)
	if err != nil {
		return nil, err
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	registry.MustRegister(together(g.DB)...)
	api := auth.Middleware(k.known(), func(ctx context.Context, hash []byte) (*model.Viewer, error) {
		return g.DB.ViewerOf(ctx, hash, model.Today(time.Now()))
	}, edge.Handler(schema, edge.Options{Registry: registry}))

	mux := http.NewServeMux()
	mux.Handle("/", page)
	mux.Handle("/graphql", edge.CORS(c.origins, api))
	mux.Handle("GET /documents/", paper.Handler())
	mux.HandleFunc("GET /schema.graphql", print(schema))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", g.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return edge.Identify(mux), nil
}

// together are the counts of statements that answer many requests at once.
func together(s *db.Store) []prometheus.Collector {
	count := func(name, help string, pick func(statements, requests int64) int64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(pick(s.Together())) })
	}
	return []prometheus.Collector{
		count("db_shared_statements_total", "Statements that answered several requests at once.", func(statements, _ int64) int64 { return statements }),
		count("db_shared_statement_requests_total", "Requests that such statements answered.", func(_, requests int64) int64 { return requests }),
	}
}

// explorer is the GraphiQL page: it opens with the contract's operations, and says what is real and what is not.
func explorer(ctx context.Context, g *ground, rehearsal bool) (http.Handler, error) {
	page := graphiql.Config{}
	for _, o := range contract.Operations() {
		page.Tabs = append(page.Tabs, graphiql.Tab{Query: o.Query, Variables: o.Variables})
	}
	sources, err := g.DB.Sources(ctx)
	if err != nil {
		return nil, err
	}
	if n := len(sources); n > 0 {
		page.Notice = "National data: " + sources[n-1].Name + ", " + sources[n-1].Publisher + ", " + sources[n-1].Licence + "."
	}
	if rehearsal {
		page.Notice = demo.Notice + " " + page.Notice
	}
	return graphiql.Handler(page), nil
}

// hide takes a directive that is not for clients out of what clients see of the schema.
func hide(s *ast.Schema, directive string) {
	delete(s.Directives, directive)
	for _, t := range s.Types {
		for _, f := range t.Fields {
			f.Directives = slices.DeleteFunc(f.Directives, func(d *ast.Directive) bool { return d.Name == directive })
		}
	}
}

// print serves the schema with its descriptions.
func print(schema graphql.ExecutableSchema) http.HandlerFunc {
	var text strings.Builder
	fmt.Fprintf(&text, "\"\"\"\n%s\n\"\"\"\nschema {\n\tquery: Query\n\tmutation: Mutation\n}\n\n", schema.Schema().Description)
	formatter.NewFormatter(&text).FormatSchema(schema.Schema())
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprint(w, text.String())
	}
}

// ready is red as soon as the database does not answer.
func (g *ground) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := g.DB.Ping(ctx); err != nil {
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}
