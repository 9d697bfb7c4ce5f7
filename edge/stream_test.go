package edge_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"maillage/edge"
)

// ticking answers a live operation with what the channel brings.
func ticking(ticks <-chan int, ended chan<- struct{}) graphql.ExecutableSchema {
	return world(func(context.Context) graphql.ResponseHandler {
		return func(ctx context.Context) *graphql.Response {
			select {
			case n, open := <-ticks:
				if !open {
					return nil
				}
				if n < 0 {
					panic("a broken source")
				}
				return &graphql.Response{Data: json.RawMessage(fmt.Sprintf(`{"ticks":%d}`, n))}
			case <-ctx.Done():
				close(ended)
				return nil
			}
		}
	})
}

func listen(t *testing.T, ctx context.Context, url string) *bufio.Scanner {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(`{"query":"subscription{ticks}"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	return bufio.NewScanner(resp.Body)
}

// until reads lines up to the one that starts so.
func until(t *testing.T, lines *bufio.Scanner, start string) string {
	t.Helper()
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), start) {
			return lines.Text()
		}
	}
	t.Fatalf("the stream ended before %q: %v", start, lines.Err())
	return ""
}

func TestStream(t *testing.T) {
	t.Parallel()
	ticks := make(chan int)
	o := quiet()
	o.Timeout, o.Heartbeat = time.Nanosecond, time.Millisecond // the timeout is not for live operations
	server := httptest.NewServer(edge.Handler(ticking(ticks, nil), o))
	defer server.Close()
	lines := listen(t, t.Context(), server.URL)
	until(t, lines, ":")
	for n := range 2 {
		ticks <- n
		until(t, lines, "event: next")
		if want, got := fmt.Sprintf(`data: {"data":{"ticks":%d}}`, n), until(t, lines, "data"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	close(ticks)
	until(t, lines, "event: complete")
}

func TestStreamEndsWithItsClient(t *testing.T) {
	t.Parallel()
	left := make(chan struct{})
	h := edge.Handler(ticking(nil, make(chan struct{})), quiet())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r)
		close(left)
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	listen(t, ctx, server.URL)
	cancel()
	<-left // whether the source was waiting then or not asked any more
}

func TestStreamOfABrokenSource(t *testing.T) {
	t.Parallel()
	ticks := make(chan int, 1)
	ticks <- -1
	server := httptest.NewServer(edge.Handler(ticking(ticks, nil), quiet()))
	defer server.Close()
	lines := listen(t, t.Context(), server.URL)
	if got := until(t, lines, "data"); !strings.Contains(got, `"INTERNAL"`) || strings.Contains(got, "broken") {
		t.Error(got)
	}
	until(t, lines, "event: complete")
}
