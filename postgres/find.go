//go:build linux || darwin

package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldest is the first major version that has all that the settings and initdb's options name.
const oldest = 14

// usualFolders are where distributions and macOS installers put a server, newest first within a pattern.
var usualFolders = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/libexec/postgresql*",
	"/usr/pgsql-*/bin",
	"/usr/local/pgsql/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// installation is a folder that holds both programs, and the version they say they are.
type installation struct {
	bin     string
	version string
	major   int
}

func (i installation) program(name string) string { return filepath.Join(i.bin, name) }

// find returns the first usable installation: of the major version want, or of any when want is 0.
func find(ctx context.Context, want int, progress func(string)) (installation, error) {
	if dir := os.Getenv("PG_BIN_DIR"); dir != "" {
		inst, err := examine(ctx, dir)
		if err == nil && inst.major < oldest {
			err = fmt.Errorf("it holds version %s, and %d is the oldest that will do", inst.version, oldest)
		}
		if err != nil {
			return installation{}, &Error{"cannot use PG_BIN_DIR=" + dir, err.Error(), "set it to the folder of initdb and postgres, or unset it"}
		}
		if want != 0 && inst.major != want {
			return installation{}, mismatch(want, inst)
		}
		return inst, nil
	}
	cache, err := cacheFolder()
	if err != nil {
		return installation{}, err
	}
	var others []installation
	seen := map[string]bool{}
	for dir := range places(ctx, cache) {
		bin, err := resolve(dir)
		if err != nil || seen[bin] {
			continue
		}
		seen[bin] = true
		inst, err := examine(ctx, bin)
		if err != nil || inst.major < oldest {
			continue
		}
		if want == 0 || inst.major == want {
			return inst, nil
		}
		others = append(others, inst)
	}
	if err := ctx.Err(); err != nil {
		return installation{}, err
	}
	if want != 0 && want != release.major() {
		return installation{}, mismatch(want, others...)
	}
	if err := release.fetch(ctx, cache, progress); err != nil {
		return installation{}, err
	}
	inst, err := examine(ctx, filepath.Join(cache, "bin"))
	if err != nil {
		return installation{}, &Error{"the fetched PostgreSQL does not run here", err.Error(), "install PostgreSQL with the system's package manager, or set DATABASE_URL"}
	}
	return inst, nil
}

// mismatch refuses before anything is touched: another major version cannot read the files, only convert them.
func mismatch(want int, found ...installation) error {
	list := []string{"none of that version was found"}
	for i, inst := range found {
		if i == 0 {
			list = list[:0]
		}
		list = append(list, fmt.Sprintf("%s (in %s) was found", inst.version, inst.bin))
	}
	return &Error{
		What: "cannot open the data folder",
		Why:  fmt.Sprintf("it was written by PostgreSQL %d, and %s", want, strings.Join(list, ", ")),
		Do:   fmt.Sprintf("install PostgreSQL %d or set PG_BIN_DIR to it, or choose a new DATA_DIR", want),
	}
}

// places lists the folders to look into, each when it is asked for: most starts need only the first.
func places(ctx context.Context, cache string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil && !yield(strings.TrimSpace(string(out))) {
			return
		}
		if path, err := exec.LookPath("postgres"); err == nil && !yield(filepath.Dir(path)) {
			return
		}
		for _, pattern := range usualFolders {
			found, _ := filepath.Glob(pattern)
			for _, dir := range slices.Backward(found) {
				if !yield(dir) {
					return
				}
			}
		}
		yield(filepath.Join(cache, "bin"))
	}
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) ((\d+)\S*)`)

// resolve returns the folder in which both programs really are. Links are followed, since a link in
// /usr/local/bin is not where the server looks for its share.
func resolve(dir string) (string, error) {
	server, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
	if err != nil {
		return "", err
	}
	bin, err := filepath.Abs(filepath.Dir(server))
	if err != nil {
		return "", err
	}
	_, err = exec.LookPath(filepath.Join(bin, "initdb"))
	return bin, err
}

// examine asks the server of a folder for its version.
func examine(ctx context.Context, dir string) (installation, error) {
	bin, err := resolve(dir)
	if err != nil {
		return installation{}, err
	}
	server := filepath.Join(bin, "postgres")
	out, err := exec.CommandContext(ctx, server, "--version").CombinedOutput()
	if err != nil {
		return installation{}, errors.New(reason(string(out), err))
	}
	match := versionLine.FindStringSubmatch(string(out))
	if match == nil {
		return installation{}, fmt.Errorf("%s does not tell its version", server)
	}
	major, err := strconv.Atoi(match[2])
	return installation{bin: bin, version: match[1], major: major}, err
}
