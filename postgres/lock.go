//go:build linux || darwin

package postgres

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// lock takes the folder for this process. The kernel drops the lock when the process ends, however it ends;
// the pid in the file is only for the message that the next one reads.
func (h home) lock() (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(string(h), "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, &Error{"cannot lock the folder " + string(h), err.Error(), "start as the account that owns it, or choose another DATA_DIR"}
	}
	// A child that a killed process was just forking holds its lock until it is another program: wait a little.
	for deadline := time.Now().Add(time.Second); ; time.Sleep(10 * time.Millisecond) {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil || time.Now().After(deadline) {
			break
		}
	}
	if err != nil {
		defer f.Close()
		pid, _ := os.ReadFile(f.Name())
		return nil, &Error{
			What: "cannot use the folder " + string(h),
			Why:  "process " + strings.TrimSpace(string(pid)) + " is serving from it",
			Do:   "stop that process, or choose another DATA_DIR",
		}
	}
	err = f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt(fmt.Appendln(nil, os.Getpid()), 0)
	}
	if err != nil {
		unlock(f)
		return nil, err
	}
	return f, nil
}

// unlock does not leave it to Close: a child that is being forked at this moment holds the file open too.
func unlock(f *os.File) {
	syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
	f.Close()
}
