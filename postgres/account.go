//go:build linux || darwin

package postgres

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// account is who the server runs as: ourselves, or, since PostgreSQL refuses root, somebody whom root lends it to.
type account struct {
	name string
	uid  int
	gid  int
	attr syscall.SysProcAttr
}

// chooseAccount tries the accounts in turn by running the server's --version as each of them, inside the home:
// that tells at once, and whatever the system's rules, whether it can enter the folder and execute the program.
func (h home) chooseAccount(ctx context.Context, inst installation) (account, error) {
	self := account{name: "this account", uid: os.Getuid(), gid: os.Getgid()}
	if self.uid != 0 {
		if _, err := user.LookupId(strconv.Itoa(self.uid)); err != nil {
			// A number without a name, as containers give it; should the lookup be wrong, initdb still accepts us.
			for _, a := range userNamespace() {
				if a.canRun(ctx, h, inst) {
					return a, nil
				}
			}
		}
		return self, nil
	}
	var refused []string
	for _, a := range h.accountsForRoot() {
		if a.canRun(ctx, h, inst) {
			return a, nil
		}
		refused = append(refused, a.name)
	}
	if err := ctx.Err(); err != nil {
		return account{}, err
	}
	return account{}, &Error{
		What: "cannot start the embedded PostgreSQL as root",
		Why:  fmt.Sprintf("PostgreSQL refuses root, and %s cannot use %s", strings.Join(refused, ", "), closedFolder(string(h), inst.bin)),
		Do:   "start as an ordinary user, choose a DATA_DIR that everybody may enter such as /var/lib/<name>, or set DATABASE_URL",
	}
}

func (a account) canRun(ctx context.Context, h home, inst installation) bool {
	_, err := a.run(a.command(ctx, string(h), inst.program("postgres"), "--version"))
	return err == nil
}

// accountsForRoot leaves existing data to its owner; data of root's own was written from a user namespace.
func (h home) accountsForRoot() []account {
	if info, err := os.Stat(h.data()); err == nil && owner(info) != 0 {
		return []account{lent(fmt.Sprintf("user %d", owner(info)), owner(info), int(info.Sys().(*syscall.Stat_t).Gid))}
	} else if err == nil {
		return userNamespace()
	}
	var list []account
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.ParseUint(u.Uid, 10, 32)
		gid, _ := strconv.ParseUint(u.Gid, 10, 32)
		list = append(list, lent(name, int(uid), int(gid)))
	}
	return append(list, userNamespace()...)
}

// lent is an account that root takes on for the child.
func lent(name string, uid, gid int) account {
	credential := &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return account{name: name, uid: uid, gid: gid, attr: syscall.SysProcAttr{Credential: credential}}
}

// closedFolder names the folder that others may not enter, which is nearly always the reason.
func closedFolder(paths ...string) string {
	for _, path := range paths {
		for dir := path; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			if info, err := os.Stat(dir); err == nil && info.Mode().Perm()&0o001 == 0 {
				return fmt.Sprintf("%s (mode %04o)", dir, info.Mode().Perm())
			}
		}
	}
	return strings.Join(paths, " or ")
}

// own gives a path that root made to the account.
func (a account) own(path string) error {
	if a.attr.Credential == nil {
		return nil
	}
	return os.Lchown(path, a.uid, a.gid)
}

// command runs a program as the account, in a process group of its own: Ctrl-C in a terminal must not reach the
// server before those who still use it.
func (a account) command(ctx context.Context, dir, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	attr := a.attr
	attr.Setpgid = true
	dieWithParent(&attr)
	cmd.SysProcAttr = &attr
	cmd.Dir = dir
	cmd.Env = append(slices.DeleteFunc(os.Environ(), steersPostgres), "LC_ALL=C")
	return cmd
}

// run waits for the end of a command and returns what it printed. The thread must outlive the child: Linux ties
// the child's life to it.
func (account) run(cmd *exec.Cmd) (string, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// steersPostgres keeps a PGDATA, PGPORT or LANG of the shell out of the server.
func steersPostgres(variable string) bool {
	return strings.HasPrefix(variable, "PG") || strings.HasPrefix(variable, "LC_") || strings.HasPrefix(variable, "LANG")
}
