package postgres

import (
	"os"
	"os/user"
	"strconv"
	"strings"
	"syscall"
)

// dieWithParent makes the kernel end the child with the thread that started it. SIGQUIT is PostgreSQL's shutdown
// at once: the next start replays the log, and no orphan is in its way.
func dieWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGQUIT }

// userNamespace is ourselves under the number of nobody: the files stay our own, so root can enter /root, and
// PostgreSQL sees an ordinary user who has a name, which initdb insists on. Some systems forbid it; the trial run tells.
func userNamespace() []account {
	inside := 65534
	if nobody, err := user.Lookup("nobody"); err == nil {
		inside, _ = strconv.Atoi(nobody.Uid)
	}
	return []account{{
		name: "a user namespace",
		uid:  os.Getuid(),
		gid:  os.Getgid(),
		attr: syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: inside, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: inside, HostID: os.Getgid(), Size: 1}},
		},
	}}
}

// commandLine returns how a process was called, and nothing when there is none or only its zombie.
func commandLine(pid int) string {
	text, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	return strings.ReplaceAll(string(text), "\x00", " ")
}
