//go:build linux || darwin

package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// pidFile is what a server writes about itself into its data folder: its pid in line 1, its state in line 8.
type pidFile struct {
	pid    int
	status string
}

func (h home) pidFilePath() string { return filepath.Join(h.data(), "postmaster.pid") }

func (h home) readPidFile() pidFile {
	text, _ := os.ReadFile(h.pidFilePath())
	var f pidFile
	for i, line := range strings.Split(string(text), "\n") {
		switch line = strings.TrimSpace(line); i {
		case 0:
			f.pid, _ = strconv.Atoi(line)
		case 7:
			f.status = line
		}
	}
	return f
}

// adopt takes over a server that outlived a killed parent, when it runs just as we would start it; any other one
// is ended first. We hold the lock, so nobody else answers for it. It returns nil when there is none.
func (h home) adopt(inst installation, args []string) (*process, error) {
	f := h.readPidFile()
	// The pid may since have gone to a stranger: a server of ours was called with this very folder.
	if f.pid <= 1 || !strings.Contains(commandLine(f.pid), "-D "+h.data()+" ") {
		return nil, nil
	}
	p, err := attach(f.pid)
	if err != nil {
		return nil, err
	}
	called, _ := os.ReadFile(filepath.Join(h.data(), "postmaster.opts"))
	if f.status == "ready" && string(called) == inst.program("postgres")+` "`+strings.Join(args, `" "`)+"\"\n" {
		return p, nil
	}
	return nil, p.stop(stopPatience)
}

// clear makes a killed server's pid harmless: PostgreSQL would wait for whoever bears it now. The file itself
// stays, since it names the shared memory by which the server notices backends of the old one; with our pid, the
// new server's parent, it is taken for stale.
func (h home) clear(socket string, as account) error {
	for _, path := range []string{socketIn(socket), socketIn(socket) + ".lock"} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	text, err := os.ReadFile(h.pidFilePath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(text), "\n")
	scratch := filepath.Join(string(h), "postmaster.pid.new")
	if err := os.WriteFile(scratch, fmt.Appendf(nil, "%d\n%s", os.Getpid(), rest), 0o600); err != nil {
		return err
	}
	if err := as.own(scratch); err != nil {
		return err
	}
	return os.Rename(scratch, h.pidFilePath())
}
