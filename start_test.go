package main

import (
	"bufio"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"maillage/contract"
	"maillage/db"
	"maillage/demo"
	"maillage/postgres"
)

// firstStart is the one first start that most tests begin behind: what it printed, and the folder that it left.
type firstStart struct {
	once sync.Once
	dir  string
	out  string
	key  string
	rest int // MB of memory that the server kept, once it had answered
	took time.Duration
}

var first firstStart

func (f *firstStart) of(t testing.TB) *firstStart {
	t.Helper()
	f.once.Do(func() {
		var err error
		f.dir, err = openFolder()
		must(t, err)
		began := time.Now()
		p := serveOn(t, f.dir)
		p.answersRight()
		f.took, f.rest = time.Since(began), p.memory()
		f.out, f.key = p.out.String(), p.key()
		p.stop(syscall.SIGTERM)
	})
	if f.key == "" {
		t.Fatal("the first start has failed: see the test that began it")
	}
	return f
}

func (f *firstStart) remove() { _ = os.RemoveAll(f.dir) }

// answersRight asks for what is known of the national data and of the demonstration: all of it, and once.
func (p *process) answersRight() {
	p.t.Helper()
	var page struct{ Commune commune }
	p.ask(contract.Operations()[0].Query, map[string]string{"code": "22113", "on": "2026-06-01"}, &page)
	page.Commune.check(p.t)

	var counts struct {
		France, Brittany, Alone, EPCI, Bodies struct{ TotalCount int }
		Sources                               []struct{ Version string }
		Services                              []struct{ Code string }
	}
	p.ask(`{
		france: communes(on: "2026-06-01") { totalCount }
		brittany: communes(on: "2026-06-01", filter: { region: { eq: "53" } }) { totalCount }
		alone: communes(on: "2026-06-01", filter: { epci: { isNull: true } }) { totalCount }
		epci: epcis(on: "2026-06-01") { totalCount }
		bodies: publicBodies(filter: { name: { contains: "démonstration" } }) { totalCount }
		sources { version }
		services { code }
	}`, nil, &counts)
	have := fmt.Sprint(counts.France.TotalCount, counts.Brittany.TotalCount, counts.EPCI.TotalCount, counts.Alone.TotalCount, len(counts.Sources), len(counts.Services), counts.Bodies.TotalCount)
	if want := "34969 1202 1255 98 6 10 8"; have != want {
		p.t.Errorf("communes, those of Brittany, EPCI, communes in none, sources, services, bodies of the demonstration: have %s, want %s", have, want)
	}
}

// commune is what the first operation of the contract asks.
type commune struct {
	Code, SIREN, Name, Kind string
	PostalCodes             []string
	Municipal, Total        struct{ Value, Vintage int }
	Department, Region      struct{ Code, Name string }
	EPCI                    struct{ SIREN, Name, Nature string }
	Services                []struct {
		Service struct{ Code string }
		Scope   string
		Since   string
		Payer   struct {
			Typename string `json:"__typename"`
			SIREN    string
		}
		Subscription struct{ Status string }
	}
}

func (c commune) check(t testing.TB) {
	t.Helper()
	have := strings.TrimSpace(fmt.Sprintln(c.Code, c.SIREN, c.Name, c.Kind, c.PostalCodes, c.Municipal, c.Total, c.Department, c.Region, c.EPCI))
	want := "22113 212201131 Lannion COMMUNE [22300] {20315 2023} {21281 2022} {22 Côtes-d'Armor} {53 Bretagne} {200065928 CA Lannion-Trégor Communauté CA}"
	if have != want {
		t.Errorf("the commune:\nhave %s\nwant %s", have, want)
	}
	var services []string
	for _, s := range c.Services {
		services = append(services, s.Service.Code)
		if s.Payer.Typename != "EPCI" || s.Payer.SIREN != "200065928" || s.Scope != "OWN_AND_MEMBERS" || s.Subscription.Status != "ACTIVE" {
			t.Errorf("its EPCI pays for its members, but of the service %s the graph says %+v", s.Service.Code, s)
		}
	}
	if have, want := strings.Join(services, " "), "ACTES CONVOCATION MARCHES OPENDATA PARAPHEUR PES SAE SVE CERTIFICATS"; have != want {
		t.Errorf("its services: have %s, want %s", have, want)
	}
}

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
	contains(t, string(a.Data), `"publicBody":null`, "registered already")
}

// TestStop_InFlight stops the server while a request is under way: it has been told to send its body, and has not yet.
func TestStop_InFlight(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		p := serveOn(t, dir)
		pid := postmaster(dir)
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.url(""), "http://"))
		must(t, err)
		defer conn.Close()
		body := `{"query": "{ commune(code: \"22113\") { name } }"}`
		fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(body))
		in := bufio.NewReader(conn)
		line, err := in.ReadString('\n')
		must(t, err)
		contains(t, line, "100 Continue")
		_, err = in.ReadString('\n')
		must(t, err)

		p.signal(s)
		p.await("Maillage stops.")
		fmt.Fprint(conn, body)
		resp, err := http.ReadResponse(in, nil)
		must(t, err)
		var text strings.Builder
		must(t, resp.Write(&text))
		contains(t, text.String(), "200 OK", `"name":"Lannion"`)
		p.stop(s)
		if alive(pid) {
			t.Errorf("after %v PostgreSQL still runs", s)
		}
	}
}

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
