package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The program as people have it: built once, and started as a process with a real environment, folder and port.
var binary string

func TestMain(m *testing.M) { os.Exit(built(m.Run)) }

func built(run func() int) int {
	dir, err := os.MkdirTemp("", "maillage-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "maillage")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "the program does not build: %v\n%s", err, out)
		return 1
	}
	defer first.remove()
	return run()
}

// patience is for what takes seconds when the machine has nothing else to do.
const patience = 3 * time.Minute

// settings are the environment variables that the program reads; a test gives its own.
var settings = []string{"ADDR", "DATABASE_URL", "DATA_DIR", "DEMO", "ADMIN_KEY", "VALIDATOR_KEY", "CORS_ORIGINS", "LOG_LEVEL"}

// process is one run of the program.
type process struct {
	t        testing.TB
	cmd      *exec.Cmd
	out, err *output
	ended    chan struct{}
}

// launch starts the program in an empty folder, with nothing in its environment but what env says, and a port of its own.
func launch(t testing.TB, in string, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(binary, args...), out: newOutput(), err: newOutput(), ended: make(chan struct{})}
	p.cmd.Dir = t.TempDir()
	p.cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool {
		name, _, _ := strings.Cut(s, "=")
		return slices.Contains(settings, name)
	})
	p.cmd.Env = append(append(p.cmd.Env, "ADDR=127.0.0.1:0"), env...)
	p.cmd.Stdin = strings.NewReader(in)
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.err
	must(t, p.cmd.Start())
	go func() {
		_ = p.cmd.Wait() // its exit code is asked for where it matters
		close(p.ended)
	}()
	t.Cleanup(func() {
		if p.signal(syscall.SIGTERM) {
			<-p.ended
		}
	})
	return p
}

// serveOn starts the server on a data folder and waits until it answers.
func serveOn(t testing.TB, dir string, env ...string) *process {
	t.Helper()
	p := launch(t, "", append([]string{"DATA_DIR=" + dir}, env...))
	p.ready()
	return p
}

// ready waits until the program has said where it answers, and all else that it says then.
func (p *process) ready() {
	p.t.Helper()
	p.awaits("it is ready", func(out string) bool { return address.MatchString(out) && strings.HasSuffix(out, "\n\n") })
}

// await waits until the program has printed a text.
func (p *process) await(text string) {
	p.t.Helper()
	p.awaits(text, func(out string) bool { return strings.Contains(out, text) })
}

func (p *process) awaits(what string, holds func(out string) bool) {
	p.t.Helper()
	late := time.After(patience)
	for {
		have, grown := p.out.now()
		if holds(have) {
			return
		}
		select {
		case <-grown:
		case <-p.ended:
			if !holds(p.out.String()) {
				p.t.Fatalf("it ended before: %s\n%s%s", what, p.out, p.err)
			}
		case <-late:
			p.t.Fatalf("waited in vain: %s\n%s%s", what, p.out, p.err)
		}
	}
}

// signal tells whether there was still a process to be signalled.
func (p *process) signal(s os.Signal) bool {
	select {
	case <-p.ended:
		return false
	default:
		return !errors.Is(p.cmd.Process.Signal(s), os.ErrProcessDone)
	}
}

// end waits for the end of the program and returns its exit code, -1 after a kill.
func (p *process) end() int {
	p.t.Helper()
	select {
	case <-p.ended:
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(patience):
		p.t.Fatalf("it does not end:\n%s%s", p.out, p.err)
		return 0
	}
}

// stop asks the program to stop, which it must do in order.
func (p *process) stop(s os.Signal) {
	p.t.Helper()
	p.signal(s)
	if code := p.end(); code != 0 || p.err.String() != "" {
		p.t.Errorf("stopped by %v it ends with code %d and says:\n%s", s, code, p.err)
	}
}

// postmaster is the process id of the embedded PostgreSQL of a data folder, 0 when it has none that runs or was killed.
func postmaster(dir string) int {
	text, _ := os.ReadFile(filepath.Join(dir, "postgres", "data", "postmaster.pid"))
	line, _, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(line)
	return pid
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func contains(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in:\n%s", part, text)
		}
	}
}
