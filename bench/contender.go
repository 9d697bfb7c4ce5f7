package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// The contenders, by the names that flags and tables give them.
const (
	ours         = "maillage"
	postgraphile = "postgraphile"
	floor        = "floor"
	pgbench      = "pgbench"
)

var everyone = []string{ours, postgraphile, floor, pgbench}

// contender is a server that answers the questions, or pgbench, which has no server of its own.
type contender struct {
	name    string
	addr    string
	version string
	process *exec.Cmd
	printed *bytes.Buffer
	ended   chan struct{}
	rest    float64 // MB that the server held before the first question
	post    func(q *query, args map[string]any) (path string, body any)
}

type contenders []*contender

// run starts the server and waits until it listens and says that it is ready.
func (c *contender) run(ctx context.Context, program string, env []string, args ...string) error {
	c.printed = new(bytes.Buffer)
	c.process = exec.Command(program, args...)
	c.process.Env = append(os.Environ(), env...)
	c.process.Stdout, c.process.Stderr = c.printed, c.printed
	if err := c.process.Start(); err != nil {
		return err
	}
	c.ended = make(chan struct{})
	go func() { _ = c.process.Wait(); close(c.ended) }()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-c.ended:
			return fmt.Errorf("it ended at once: %s", strings.TrimSpace(c.printed.String()))
		case <-ctx.Done():
			return errors.New("it did not start in two minutes")
		case <-tick.C:
			if status, err := probe(c.addr); err == nil && status != 503 {
				return nil
			}
		}
	}
}

func (c *contender) stop() {
	if c.ended == nil {
		return
	}
	_ = c.process.Process.Signal(syscall.SIGTERM)
	select {
	case <-c.ended:
	case <-time.After(10 * time.Second):
		_ = c.process.Process.Kill()
		<-c.ended
	}
}

func (field contenders) stop() {
	for _, c := range field {
		c.stop()
	}
}

// request is a whole HTTP request, ready to be written.
func (c *contender) request(q *query, args map[string]any) []byte {
	path, body := c.post(q, args)
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // arguments come from JSON
	}
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: %d\r\n\r\n%s", path, c.addr, len(raw), raw)
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
