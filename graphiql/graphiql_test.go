package graphiql_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"maillage/graphiql"
)

var handler = graphiql.Handler(graphiql.Config{
	Notice: "Demo data: the référents are invented.",
	Tabs:   []graphiql.Tab{{Query: "query Locmine($code: String!) { commune(code: $code) { name } }", Variables: `{"code": "56117"}`}},
})

func ask(method, path string, headers ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

var reference = regexp.MustCompile(`(?:src|href)="([^"]+)"`)

// references are the assets that the page names, as paths on the server.
func references(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, match := range reference.FindAllStringSubmatch(ask("GET", "/").Body.String(), -1) {
		path, relative := strings.CutPrefix(match[1], "./")
		if !relative {
			t.Errorf("the page names %q, which is not beside it", match[1])
		}
		paths = append(paths, "/"+path)
	}
	if len(paths) < 3 {
		t.Fatalf("the page names %q: expected a script, a style sheet and an icon at least", paths)
	}
	return paths
}

func TestPage(t *testing.T) {
	t.Parallel()
	page := ask("GET", "/")
	if page.Code != http.StatusOK || page.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("the page answers %d, %q", page.Code, page.Header().Get("Content-Type"))
	}
	if body := page.Body.String(); !strings.Contains(body, "<title>Maillage — GraphiQL</title>") {
		t.Errorf("the page has another title:\n%s", body)
	}
	if cache := page.Header().Get("Cache-Control"); cache != "no-cache" {
		t.Errorf("the page is cached as %q: a new version would not be seen", cache)
	}
	again := ask("GET", "/", "If-None-Match", page.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("the page that the browser already has answers %d with %d bytes", again.Code, again.Body.Len())
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	kinds := map[string]bool{}
	for _, path := range references(t) {
		asset := ask("GET", path)
		if asset.Code != http.StatusOK || asset.Body.Len() == 0 {
			t.Errorf("%s answers %d with %d bytes", path, asset.Code, asset.Body.Len())
		}
		if cache := asset.Header().Get("Cache-Control"); !strings.Contains(cache, "immutable") {
			t.Errorf("%s is cached as %q: its name holds a hash, so it never changes", path, cache)
		}
		kinds[asset.Header().Get("Content-Type")] = true
	}
	for _, kind := range []string{"text/javascript; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml"} {
		if !kinds[kind] {
			t.Errorf("no asset is %s, but %v", kind, kinds)
		}
	}
}

func TestCompression(t *testing.T) {
	t.Parallel()
	path := references(t)[1]
	plain := ask("GET", path)
	for offer, compressed := range map[string]bool{
		"":                           false,
		"br, gzip":                   true,
		"GZIP;q=0.5":                 true,
		"deflate, gzip;q=0":          false,
		"gzip; q=0.000, identity":    false,
		"xgzip":                      false,
		"gzip, deflate, br, zstd":    true,
		"identity;q=0.5, gzip;q=1.0": true,
	} {
		answer := ask("GET", path, "Accept-Encoding", offer)
		if got := answer.Header().Get("Content-Encoding") == "gzip"; got != compressed {
			t.Errorf("Accept-Encoding %q: compressed is %t", offer, got)
		}
		if answer.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: a cache in between is not told that the answer varies", offer)
		}
		same := answer.Header().Get("ETag") == plain.Header().Get("ETag")
		if same == compressed {
			t.Errorf("Accept-Encoding %q: two encodings need two tags, one encoding one", offer)
		}
		var body io.Reader = answer.Body
		if compressed {
			reader, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = reader
		}
		if text, err := io.ReadAll(body); err != nil || string(text) != plain.Body.String() {
			t.Errorf("Accept-Encoding %q: other content (%v)", offer, err)
		}
	}
}

func TestConfig(t *testing.T) {
	t.Parallel()
	answer := ask("GET", "/config.json")
	var config struct {
		Notice string
		Tabs   []struct{ Query, Variables string }
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &config); err != nil {
		t.Fatal(err)
	}
	if config.Notice != "Demo data: the référents are invented." || len(config.Tabs) != 1 ||
		!strings.HasPrefix(config.Tabs[0].Query, "query Locmine") || config.Tabs[0].Variables != `{"code": "56117"}` {
		t.Errorf("config.json holds %+v", config)
	}

	recorder := httptest.NewRecorder()
	graphiql.Handler(graphiql.Config{}).ServeHTTP(recorder, httptest.NewRequest("GET", "/config.json", nil))
	if got := strings.TrimSpace(recorder.Body.String()); got != `{"notice":"","tabs":[]}` {
		t.Errorf("an empty config is %s: the page expects a list", got)
	}
}

func TestEveryAnswerIsStrict(t *testing.T) {
	t.Parallel()
	for _, path := range append(references(t), "/", "/config.json", "/LICENSES", "/nowhere") {
		header := ask("GET", path).Header()
		policy := header.Get("Content-Security-Policy")
		for _, rule := range []string{"default-src 'none'", "script-src 'self'", "worker-src 'self'", "connect-src 'self'",
			"frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"} {
			if !strings.Contains(policy+";", rule+";") {
				t.Errorf("%s: the policy lacks %q: %s", path, rule, policy)
			}
		}
		for _, hole := range []string{"unsafe-eval", "http:", "https:", "blob:", "*"} {
			if strings.Contains(policy, hole) {
				t.Errorf("%s: the policy has a hole, %q: %s", path, hole, policy)
			}
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options":     "nosniff",
			"Referrer-Policy":            "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: %s is %q, not %q", path, name, got, want)
			}
		}
	}
}

func TestOtherPathsAndMethods(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/nowhere", "/index.html", "/static/", "/static", "/assets/index.html.gz", "/graphql", "/static/../graphiql.go"} {
		if code := ask("GET", path).Code; code != http.StatusNotFound {
			t.Errorf("GET %s answers %d", path, code)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		answer := ask(method, "/")
		if answer.Code != http.StatusMethodNotAllowed || answer.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s / answers %d, allows %q", method, answer.Code, answer.Header().Get("Allow"))
		}
	}
	if head := ask("HEAD", "/"); head.Code != http.StatusOK || head.Body.Len() != 0 {
		t.Errorf("HEAD / answers %d with %d bytes", head.Code, head.Body.Len())
	}
}

func TestLicenses(t *testing.T) {
	t.Parallel()
	text := ask("GET", "/LICENSES").Body.String()
	for _, name := range []string{"graphiql 5.", "monaco-editor 0.", "react 19.", "graphql 16.", "@fontsource/roboto 5.", "SIL OPEN FONT LICENSE"} {
		if !strings.Contains(text, name) {
			t.Errorf("the licences of the bundle do not name %q", name)
		}
	}
}
