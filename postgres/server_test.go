//go:build linux || darwin

package postgres

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestStart(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	s := start(t, dir)
	same(t, "the first server's answer", ask(t, s, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)", "SELECT n FROM t"), "7")
	for setting, want := range map[string]string{
		"jit": "off", "random_page_cost": "1.1", "shared_buffers": "128MB", "max_connections": "60", "listen_addresses": "",
		"standard_conforming_strings": "on", "timezone": "UTC", "server_encoding": "UTF8", "wal_segment_size": "1MB", "fsync": "off",
	} {
		same(t, setting, ask(t, s, "SHOW "+setting), want)
	}
	same(t, "the version", s.Version(), strings.Fields(ask(t, s, "SHOW server_version"))[0])
	same(t, "French order", ask(t, s, `SELECT string_agg(w, '' ORDER BY w COLLATE "fr-x-icu") FROM unnest('{z,é,a,f}'::text[]) w`), "aéfz")
	same(t, "Err while it runs", s.Err(), nil)
	pid := s.process.pid
	stop(t, s)
	<-s.Done()
	if s.Err() == nil {
		t.Error("Err does not tell that the server ended")
	}
	same(t, "the command line after Stop", commandLine(pid), "")
	same(t, "files in the socket's folder", len(list(t, s.socket)), 0)

	again := start(t, dir)
	same(t, "the row after a restart", ask(t, again, "SELECT n FROM t"), "7")
}

func TestStart_Durable(t *testing.T) {
	t.Parallel()
	s, err := Start(t.Context(), Options{Dir: folder(t), Durable: true, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { s.Stop() })
	same(t, "fsync", ask(t, s, "SHOW fsync"), "on")
	same(t, "synchronous_commit", ask(t, s, "SHOW synchronous_commit"), "on")
}

func TestStart_ErrInUse(t *testing.T) {
	t.Parallel()
	t.Run("by another process", func(t *testing.T) {
		t.Parallel()
		dir := folder(t)
		p := startParent(t, dir)
		p.ready()
		contains(t, refused(t, dir).Error(), dir, "process "+strconv.Itoa(p.cmd.Process.Pid)+" ")
		p.kill()
	})
	t.Run("by this process", func(t *testing.T) {
		t.Parallel()
		dir := folder(t)
		s := start(t, dir)
		contains(t, refused(t, dir).Why, "process "+strconv.Itoa(os.Getpid())+" ")
		same(t, "the first server's answer", ask(t, s, "SELECT 1"), "1")
	})
}

func TestStart_ErrMajor(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	stop(t, start(t, dir))
	must(t, os.WriteFile(filepath.Join(dir, "data", "PG_VERSION"), []byte("13\n"), 0o600))
	before := picture(t, filepath.Join(dir, "data"))
	contains(t, refused(t, dir).Error(), "PostgreSQL 13", "DATA_DIR")
	same(t, "the data folder", picture(t, filepath.Join(dir, "data")), before)
}

func TestStart_ErrNotData(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	must(t, os.MkdirAll(filepath.Join(dir, "data", "photos"), 0o755))
	contains(t, refused(t, dir).Why, "PG_VERSION")
	same(t, "the folder", picture(t, filepath.Join(dir, "data")), "photos\n")
}

func TestStart_ErrCancelled(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Start(ctx, Options{Dir: dir, Log: slog.New(slog.DiscardHandler), Progress: func(string) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	same(t, "the answer of the next start", ask(t, start(t, dir), "SELECT 1"), "1")
}

// TestStart_Paths puts the home where a socket's name, a setting or a connection string could break.
func TestStart_Paths(t *testing.T) {
	t.Parallel()
	for name, sub := range map[string]string{
		"too long for a socket": strings.Repeat("long/", 20),
		"odd characters":        `l'île, "d\Yeu"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(folder(t), sub)
			s := start(t, dir)
			same(t, "the answer", ask(t, s, "SELECT 1"), "1")
			info, err := os.Stat(s.socket)
			must(t, err)
			same(t, "the mode of the socket's folder", info.Mode().Perm(), 0o700)
			stop(t, s)
			if !strings.HasPrefix(s.socket, dir) {
				must(t, os.Remove(s.socket))
			}
		})
	}
}

// TestStart_ClosedFolder is under a folder of mode 0700. An ordinary user does not notice; root needs a user
// namespace, and where the system forbids that, a sentence.
func TestStart_ClosedFolder(t *testing.T) {
	t.Parallel()
	closed := filepath.Join(folder(t), "closed")
	must(t, os.Mkdir(closed, 0o700))
	dir := filepath.Join(closed, "home")
	s, err := Start(t.Context(), Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	var fault *Error
	if os.Getuid() == 0 && errors.As(err, &fault) {
		contains(t, fault.Error(), closed+" (mode 0700)", "ordinary user")
		return
	}
	must(t, err)
	same(t, "the answer", ask(t, s, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)", "SELECT n FROM t"), "7")
	stop(t, s)
	same(t, "the row after a restart", ask(t, start(t, dir), "SELECT n FROM t"), "7")
}

// TestStop_Stuck freezes the server, so that only SIGKILL is left.
func TestStop_Stuck(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	s := start(t, dir)
	must(t, s.process.proc.Signal(syscall.SIGSTOP))
	must(t, s.process.stop(50*time.Millisecond))
	<-s.Done()
	contains(t, s.Err().Error(), "killed")
	stop(t, s)
	same(t, "the answer of the next start", ask(t, start(t, dir), "SELECT 1"), "1")
}

func list(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	return entries
}

// picture is everything that a stray write would change: names, sizes and times.
func picture(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		b.WriteString(name)
		if !d.IsDir() {
			b.WriteString(info.ModTime().Format(" 15:04:05.000000 ") + strconv.FormatInt(info.Size(), 10))
		}
		b.WriteString("\n")
		return nil
	}))
	return b.String()
}
