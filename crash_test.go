package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

var rounds = flag.Int("rounds", 3, "how often TestCrash kills the program")

// moments are the parts of a first start: when each begins, and how long after that the kill may come.
var moments = []struct {
	name   string
	begun  func(dir, out string) bool
	within time.Duration
}{
	{"import", printed("national data: collectivities"), 4 * time.Second},
	{"migration", func(dir, _ string) bool { return postmaster(dir) > 0 }, 300 * time.Millisecond},
	{"serving", printed("GraphQL    http://"), time.Second},
	{"initdb", printed("preparing a data folder"), 600 * time.Millisecond},
	{"folding", printed("national data: COG 2021"), 1500 * time.Millisecond},
	{"demonstration", printed("national data loaded"), 80 * time.Millisecond},
}

func printed(text string) func(dir, out string) bool {
	return func(_, out string) bool { return strings.Contains(out, text) }
}

// TestCrash kills the program with everything that it started, at a random instant of a first start, and starts it again.
func TestCrash(t *testing.T) {
	t.Parallel()
	var right atomic.Int32
	t.Run("rounds", func(t *testing.T) {
		for round := range *rounds {
			moment := moments[round%len(moments)]
			t.Run(fmt.Sprintf("%d_%s", round+1, moment.name), func(t *testing.T) {
				t.Parallel()
				dir := folder(t)
				p := launch(t, "", []string{"DATA_DIR=" + dir})
				poll(t, moment.name+" begins", func() bool { return moment.begun(dir, p.out.String()) })
				var w *writer
				if moment.name == "serving" {
					p.ready()
					w = p.writes()
				}
				<-time.After(rand.N(moment.within))
				withDatabase := (round+round/len(moments))%2 == 1
				p.kill(dir, withDatabase)
				var kept []string
				if w != nil {
					kept = w.confirmed()
				}
				t.Logf("killed after %q, PostgreSQL killed too: %v, %d bodies confirmed", p.lastLine(), withDatabase, len(kept))

				again := serveOn(t, dir)
				again.answersRight()
				again.has(kept)
				again.signal(syscall.SIGTERM)
				if code := again.end(); code != 0 { // what it says of the crash is no matter
					t.Errorf("the next life ends with code %d:\n%s", code, again.err)
				}
				if leftovers, _ := filepath.Glob(filepath.Join(dir, "postgres", "initdb-*")); len(leftovers) > 0 {
					t.Errorf("the first life has left %v", leftovers)
				}
				if !t.Failed() {
					right.Add(1)
				}
			})
		}
	})
	t.Logf("right after %d of %d kills", right.Load(), *rounds)
}

// kill ends the program as kill -9 does, and its PostgreSQL at the same instant if asked to.
func (p *process) kill(dir string, withDatabase bool) {
	p.t.Helper()
	if pid := postmaster(dir); withDatabase && pid > 1 {
		// The pid is this folder's server, unless it has ended since: then there is nobody to kill.
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	must(p.t, p.cmd.Process.Kill())
	if code := p.end(); code != -1 {
		p.t.Errorf("it ended by itself, with code %d:\n%s", code, p.err)
	}
}

func (p *process) lastLine() string {
	lines := strings.Split(strings.TrimSpace(p.out.String()), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// writer registers one body after the other until the server is no more, while readers keep it busy.
type writer struct {
	all  sync.WaitGroup
	done []string // SIREN that the server has confirmed
}

func (p *process) writes() *writer {
	w := &writer{}
	key := p.key()
	w.all.Go(func() {
		for n := 1; ; n++ {
			a, err := p.post(context.Background(), key, register, map[string]string{"siren": sirenOf(n)})
			if err != nil || len(a.Errors) > 0 {
				return
			}
			w.done = append(w.done, sirenOf(n))
		}
	})
	for range 4 {
		w.all.Go(func() {
			for {
				if _, err := p.post(context.Background(), "", `{ communes(first: 100, on: "2026-06-01") { nodes { name population(on: "2026-06-01") { value } } } }`, nil); err != nil {
					return
				}
			}
		})
	}
	return w
}

// confirmed waits for the end and returns what must have lasted.
func (w *writer) confirmed() []string {
	w.all.Wait()
	return w.done
}

// has tells whether the bodies are in the graph.
func (p *process) has(siren []string) {
	p.t.Helper()
	for _, s := range siren {
		var data json.RawMessage
		p.ask(`query($siren: String!) { publicBody(siren: $siren) { siren } }`, map[string]string{"siren": s}, &data)
		if want := `{"publicBody":{"siren":"` + s + `"}}`; string(data) != want {
			p.t.Errorf("a confirmed body is lost: have %s, want %s", data, want)
		}
	}
}

// poll waits for what another process does and does not tell.
func poll(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); <-time.After(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
