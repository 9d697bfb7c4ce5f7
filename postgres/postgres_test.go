//go:build linux || darwin

package postgres

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/lib/pq"
)

// parentOf makes the test binary a program that serves the folder named there until it is killed.
const parentOf = "POSTGRES_TEST_PARENT_OF"

func TestMain(m *testing.M) {
	if dir := os.Getenv(parentOf); dir != "" {
		serveUntilKilled(dir)
	}
	// Where the binaries must be fetched, that happens once, and not in each parallel test.
	if _, err := find(context.Background(), 0, func(step string) { fmt.Fprintln(os.Stderr, step) }); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func serveUntilKilled(dir string) {
	s, err := Start(context.Background(), Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	fmt.Println("ready", s.process.pid)
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

// parent is another process that runs the server of a folder.
type parent struct {
	t   *testing.T
	cmd *exec.Cmd
	out *bufio.Reader
}

func startParent(t *testing.T, dir string) *parent {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), parentOf+"="+dir)
	_, err := cmd.StdinPipe() // Left open: the parent reads it for as long as it lives.
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return &parent{t, cmd, bufio.NewReader(out)}
}

// ready waits for the server of the parent and returns its pid.
func (p *parent) ready() int {
	p.t.Helper()
	line, err := p.out.ReadString('\n')
	must(p.t, err)
	pid, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(line, "ready ")))
	if err != nil {
		p.t.Fatalf("the parent says %q", line)
	}
	return pid
}

// kill ends the parent as kill -9 does, and waits for its end.
func (p *parent) kill() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Kill())
	p.cmd.Wait()
}

// folder is a new folder that every account may enter, unlike t.TempDir: as root the server is somebody else's.
func folder(t *testing.T) string {
	t.Helper()
	base := "/dev/shm"
	if _, err := os.Stat(base); err != nil {
		base = os.TempDir()
	}
	dir, err := os.MkdirTemp(base, "postgres-test-*")
	must(t, err)
	must(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func start(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(t.Context(), Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatalf("Start: %v", err)
	}
	t.Cleanup(func() { s.Stop() })
	return s
}

func stop(t *testing.T, s *Server) {
	t.Helper()
	must(t, s.Stop())
}

func open(t *testing.T, s *Server) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", s.DSN("postgres"))
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// ask runs statements and returns the single value of the last one.
func ask(t *testing.T, s *Server, statements ...string) string {
	t.Helper()
	db := open(t, s)
	defer db.Close()
	for _, statement := range statements[:len(statements)-1] {
		_, err := db.Exec(statement)
		must(t, err)
	}
	var value string
	must(t, db.QueryRow(statements[len(statements)-1]).Scan(&value))
	return value
}

// refused starts what must not start, and returns its error, which must be one line for a person.
func refused(t *testing.T, dir string) *Error {
	t.Helper()
	s, err := Start(t.Context(), Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err == nil {
		s.Stop()
		t.Fatal("it started")
	}
	var fault *Error
	if !errors.As(err, &fault) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("not one line for a person: %v", err)
	}
	return fault
}

// eventually waits for what another process does and cannot announce.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
}
