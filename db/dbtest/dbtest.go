// Package dbtest gives each test a real database of its own: a clone of a template that is made once per test binary, on
// an embedded PostgreSQL in memory. It owns nothing that the program itself runs on.
package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/lib/pq"

	"maillage/actions"
	"maillage/db"
	"maillage/postgres"
)

// Noon is the instant at which tests happen: 2026-06-01, at noon in Paris.
var Noon = time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)

// Now is a clock that stands at Noon.
func Now() time.Time { return Noon }

var (
	server *postgres.Server
	base   string // of TEST_DATABASE_URL
	clones atomic.Int64
	empty  = template{name: "maillage_empty", fill: func(ctx context.Context, s *db.Store) error { return nil }}
	full   = template{name: "maillage_full", fill: load}
)

// Main runs the tests of a package on a server of their own; call it from TestMain.
func Main(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "dbtest:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	if base = os.Getenv("TEST_DATABASE_URL"); base != "" {
		return m.Run(), nil
	}
	parent := ""
	if f, err := os.Stat("/dev/shm"); err == nil && f.IsDir() {
		parent = "/dev/shm"
	}
	dir, err := os.MkdirTemp(parent, "maillage-test-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil { // as root the server runs under another account
		return 0, err
	}
	quiet := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	if server, err = postgres.Start(context.Background(), postgres.Options{Dir: dir, Log: quiet}); err != nil {
		return 0, err
	}
	defer server.Stop()
	return m.Run(), nil
}

// dsn is the address of a database of the test server.
func dsn(name string) string {
	if server != nil {
		return server.DSN(name)
	}
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	u.Path = "/" + name
	return u.String()
}

type template struct {
	name string
	fill func(context.Context, *db.Store) error
	once sync.Once
	err  error
}

func (p *template) ready() error {
	p.once.Do(func() {
		ctx := context.Background()
		p.name = fmt.Sprintf("%s_%d", p.name, os.Getpid())
		if p.err = db.Create(ctx, dsn("postgres"), p.name); p.err != nil {
			return
		}
		s, err := db.Open(ctx, dsn(p.name), db.Options{Connections: 2})
		if err != nil {
			p.err = err
			return
		}
		defer s.Close()
		if _, p.err = s.Migrate(ctx); p.err == nil {
			p.err = p.fill(ctx, s)
		}
	})
	return p.err
}

func load(ctx context.Context, s *db.Store) error {
	a := &actions.Actions{DB: s, Now: Now}
	if _, err := a.LoadAlmanac(ctx, func(string, int) {}); err != nil {
		return err
	}
	_, err := a.LoadDemo(ctx)
	return err
}

// Empty is a migrated database without rows, for this test alone.
func Empty(t testing.TB) *db.Store { return clone(t, &empty) }

// Full is a database with the national data and the demonstration, for this test alone.
func Full(t testing.TB) *db.Store { return clone(t, &full) }

// Shared is one full database for all the tests of the binary that only read it: the server refuses their writes.
func Shared(t testing.TB) *db.Store {
	t.Helper()
	name, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return open(t, readOnly(dsn(name)))
}

var shared = sync.OnceValues(full.clone)

func readOnly(dsn string) string {
	if strings.Contains(dsn, "://") {
		u, _ := url.Parse(dsn)
		q := u.Query()
		q.Set("default_transaction_read_only", "on")
		u.RawQuery = q.Encode()
		return u.String()
	}
	return dsn + " default_transaction_read_only=on"
}

// cloning keeps clones apart: a template that somebody is connected to cannot be copied.
var cloning sync.Mutex

func (p *template) clone() (name string, err error) {
	if err := p.ready(); err != nil {
		return "", err
	}
	pool, err := sql.Open("postgres", dsn("postgres"))
	if err != nil {
		return "", err
	}
	defer pool.Close()
	name = fmt.Sprintf("%s_%d", p.name, clones.Add(1))
	cloning.Lock()
	defer cloning.Unlock()
	_, err = pool.Exec(fmt.Sprintf("create database %s template %s strategy file_copy", name, p.name))
	return name, err
}

func clone(t testing.TB, p *template) *db.Store {
	t.Helper()
	name, err := p.clone()
	if err != nil {
		t.Fatal(err)
	}
	return open(t, dsn(name))
}

// DSN is the address of a new clone of the full database, for tests that start the program itself.
func DSN(t testing.TB) string {
	t.Helper()
	name, err := full.clone()
	if err != nil {
		t.Fatal(err)
	}
	return dsn(name)
}

// Bare is the address of a new database that nobody has migrated yet.
func Bare(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("maillage_bare_%d_%d", os.Getpid(), clones.Add(1))
	if err := db.Create(context.Background(), dsn("postgres"), name); err != nil {
		t.Fatal(err)
	}
	return dsn(name)
}

func open(t testing.TB, dsn string) *db.Store {
	t.Helper()
	s, err := db.Open(context.Background(), dsn, db.Options{Connections: 4, Timeout: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
