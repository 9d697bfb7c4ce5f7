package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/vektah/gqlparser/v2/formatter"

	"maillage/auth"
	"maillage/execution"
	"maillage/graph"
	"maillage/resolvers"
)

// wire joins the rooms: what answers at each address.
func wire(ctx context.Context, g *ground, key string, c config) (http.Handler, error) {
	schema := graph.NewSchema(graph.Config{
		Resolvers:  &resolvers.Resolver{DB: g.DB, Actions: g.Actions, Now: time.Now},
		Directives: graph.DirectiveRoot{Can: auth.Can},
	}, execution.Options{})
	registry := prometheus.NewRegistry()
	h := handler.New(schema)
	h.AddTransport(transport.POST{})

	mux := http.NewServeMux()
	mux.Handle("/graphql", auth.Middleware(key, h))
	mux.HandleFunc("GET /schema.graphql", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		formatter.NewFormatter(w).FormatSchema(schema.Schema())
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", g.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return mux, nil
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
