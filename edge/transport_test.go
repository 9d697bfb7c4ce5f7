package edge_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"maillage/edge"
)

func TestTransport(t *testing.T) {
	t.Parallel()
	const modern = "application/graphql-response+json"
	h := edge.Handler(says(`{"hello":"<é>"}`), quiet())
	header := func(pairs ...string) func(*http.Request) {
		return func(r *http.Request) {
			for i := 0; i < len(pairs); i += 2 {
				r.Header.Set(pairs[i], pairs[i+1])
			}
		}
	}
	get := func(values url.Values) *http.Request {
		return httptest.NewRequest(http.MethodGet, "/graphql?"+values.Encode(), nil)
	}
	tests := []struct {
		name    string
		request *http.Request
		change  func(*http.Request)
		status  int
		code    string
		media   string
	}{
		{"no Accept is the old type", post(`{"query":"{hello}"}`), nil, 200, "", "application/json; charset=utf-8"},
		{"both, the newer one wins", post(`{"query":"{hello}"}`), header("Accept", modern+", application/json"), 200, "", modern + "; charset=utf-8"},
		{"weights decide", post(`{"query":"{hello}"}`), header("Accept", modern+";q=0.5, application/json;q=0.9"), 200, "", "application/json; charset=utf-8"},
		{"browser's Accept", get(url.Values{"query": {"{hello}"}}), header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"), 200, "", "application/json; charset=utf-8"},
		{"nothing acceptable", post(`{"query":"{hello}"}`), header("Accept", "text/html"), 406, edge.CodeNotAcceptable, "application/json; charset=utf-8"},
		{"all types excluded", post(`{"query":"{hello}"}`), header("Accept", "*/*;q=0"), 406, edge.CodeNotAcceptable, ""},
		{"GET", get(url.Values{"query": {"query($n:String){hello(name:$n)}"}, "variables": {`{"n":"a"}`}}), nil, 200, "", ""},
		{"GET of a mutation", get(url.Values{"query": {`mutation{rename(name:"a")}`}}), nil, 405, edge.CodeMethod, ""},
		{"GET without query", get(nil), nil, 400, edge.CodeBadRequest, ""},
		{"GET, query twice", get(url.Values{"query": {"{hello}", "{place{name}}"}}), nil, 400, edge.CodeBadRequest, ""},
		{"GET, variables are no object", get(url.Values{"query": {"{hello}"}, "variables": {"[1]"}}), nil, 400, edge.CodeBadRequest, ""},
		{"GET, broken escape", httptest.NewRequest(http.MethodGet, "/graphql?query=%7Bhello%7D&x=%zz", nil), nil, 400, edge.CodeBadRequest, ""},
		{"PUT", httptest.NewRequest(http.MethodPut, "/graphql", nil), nil, 405, edge.CodeMethod, ""},
		{"form of another site", post("query={hello}"), header("Content-Type", "application/x-www-form-urlencoded"), 415, edge.CodeMediaType, ""},
		{"JSON dressed as text", post(`{"query":"{hello}"}`), header("Content-Type", "text/plain"), 415, edge.CodeMediaType, ""},
		{"no Content-Type", post(`{"query":"{hello}"}`), func(r *http.Request) { r.Header.Del("Content-Type") }, 415, edge.CodeMediaType, ""},
		{"another charset", post(`{"query":"{hello}"}`), header("Content-Type", "application/json; charset=latin1"), 415, edge.CodeMediaType, ""},
		{"UTF-8 by name", post(`{"query":"{hello}"}`), header("Content-Type", "application/json; charset=UTF-8"), 200, "", ""},
		{"compressed body", post("x"), header("Content-Encoding", "gzip"), 415, edge.CodeMediaType, ""},
		{"empty body", post(" "), nil, 400, edge.CodeBadRequest, ""},
		{"broken JSON", post(`{"query":`), nil, 400, edge.CodeBadRequest, ""},
		{"something behind", post(`{"query":"{hello}"} {}`), nil, 400, edge.CodeBadRequest, ""},
		{"batch", post(`[{"query":"{hello}"}]`), nil, 400, edge.CodeBadRequest, ""},
		{"not UTF-8", post("{\"query\":\"{hello(name:\\\"\xff\\\")}\"}"), nil, 400, edge.CodeBadRequest, ""},
		{"query is a number", post(`{"query":1}`), nil, 400, edge.CodeBadRequest, ""},
		{"variables are a list", post(`{"query":"{hello}","variables":[]}`), nil, 400, edge.CodeBadRequest, ""},
		{"extensions are a string", post(`{"query":"{hello}","extensions":"x"}`), nil, 400, edge.CodeBadRequest, ""},
		{"nulls are nothing", post(`{"query":"{hello}","operationName":null,"variables":null,"extensions":null}`), nil, 200, "", ""},
		{"no such operation", post(`{"query":"query A{hello}","operationName":"B"}`), nil, 400, edge.CodeBadRequest, ""},
		{"which operation", post(`{"query":"query A{hello} query B{hello}"}`), nil, 400, edge.CodeBadRequest, ""},
		{"unreadable, old type", post(`{"query":"{"}`), nil, 200, edge.CodeParse, ""},
		{"unreadable, new type", post(`{"query":"{"}`), header("Accept", modern), 400, edge.CodeParse, ""},
		{"invalid, old type", post(`{"query":"{nothing}"}`), nil, 200, edge.CodeValidation, ""},
		{"invalid, new type", post(`{"query":"{nothing}"}`), header("Accept", modern), 400, edge.CodeValidation, ""},
		{"no operation", post(`{"query":"fragment F on Place{name}"}`), header("Accept", modern), 400, edge.CodeValidation, ""},
		{"live, not as a stream", post(`{"query":"subscription{ticks}"}`), nil, 406, edge.CodeLive, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if test.change != nil {
				test.change(test.request)
			}
			a := send(t, h, test.request)
			if a.Status != test.status || a.code() != test.code {
				t.Errorf("status %d and code %q, want %d and %q: %s", a.Status, a.code(), test.status, test.code, a.Raw)
			}
			if got := a.Header.Get("Content-Type"); test.media != "" && got != test.media {
				t.Errorf("Content-Type %q, want %q", got, test.media)
			}
			if hasData := strings.Contains(a.Raw, `"data"`); hasData != (test.code == "") {
				t.Errorf("data must stand in answers of executed operations, and only there: %s", a.Raw)
			}
			if a.Status == 405 && !strings.Contains(a.Header.Get("Allow"), "POST") {
				t.Errorf("Allow is %q", a.Header.Get("Allow"))
			}
		})
	}
}

