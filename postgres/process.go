//go:build linux || darwin

package postgres

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// process is one running server: a child of ours, or an orphan of an earlier run.
type process struct {
	pid   int
	proc  *os.Process
	state *os.ProcessState // how a child ended; written before done is closed
	done  chan struct{}
}

// spawn starts a child. The goroutine that starts it also waits for it, locked to its thread, because Linux sends
// the parent's death signal when that thread ends, not the process.
func spawn(cmd *exec.Cmd) (*process, error) {
	p := &process{done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		if err == nil {
			p.pid, p.proc = cmd.Process.Pid, cmd.Process
		}
		started <- err
		if err == nil {
			cmd.Wait()
			p.state = cmd.ProcessState
			close(p.done)
		}
	}()
	return p, <-started
}

// attach follows a process that is not a child: the system tells nobody but the parent when it ends.
func attach(pid int) (*process, error) {
	proc, err := os.FindProcess(pid)
	if err != nil {
		return nil, err
	}
	p := &process{pid: pid, proc: proc, done: make(chan struct{})}
	go func() {
		for commandLine(pid) != "" && proc.Signal(syscall.Signal(0)) == nil {
			time.Sleep(100 * time.Millisecond)
		}
		close(p.done)
	}()
	return p, nil
}

// ending tells how the process ended; to be asked once done is closed.
func (p *process) ending() string {
	if p.state == nil {
		return "it was not a child of this process"
	}
	return p.state.String()
}

// stop asks in three tones: finish the statements' rollback and write a checkpoint, leave at once, be killed.
func (p *process) stop(patience time.Duration) error {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		if err := p.proc.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("stop postgres (pid %d): %w", p.pid, err)
		}
		select {
		case <-p.done:
			return nil
		case <-time.After(patience):
		}
	}
	return fmt.Errorf("postgres (pid %d) does not end", p.pid)
}
