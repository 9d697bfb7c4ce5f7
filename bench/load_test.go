package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestShoot(t *testing.T) {
	t.Parallel()
	var answered atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		answered.Add(1)
		switch r.URL.Path {
		case "/chunked":
			fmt.Fprint(w, string(body[:1]))
			w.(http.Flusher).Flush()
			fmt.Fprint(w, string(body[1:]))
		case "/wrong":
			http.Error(w, "no such thing", http.StatusTeapot)
		default:
			fmt.Fprint(w, string(body))
		}
	}))
	t.Cleanup(server.Close)
	addr := strings.TrimPrefix(server.URL, "http://")
	c := &contender{addr: addr}
	request := func(path, body string) []byte {
		c.post = func(*query, map[string]any) (string, any) { return path, body }
		return c.request(nil, nil)
	}
	long := strings.Repeat("é", 40_000)
	good := []shot{{request("/", "abc"), 5}, {request("/chunked", "abcd"), 6}, {request("/chunked", long), 80_002}}

	b, err := shoot(addr, good, 3, 100*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if n := int64(len(b.waits)); n < 3 || n != answered.Load() {
		t.Errorf("%d answers were counted, and the server gave %d", n, answered.Load())
	}
	if b.percentile(0.5) > b.percentile(0.99) || b.took < 100*time.Millisecond {
		t.Errorf("p50 %v, p99 %v, took %v", b.percentile(0.5), b.percentile(0.99), b.took)
	}
	if _, err := shoot(addr, []shot{{request("/wrong", "x"), 3}}, 1, time.Second); err == nil || !strings.Contains(err.Error(), "418") || !strings.Contains(err.Error(), "no such thing") {
		t.Errorf("an error page: %v", err)
	}
	if _, err := shoot(addr, []shot{{request("/", "x"), 4}}, 1, time.Second); err == nil || !strings.Contains(err.Error(), "3 bytes") {
		t.Errorf("an answer of another length: %v", err)
	}
}

func TestPercentileOfNothing(t *testing.T) {
	t.Parallel()
	if p := (burst{}).percentile(0.99); p != 0 {
		t.Errorf("got %v", p)
	}
}

func TestMedian(t *testing.T) {
	t.Parallel()
	for want, rates := range map[float64][]float64{0: nil, 3: {9, 1, 3}, 2.5: {1, 4, 2, 3}} {
		var samples []sample
		for _, r := range rates {
			samples = append(samples, sample{rate: r})
		}
		if got := median(samples, rate); got != want {
			t.Errorf("median of %v is %v, want %v", rates, got, want)
		}
	}
}

func TestScriptTakesTurns(t *testing.T) {
	t.Parallel()
	q := &query{floor: parseText("--", "-- $ = code after\nselect $1, $2::date")}
	s := newScript(q, []*answer{{args: map[string]any{"code": "22"}}, {args: map[string]any{"code": "35", "after": "2026-01-01"}}})
	want := `\set n :n + 1
\if :n % 10 = 1
\set turn random(1, 2)
select (string_to_array(:a1, '|'))[:turn] as v1, (string_to_array(:a2, '|'))[:turn] as v2 \gset
\endif
select nullif(:v1, ''), nullif(:v2, '')::date;
`
	if s.text != want || strings.Join(s.values, " ") != "22|35 |2026-01-01" {
		t.Errorf("got %q with %q", s.text, s.values)
	}
}
