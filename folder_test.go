package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// roomy is how much the memory file system must have free before data folders of 250 MB go there.
const roomy = 4 << 30

// quick is where data folders are quick to write: in memory if there is room, else where temporary files go.
var quick = sync.OnceValue(func() string {
	var s syscall.Statfs_t
	if err := syscall.Statfs("/dev/shm", &s); err == nil && s.Bavail*uint64(s.Bsize) > roomy {
		return "/dev/shm"
	}
	return ""
})

// openFolder makes a folder that every account may enter: started by root, the database runs as somebody else.
func openFolder() (string, error) {
	dir, err := os.MkdirTemp(quick(), "maillage-test-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
}

// folder is a new data folder of this test's own.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := openFolder()
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// settled is a copy of the folder that the first start has left behind.
func settled(t testing.TB) string {
	t.Helper()
	from, to := first.of(t), folder(t)
	if out, err := exec.Command("cp", "-pR", from.dir+"/.", to).CombinedOutput(); err != nil {
		t.Fatalf("copy the data folder: %v: %s", err, out)
	}
	return to
}

// listing tells names, sizes and times of everything in a folder.
func listing(t testing.TB, dir string) string {
	t.Helper()
	var b strings.Builder
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintln(&b, strings.TrimPrefix(path, dir), info.Mode(), info.Size(), info.ModTime().UnixNano())
		}
		return err
	}))
	return b.String()
}
