package graphiql

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// The build stores its files compressed: the binary stays small, and nearly every browser takes them as they are.
// To build them anew, with Node 20.19 or later: cd graphiql/page && npm ci && npm run build.
//
//go:embed assets
var assets embed.FS

// types stands here because the standard library asks the machine, and machines differ.
var types = map[string]string{
	"":       "text/plain; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".ttf":   "font/ttf",
	".woff2": "font/woff2",
}

type file struct {
	body       []byte
	compressed bool
	kind       string
	cache      string
	hash       string
}

// embedded is every file of the build by its path on the server.
func embedded() map[string]file {
	files := map[string]file{}
	err := fs.WalkDir(assets, "assets", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := assets.ReadFile(name)
		if err != nil {
			return err
		}
		name = strings.TrimPrefix(name, "assets/")
		files["/"+strings.TrimSuffix(name, ".gz")] = newFile(name, body)
		return nil
	})
	if err != nil {
		panic("graphiql: the embedded assets cannot be read: " + err.Error())
	}
	files["/"] = files["/index.html"]
	delete(files, "/index.html") // one page, one address
	return files
}

func newFile(name string, body []byte) file {
	plain := strings.TrimSuffix(name, ".gz")
	cache := "no-cache"
	if strings.HasPrefix(name, "static/") {
		cache = "public, max-age=31536000, immutable" // the name holds a hash of the content
	}
	return file{
		body:       body,
		compressed: plain != name,
		kind:       types[path.Ext(plain)],
		cache:      cache,
		hash:       fmt.Sprintf("%x", sha256.Sum256(body))[:16],
	}
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.kind)
	header.Set("Cache-Control", f.cache)

	body, etag := f.body, f.hash
	if f.compressed {
		header.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r) {
			header.Set("Content-Encoding", "gzip")
			etag += "-gzip"
		} else {
			body = decompress(body)
		}
	}
	header.Set("ETag", `"`+etag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func acceptsGzip(r *http.Request) bool {
	for offer := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, weight, _ := strings.Cut(strings.ReplaceAll(offer, " ", ""), ";")
		if strings.EqualFold(coding, "gzip") {
			weight, weighted := strings.CutPrefix(weight, "q=")
			return !weighted || strings.Trim(weight, "0.") != "" // a weight of zero is a refusal
		}
	}
	return false
}

func decompress(body []byte) []byte {
	reader, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		panic("graphiql: an embedded asset is no gzip file: " + err.Error())
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		panic("graphiql: an embedded asset is broken: " + err.Error())
	}
	return plain
}
