package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
)

// TestStop_InFlight stops the server while a request is under way: it has been told to send its body, and has not yet.
func TestStop_InFlight(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		p := serveOn(t, dir)
		pid := postmaster(dir)
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.url(""), "http://"))
		must(t, err)
		defer conn.Close()
		body := `{"query": "{ commune(code: \"22113\") { name } }"}`
		fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(body))
		in := bufio.NewReader(conn)
		line, err := in.ReadString('\n')
		must(t, err)
		contains(t, line, "100 Continue")
		_, err = in.ReadString('\n')
		must(t, err)

		p.signal(s)
		p.await("Maillage stops.")
		fmt.Fprint(conn, body)
		resp, err := http.ReadResponse(in, nil)
		must(t, err)
		var text strings.Builder
		must(t, resp.Write(&text))
		contains(t, text.String(), "200 OK", `"name":"Lannion"`)
		p.stop(s)
		if alive(pid) {
			t.Errorf("after %v PostgreSQL still runs", s)
		}
	}
}
