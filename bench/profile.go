package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"time"

	"maillage/actions"
	"maillage/auth"
	"maillage/db"
	"maillage/edge"
	"maillage/execution"
	"maillage/graph"
	"maillage/postgres"
	"maillage/resolvers"
)

// watch starts the server again with the extension that counts statements.
func watch(ctx context.Context, s *postgres.Server, o postgres.Options) (*postgres.Server, error) {
	pool, err := sql.Open("postgres", s.DSN("postgres"))
	if err != nil {
		return nil, err
	}
	_, err = pool.ExecContext(ctx, "alter system set shared_preload_libraries = 'pg_stat_statements'")
	_ = pool.Close()
	if err == nil {
		err = s.Stop()
	}
	if err != nil {
		return nil, err
	}
	return postgres.Start(ctx, o)
}

// profile runs this server's handler in this process, one request after the other, and tells for each query which
// statements it sends and what they cost, and where its own time and memory go.
func profile(ctx context.Context, g *ground, queries []*query, o options, out io.Writer) error {
	store, err := db.Open(ctx, g.DSN(database), db.Options{Connections: pool, Timeout: 10 * time.Second})
	if err != nil {
		return err
	}
	defer store.Close()
	schema := graph.NewSchema(graph.Config{
		Resolvers:  &resolvers.Resolver{DB: store, Actions: &actions.Actions{DB: store, Now: time.Now}, Now: time.Now},
		Directives: graph.DirectiveRoot{Can: auth.Can},
	}, execution.Options{Check: auth.Check})
	handler := auth.Middleware(nil, nil, edge.Handler(schema, edge.Options{}))
	stats, err := sql.Open("postgres", g.DSN(database))
	if err != nil {
		return err
	}
	defer stats.Close()
	if _, err := stats.ExecContext(ctx, "create extension if not exists pg_stat_statements"); err != nil {
		return err
	}
	runtime.MemProfileRate = 4 << 10
	for _, q := range queries {
		if err := profileOne(ctx, handler, stats, q, o, out); err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
	}
	return nil
}

func profileOne(ctx context.Context, handler http.Handler, stats *sql.DB, q *query, o options, out io.Writer) error {
	c := &contender{post: graphqlPost}
	var bodies [][]byte
	for i := range q.arguments {
		args := q.arguments[i]
		if args["after"] == fromPage {
			continue // a cursor would have to be asked for first
		}
		request := c.request(q, args)
		bodies = append(bodies, request[bytes.Index(request, []byte("\r\n\r\n"))+4:])
	}
	ask := func(body []byte) error {
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK || bytes.HasPrefix(w.Body.Bytes(), []byte(`{"errors"`)) {
			return fmt.Errorf("status %d: %s", w.Code, w.Body)
		}
		return nil
	}
	for range 10 {
		for _, body := range bodies {
			if err := ask(body); err != nil {
				return err
			}
		}
	}
	if _, err := stats.ExecContext(ctx, "select pg_stat_statements_reset()"); err != nil {
		return err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := snapshot(o.folder, "before"); err != nil {
		return err
	}
	took, n, err := burn(filepath.Join(o.folder, q.name+".cpu"), bodies, ask, o.seconds)
	if err != nil {
		return err
	}
	runtime.ReadMemStats(&after)
	if err := snapshot(o.folder, q.name+".allocs"); err != nil {
		return err
	}
	per := float64(n)
	fmt.Fprintf(out, "\n%s: %.2f ms an answer, one at a time; %.0f allocations, %.0f kB\n", q.name, milliseconds(took)/per,
		float64(after.Mallocs-before.Mallocs)/per, float64(after.TotalAlloc-before.TotalAlloc)/per/1024)
	if err := statements(ctx, stats, per, out); err != nil {
		return err
	}
	if err := top(ctx, out, "-cum", "-nodecount=40", "-show=^(maillage|encoding|database|github.com/lib|github.com/99designs|runtime.mallocgc|runtime.gcBgMarkWorker)", filepath.Join(o.folder, q.name+".cpu")); err != nil {
		return err
	}
	return top(ctx, out, "-nodecount=25", "-sample_index=alloc_objects", "-base="+filepath.Join(o.folder, "before"), filepath.Join(o.folder, q.name+".allocs"))
}

// statements lists what PostgreSQL was asked, dearest first.
func statements(ctx context.Context, stats *sql.DB, requests float64, out io.Writer) error {
	rows, err := stats.QueryContext(ctx, `select calls, total_exec_time, rows, shared_blks_hit + shared_blks_read, regexp_replace(query, '\s+', ' ', 'g')
		from pg_stat_statements where query not like '%pg_stat%' order by total_exec_time desc`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var calls, ms, returned, blocks float64
		var text string
		if err := rows.Scan(&calls, &ms, &returned, &blocks, &text); err != nil {
			return err
		}
		fmt.Fprintf(out, "  %7.3f ms %4.1f calls %8.1f rows %8.0f blocks  %.150s\n", ms/requests, calls/requests, returned/calls, blocks/calls, text)
	}
	return rows.Err()
}
