//go:build linux || darwin

package postgres

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

func TestServerKilled(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	s := start(t, dir)
	ask(t, s, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)", "SELECT n FROM t")
	must(t, s.process.proc.Signal(syscall.SIGKILL))
	<-s.Done()
	contains(t, s.Err().Error(), "killed")
	stop(t, s)
	same(t, "the row after the crash", ask(t, start(t, dir), "SELECT n FROM t"), "7")
}

// TestServerKilled_BusyBackend leaves a statement behind that does not notice the end of its server: starting
// beside it would corrupt the data, so the next start waits for it.
func TestServerKilled_BusyBackend(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	s := start(t, dir)
	ask(t, s, "CREATE TABLE t (n int)", "SELECT 1")
	busy, err := open(t, s).Conn(t.Context())
	must(t, err)
	var backend int
	must(t, busy.QueryRowContext(t.Context(), "SELECT pg_backend_pid()").Scan(&backend))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		// Whether its client hears of success or of a lost connection is left open.
		busy.ExecContext(t.Context(), "DO $$ DECLARE stop timestamptz := clock_timestamp() + '2 s'; BEGIN WHILE clock_timestamp() < stop LOOP END LOOP; END $$")
	}()
	eventually(t, "the statement runs", func() bool {
		return ask(t, s, "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %'") == "1"
	})
	must(t, s.process.proc.Signal(syscall.SIGKILL))
	<-s.Done()
	stop(t, s)
	if commandLine(backend) == "" {
		t.Error("the backend ended with its server: this test shows nothing")
	}
	next := start(t, dir)
	same(t, "the busy backend beside the next server", commandLine(backend), "")
	same(t, "the answer of the next start", ask(t, next, "SELECT count(*) FROM t"), "0")
	<-ended
}

func TestParentKilled_Serving(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	s := start(t, dir)
	ask(t, s, "CREATE TABLE t (n int)", "SELECT 1")
	stop(t, s)
	for round := 1; round <= 5; round++ {
		p := startParent(t, dir)
		p.ready()
		served := &Server{socket: s.socket}
		same(t, "rows seen in this life", ask(t, served, "INSERT INTO t VALUES (7)", "SELECT count(*) FROM t"), strconv.Itoa(round))
		p.kill()
	}
	same(t, "rows after all", ask(t, start(t, dir), "SELECT count(*) FROM t"), "5")
}

// TestParentKilled_Initialising kills at successive moments of the first start, each told by a file that appears.
func TestParentKilled_Initialising(t *testing.T) {
	t.Parallel()
	for _, sign := range []string{
		"lock", "initdb-*", "initdb-*/PG_VERSION", "initdb-*/pg_wal/0*", "initdb-*/global/pg_control", "initdb-*/base/1/PG_VERSION",
		"initdb-*/base/5/PG_VERSION", "initdb-*/base/4/PG_VERSION", "data", "data/postmaster.pid", "run/.s.PGSQL.5432",
	} {
		t.Run(sign, func(t *testing.T) {
			dir := folder(t)
			p := startParent(t, dir)
			eventually(t, sign+" appears", func() bool {
				found, _ := filepath.Glob(filepath.Join(dir, sign))
				if len(found) == 0 {
					found, _ = filepath.Glob(filepath.Join(dir, "data")) // The stage was too short to be seen.
				}
				return len(found) > 0
			})
			p.kill()
			s := start(t, dir)
			same(t, "the answer of the next start", ask(t, s, "SELECT 1"), "1")
			stop(t, s)
		})
	}
}

func TestStalePidFile(t *testing.T) {
	t.Parallel()
	stranger := exec.Command("sleep", "60")
	must(t, stranger.Start())
	t.Cleanup(func() { stranger.Process.Kill(); stranger.Wait() })
	zombie := exec.Command("true")
	must(t, zombie.Start())
	t.Cleanup(func() { zombie.Wait() })
	for name, text := range map[string]string{
		"empty":    "",
		"dead":     "4194000\n",
		"stranger": fmt.Sprintf("%d\n", stranger.Process.Pid),
		"zombie":   fmt.Sprintf("%d\n", zombie.Process.Pid),
		"init":     "1\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := folder(t)
			s := start(t, dir)
			stop(t, s)
			// The files that a killed server leaves, with the owner that it gives them.
			data, err := os.Stat(filepath.Join(dir, "data", "PG_VERSION"))
			must(t, err)
			for _, path := range []string{filepath.Join(dir, "data", "postmaster.pid"), socketIn(s.socket) + ".lock"} {
				must(t, os.WriteFile(path, []byte(text), 0o600))
				must(t, os.Chown(path, owner(data), -1))
			}
			same(t, "the answer", ask(t, start(t, dir), "SELECT 1"), "1")
		})
	}
}

// TestOrphan leaves a server without a parent that answers for it, as macOS does when the parent is killed.
func TestOrphan(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		durable bool // how the orphan was started; the next start is not durable
		adopted bool
	}{
		"started as we would":   {durable: false, adopted: true},
		"started in other ways": {durable: true, adopted: false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := folder(t)
			s := start(t, dir)
			ask(t, s, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)", "SELECT n FROM t")
			stop(t, s)

			h := home(dir)
			inst, err := find(t.Context(), 0, func(string) {})
			must(t, err)
			as, err := h.chooseAccount(t.Context(), inst)
			must(t, err)
			cmd := as.command(t.Context(), dir, inst.program("postgres"), arguments(h.data(), s.socket, test.durable)...)
			orphan, err := spawn(cmd)
			must(t, err)
			must(t, h.awaitReady(t.Context(), orphan))

			next := start(t, dir)
			same(t, "adopted", next.process.pid == orphan.pid, test.adopted)
			same(t, "the row", ask(t, next, "SELECT n FROM t"), "7")
			stop(t, next)
			<-orphan.done
			<-next.Done()
		})
	}
}
