package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"maillage/demo"
)

// serve listens first, so that a busy port leaves everything untouched, then stands up what is behind.
func serve(ctx context.Context, c config, out io.Writer) error {
	listener, err := net.Listen("tcp", c.addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; set ADDR to a free address", c.addr, cause(err))
	}
	var front atomic.Pointer[http.Handler]
	loading := http.Handler(http.HandlerFunc(notReady))
	front.Store(&loading)
	server := &http.Server{
		Handler:           http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*front.Load()).ServeHTTP(w, r) }),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	broken := make(chan error, 1)
	go func() { broken <- server.Serve(listener) }()
	defer server.Close()

	fmt.Fprintln(out, "Maillage starts.")
	g, err := stand(ctx, c, out)
	if err != nil {
		return err
	}
	defer g.close()
	if err := g.hurry(ctx, 10*time.Second); err != nil {
		return err
	}
	k, err := readKeys(c)
	if err != nil {
		return err
	}
	house, err := wire(ctx, g, k, c)
	if err != nil {
		return err
	}
	front.Store(&house)
	if err := announce(ctx, c, g, listener.Addr().String(), k, out); err != nil {
		return err
	}
	var clock sync.WaitGroup
	clock.Go(func() {
		if err := g.Actions.ResumeCampaigns(ctx); err != nil && ctx.Err() == nil {
			slog.Error("a call for contributions could not be computed to its end", "error", err)
		}
	})
	clock.Go(func() { g.Actions.AnonymiseDaily(ctx) })
	defer clock.Wait()
	select {
	case <-ctx.Done():
	case err := <-broken:
		return err
	}
	fmt.Fprintln(out, "Maillage stops.")
	front.Store(&loading)
	drained, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	return server.Shutdown(drained)
}

// cause leaves out what the net package wraps around it: the address is told already.
func cause(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

func notReady(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		fmt.Fprintln(w, "ok")
		return
	}
	w.Header().Set("Retry-After", "2")
	http.Error(w, "starting or stopping", http.StatusServiceUnavailable)
}

func announce(ctx context.Context, c config, g *ground, addr string, k keys, out io.Writer) error {
	sources, err := g.DB.Sources(ctx)
	if err != nil {
		return err
	}
	var names []string
	for _, s := range sources {
		names = append(names, s.Name)
	}
	fmt.Fprintf(out, "\n  GraphiQL   http://%s/\n  GraphQL    http://%s/graphql\n  database   %s\n  millésimes %s\n", addr, addr, g.name, strings.Join(names, "; "))
	if c.databaseURL == "" && c.adminKey == "" {
		fmt.Fprintf(out, "  signed in  http://%s/#key=%s\n", addr, url.QueryEscape(k.admin))
		if k.fresh {
			fmt.Fprintf(out, "             (a new key, kept in %s; to validate a call takes another, in %s)\n", filepath.Join(c.dataDir, "admin.key"), filepath.Join(c.dataDir, "validator.key"))
		}
	}
	if k.admin == "" {
		fmt.Fprintln(out, "  mutations  refused: no ADMIN_KEY is set")
	}
	if there, err := g.DB.HasDemo(ctx); err != nil {
		return err
	} else if there {
		fmt.Fprintln(out, "  "+demo.Notice)
	}
	fmt.Fprintln(out)
	return nil
}
