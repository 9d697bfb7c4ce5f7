package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"maillage/demo"
)

func TestStart_First(t *testing.T) {
	t.Parallel()
	f := first.of(t)
	t.Logf("from the start of the program to right answers: %v", f.took.Round(time.Millisecond))
	contains(t, f.out, "preparing a data folder for PostgreSQL", "schema brought up to date (", "national data loaded (6 millésimes)", "demonstration loaded",
		"GraphiQL   http://127.0.0.1:", "database   embedded PostgreSQL ", "COG 2021; COG 2022; COG 2023; COG 2024; COG 2025; COG 2026, EPCI 2025",
		"signed in  http://127.0.0.1:", "a new key, kept in "+filepath.Join(f.dir, "admin.key"), demo.Notice)

	kept, err := os.Stat(filepath.Join(f.dir, "admin.key"))
	must(t, err)
	if kept.Mode().Perm() != 0o600 {
		t.Errorf("the key has mode %o", kept.Mode().Perm())
	}
	if pid := postmaster(f.dir); pid != 0 {
		t.Errorf("after the stop PostgreSQL has not left its folder in order: pid %d", pid)
	}
	t.Logf("memory at rest after the first start: %d MB", f.rest)
	if f.rest > 100 {
		t.Errorf("the server keeps %d MB after the load", f.rest)
	}
}

// TestStart_Loading asks while the national data is on its way: alive, not ready.
func TestStart_Loading(t *testing.T) {
	t.Parallel()
	addr := freeAddress(t)
	p := launch(t, "", []string{"DATA_DIR=" + folder(t), "ADDR=" + addr})
	p.await("preparing a data folder")
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusServiceUnavailable, "/graphql": http.StatusServiceUnavailable, "/": http.StatusServiceUnavailable} {
		resp, err := http.Get("http://" + addr + path)
		must(t, err)
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s while loading: %s", path, resp.Status)
		}
	}
	p.await("national data:")
	p.stop(syscall.SIGINT)
	contains(t, p.out.String(), "national data: COG 2021")
}

func TestStart_Second(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	began := time.Now()
	p := serveOn(t, dir)
	p.answersRight()
	t.Logf("from the second start of the program to right answers: %v", time.Since(began).Round(time.Millisecond))
	rest := p.memory()
	t.Logf("memory at rest after the second start: %d MB", rest)
	if rest > 100 {
		t.Errorf("the server keeps %d MB", rest)
	}
	if out := p.out.String(); strings.Contains(out, "national data") || strings.Contains(out, "loaded") || strings.Contains(out, "a new key") {
		t.Errorf("it loads again:\n%s", out)
	}
	if p.key() != first.of(t).key {
		t.Error("the key is another one")
	}
	for path, says := range map[string]string{
		"/healthz": "ok", "/readyz": "ready", "/metrics": "go_goroutines", "/schema.graphql": "type Commune implements", "/": "<title>",
	} {
		status, body := p.get(path)
		if status != http.StatusOK || !strings.Contains(body, says) {
			t.Errorf("%s: %d without %q", path, status, says)
		}
	}
}

const register = `mutation Register($siren: String!) {
	registerPublicBody(input: { siren: $siren, name: "Syndicat des eaux", nature: OTHER, validFrom: "2020-01-01" }) { publicBody { siren } errors { message } }
}`

func TestStart_Key(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	p := serveOn(t, dir)
	siren := map[string]string{"siren": sirenOf(1)}
	for name, key := range map[string]string{"no key": "", "another key": "0123456789abcdef0123456789abcdef"} {
		a, err := p.post(t.Context(), key, register, siren)
		must(t, err)
		if len(a.Errors) != 1 || a.Errors[0].Extensions.Code != "UNAUTHENTICATED" {
			t.Errorf("with %s: %s %+v", name, a.Data, a.Errors)
		}
	}
	a, err := p.post(t.Context(), p.key(), register, siren)
	must(t, err)
	if want := `{"registerPublicBody":{"publicBody":{"siren":"` + sirenOf(1) + `"},"errors":[]}}`; string(a.Data) != want {
		t.Fatalf("with the key: %s %+v", a.Data, a.Errors)
	}
	p.stop(syscall.SIGINT)

	again := serveOn(t, dir, "ADMIN_KEY=a key of the test's own")
	if strings.Contains(again.out.String(), "signed in") {
		t.Error("it prints a key that was given to it")
	}
	var found struct{ PublicBody struct{ Name string } }
	again.ask(`query($siren: String!) { publicBody(siren: $siren) { name } }`, siren, &found)
	if found.PublicBody.Name != "Syndicat des eaux" {
		t.Errorf("after the second start the body is %+v", found.PublicBody)
	}
	a, err = again.post(t.Context(), "a key of the test's own", register, siren)
	must(t, err)
	contains(t, string(a.Data), `"publicBody":null,"errors":[{"message":"`)
}

func TestCommands(t *testing.T) {
	t.Parallel()
	for args, says := range map[string]string{
		"version": "maillage ", "-h": "DATABASE_URL", "help": "maillage import <folder>", "serve -h": "ADMIN_KEY", "import -h": "-yes", "migrate --help": "LOG_LEVEL",
	} {
		p := launch(t, "", nil, strings.Fields(args)...)
		if code := p.end(); code != 0 || p.err.String() != "" {
			t.Errorf("%s ends with code %d: %s", args, code, p.err)
		}
		contains(t, p.out.String(), says)
		if made := listing(t, p.cmd.Dir); strings.Count(made, "\n") != 1 {
			t.Errorf("%s leaves files behind: %s", args, made)
		}
	}
}

// alive tells whether there is such a process.
func alive(pid int) bool { return pid > 0 && syscall.Kill(pid, 0) == nil }

// freeAddress is one that nobody listens on, as far as one can tell.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

// sirenOf is a SIREN that no body of the graph has, with its check digit.
func sirenOf(n int) string {
	stem := fmt.Sprintf("91%06d", n)
	sum := 0
	for i, digit := range stem {
		d := int(digit-'0') * (1 + i%2)
		sum += d/10 + d%10
	}
	return stem + strconv.Itoa((10-sum%10)%10)
}
