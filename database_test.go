package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"maillage/db"
	"maillage/demo"
	"maillage/postgres"
)

// TestDatabaseURL serves from somebody else's PostgreSQL, where nothing is invented unless asked for.
func TestDatabaseURL(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	server, err := postgres.Start(t.Context(), postgres.Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { _ = server.Stop() })
	must(t, db.Create(t.Context(), server.DSN("postgres"), "elsewhere"))
	url := "DATABASE_URL=postgres://postgres@/elsewhere?sslmode=disable&host=" + filepath.Join(dir, "run")
	refused(t, folder(t), []string{strings.Replace(url, "elsewhere", "nowhere", 1)}, nil, `database "nowhere" does not exist`)
	refused(t, folder(t), []string{strings.Replace(url, "//postgres", "//nobody", 1)}, nil, `role "nobody" does not exist`)

	p := launch(t, "", []string{url}, "migrate")
	if code := p.end(); code != 0 {
		t.Fatalf("migrate ends with code %d: %s", code, p.err)
	}
	contains(t, p.out.String(), "national data loaded (6 millésimes)", "up to date: DATABASE_URL")
	p = launch(t, "", []string{url})
	p.ready()
	contains(t, p.out.String(), "mutations  refused: no ADMIN_KEY is set")
	if strings.Contains(p.out.String(), demo.Notice) || strings.Contains(p.out.String(), "loaded") {
		t.Errorf("it loads what nobody asked for:\n%s", p.out)
	}
	a, err := p.post(t.Context(), "", `{ services { code } }`, nil)
	must(t, err)
	if string(a.Data) != `{"services":[]}` {
		t.Errorf("the catalogue is %s %+v", a.Data, a.Errors)
	}
	if a, err = p.post(t.Context(), "0123456789abcdef", register, map[string]string{"siren": sirenOf(1)}); err != nil || len(a.Errors) != 1 {
		t.Errorf("a mutation without ADMIN_KEY: %s %+v %v", a.Data, a.Errors, err)
	}
	p.stop(syscall.SIGTERM)

	p = launch(t, "", []string{url, "DEMO=1"})
	p.ready()
	contains(t, p.out.String(), "demonstration loaded", demo.Notice)
	p.answersRight()
	p.stop(syscall.SIGTERM)
	if _, err := os.Stat(filepath.Join(p.cmd.Dir, ".data")); !os.IsNotExist(err) {
		t.Errorf("it made a data folder that it does not need: %v", err)
	}
}
