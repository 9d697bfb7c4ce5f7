package postgres

import (
	"os/exec"
	"strconv"
	"syscall"
)

// dieWithParent has no counterpart on macOS: a server that outlives a killed parent is adopted by the next start.
func dieWithParent(*syscall.SysProcAttr) {}

// userNamespace has no counterpart on macOS.
func userNamespace() []account { return nil }

// commandLine returns how a process was called; a zombie shows its name only.
func commandLine(pid int) string {
	text, _ := exec.Command("/bin/ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return string(text)
}
