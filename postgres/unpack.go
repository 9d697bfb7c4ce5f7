//go:build linux || darwin

package postgres

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
)

// unpack writes the package's native folder to dir and makes the links that npm packages cannot carry. os.Root
// keeps every name inside dir.
func unpack(tarball io.Reader, dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	zipped, err := gzip.NewReader(tarball)
	if err != nil {
		return err
	}
	for archive := tar.NewReader(zipped); ; {
		entry, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		name, native := strings.CutPrefix(entry.Name, "package/native/")
		if !native || entry.Typeflag != tar.TypeReg {
			continue
		}
		if err := writeFile(root, name, entry.FileInfo().Mode(), archive); err != nil {
			return err
		}
	}
	if err := link(root); err != nil {
		return err
	}
	// The rename that follows must not reach the disk before the files do: a truncated library would stay for good.
	syscall.Sync()
	return nil
}

func writeFile(root *os.Root, name string, mode fs.FileMode, content io.Reader) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	// Readable for all: the account that runs the server need not be the one that fetched it.
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode.Perm()&0o755|0o444)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, content); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// link reads pg-symlinks.json: target is the link, source the file; both start with native/.
func link(root *os.Root) error {
	text, err := root.ReadFile("pg-symlinks.json")
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(text, &links); err != nil {
		return fmt.Errorf("pg-symlinks.json: %w", err)
	}
	for _, l := range links {
		if !filepath.IsLocal(l.Source) {
			return fmt.Errorf("pg-symlinks.json: %q leaves the package", l.Source)
		}
		source, err := filepath.Rel(path.Dir(l.Target), l.Source)
		if err != nil {
			return err
		}
		if err := root.Symlink(source, strings.TrimPrefix(l.Target, "native/")); err != nil {
			return err
		}
	}
	return nil
}
