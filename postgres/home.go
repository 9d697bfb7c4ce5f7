//go:build linux || darwin

package postgres

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// longestSocket leaves room below the 104 bytes that macOS allows (Linux: 108).
const longestSocket = 100

// home is the absolute path of the folder that holds data, socket and lock.
type home string

func (h home) data() string { return filepath.Join(string(h), "data") }

func openHome(dir string) (home, error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		err = os.MkdirAll(abs, 0o755)
	}
	if err != nil {
		return "", &Error{"cannot make the folder of the embedded PostgreSQL", err.Error(), "choose a DATA_DIR that you may write to"}
	}
	return home(abs), nil
}

// major returns the major version that wrote the data, and 0 when there is none yet. Data appears by one rename,
// so a folder without PG_VERSION was never ours.
func (h home) major() (int, error) {
	entries, err := os.ReadDir(h.data())
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return 0, nil
	}
	if err != nil {
		return 0, &Error{"cannot read the data folder " + h.data(), err.Error(), "start as the account that owns it, or choose another DATA_DIR"}
	}
	text, err := os.ReadFile(filepath.Join(h.data(), "PG_VERSION"))
	major, bad := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || bad != nil {
		return 0, &Error{"cannot use the data folder " + h.data(), "it has no readable PG_VERSION, so PostgreSQL did not write it",
			"move it away, or choose another DATA_DIR"}
	}
	return major, nil
}

// initialise makes the data in a scratch folder and renames it: killed anywhere, it leaves either all or nothing.
func (h home) initialise(ctx context.Context, inst installation, as account, durable bool) error {
	const pattern = "initdb-*"
	leftovers, _ := filepath.Glob(filepath.Join(string(h), pattern))
	for _, old := range leftovers {
		os.RemoveAll(old) // A bootstrap that outlived its parent may still write here: the next start removes the rest.
	}
	scratch, err := os.MkdirTemp(string(h), pattern)
	if err != nil {
		return err
	}
	if err := as.own(scratch); err != nil {
		return err
	}
	args := []string{"-D", scratch, "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C", "--wal-segsize=1", "--no-instructions"}
	if !durable {
		args = append(args, "--no-sync")
	}
	if out, err := as.run(as.command(ctx, string(h), inst.program("initdb"), args...)); err != nil {
		os.RemoveAll(scratch)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &Error{"cannot prepare the data folder " + h.data(), reason(out, err), "mend that and start again"}
	}
	if err := os.Rename(scratch, h.data()); err != nil {
		return err
	}
	return syncFolder(string(h))
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// socketFolder returns a folder that only the server's account and root can enter. Its name depends on nothing
// but the home, so that a later run finds the socket of an orphan and leaves no second folder behind.
func (h home) socketFolder(as account) (string, error) {
	dir := filepath.Join(string(h), "run")
	if len(socketIn(dir)) > longestSocket || strings.Contains(dir, ",") { // lib/pq reads a comma as a second host
		sum := sha256.Sum256([]byte(h))
		dir = filepath.Join(os.TempDir(), fmt.Sprintf("postgres-%x", sum[:8]))
	}
	if len(socketIn(dir)) > longestSocket {
		return "", &Error{"cannot place the socket of PostgreSQL", dir + " is too long for a unix socket", "set TMPDIR or DATA_DIR to a shorter path"}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	// Others may write to the temporary folder: what stands under our name there must be ours.
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	if owner := owner(info); !info.IsDir() || owner != os.Getuid() && owner != as.uid {
		return "", &Error{"cannot place the socket of PostgreSQL", dir + " belongs to somebody else", "remove it, or choose another DATA_DIR"}
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return "", err
	}
	return dir, as.own(dir)
}

func socketIn(dir string) string { return filepath.Join(dir, ".s.PGSQL."+port) }

func owner(info fs.FileInfo) int { return int(info.Sys().(*syscall.Stat_t).Uid) }