func TestRefusalsNameTheWayOut(t *testing.T) {
	t.Parallel()
	h := edge.Handler(says(`{}`), quiet())
	preflight := httptest.NewRequest(http.MethodOptions, "/graphql", nil)
	preflight.Header.Set("Origin", "https://portail.example.fr")
	preflight.Header.Set("Access-Control-Request-Method", "POST")
	browser := httptest.NewRequest(http.MethodGet, "/graphql", nil)
	browser.Header.Set("Accept", "text/html")
	program := post(`{"query":"{hello}"}`)
	program.Header.Set("Accept", "text/csv")
	for want, r := range map[string]*http.Request{"CORS_ORIGINS": preflight, "at /": browser, "text/event-stream": program} {
		if a := send(t, h, r); a.code() == "" || !strings.Contains(a.Errors[0].Message, want) {
			t.Errorf("no %q in %s", want, a.Raw)
		}
	}
	still := says(`{}`)
	still.Schema().Subscription = nil
	again := post(`{"query":"{hello}"}`)
	again.Header.Set("Accept", "text/csv")
	if a := send(t, edge.Handler(still, quiet()), again); a.Status != 406 || strings.Contains(a.Raw, "stream") {
		t.Errorf("a schema without live operations offers them: %s", a.Raw)
	}
}

// The schema's bytes reach the client untouched: encoding them again would turn < into \u003c.
func TestBytesAreNotEncodedAgain(t *testing.T) {
	t.Parallel()
	a := send(t, edge.Handler(says(`{"hello": "<é>"}`), quiet()), post(`{"query":"{hello}"}`))
	if want := `{"data":{"hello": "<é>"}}`; a.Raw != want {
		t.Errorf("got %s, want %s", a.Raw, want)
	}
}

func TestExtensionsFollowTheData(t *testing.T) {
	t.Parallel()
	h := edge.Handler(world(func(context.Context) graphql.ResponseHandler {
		return func(ctx context.Context) *graphql.Response {
			graphql.RegisterExtension(ctx, "cost", 3)
			return &graphql.Response{Data: json.RawMessage(`null`)}
		}
	}), quiet())
	if a := send(t, h, post(`{"query":"{hello}"}`)); a.Raw != `{"data":null,"extensions":{"cost":3}}` {
		t.Error(a.Raw)
	}
}

func TestGzip(t *testing.T) {
	t.Parallel()
	long := `{"hello":"` + strings.Repeat("long ", 1000) + `"}`
	tests := []struct {
		name, data, accept string
		compressed         bool
	}{
		{"long", long, "br, gzip", true},
		{"any", long, "*", true},
		{"short", `{"hello":"short"}`, "gzip", false},
		{"not asked for", long, "", false},
		{"excluded", long, "gzip;q=0, *", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			h := edge.Handler(says(test.data), quiet())
			for range 2 { // the second one takes a compressor that was used
				r := post(`{"query":"{hello}"}`)
				r.Header.Set("Accept-Encoding", test.accept)
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				if got := w.Header().Get("Content-Encoding") == "gzip"; got != test.compressed {
					t.Fatalf("compressed: %t, want %t", got, test.compressed)
				}
				body := w.Body.Bytes()
				if test.compressed {
					z, err := gzip.NewReader(bytes.NewReader(body))
					if err != nil {
						t.Fatal(err)
					}
					if body, err = io.ReadAll(z); err != nil {
						t.Fatal(err)
					}
				}
				if want := `{"data":` + test.data + `}`; string(body) != want {
					t.Errorf("got %.60s…", body)
				}
			}
		})
	}
}

// flood is a body that counts what is read of it.
type flood struct{ read, size int }

func (f *flood) Read(p []byte) (int, error) {
	if f.read >= f.size {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = 'x'
	}
	f.read += len(p)
	return len(p), nil
}

func TestLargeBodies(t *testing.T) {
	t.Parallel()
	h := edge.Handler(says(`{}`), quiet())
	for name, announced := range map[string]bool{"announced": true, "streamed": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := &flood{size: 200 << 20}
			r := httptest.NewRequest(http.MethodPost, "/graphql", body)
			r.Header.Set("Content-Type", "application/json")
			allowed := 2 << 20
			if announced {
				r.ContentLength, allowed = int64(body.size), 0
			}
			a := send(t, h, r)
			if a.Status != 413 || a.code() != edge.CodeBody {
				t.Errorf("status %d, %s", a.Status, a.code())
			}
			if body.read > allowed {
				t.Errorf("%d bytes were read", body.read)
			}
			if len(a.Raw) > 500 || strings.Contains(a.Raw, "xxx") {
				t.Errorf("the body is in the answer: %.200s", a.Raw)
			}
		})
	}
}
