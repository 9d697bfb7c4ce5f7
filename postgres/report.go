//go:build linux || darwin

package postgres

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// report passes on what the server prints, and remembers the line that matters if it ends at once.
type report struct {
	mu    sync.Mutex
	fatal string
	ended chan struct{}
}

// follow reads until the last process that holds the pipe is gone; unread, a full pipe would stop the server.
func follow(from io.ReadCloser, log *slog.Logger) *report {
	r := &report{ended: make(chan struct{})}
	go func() {
		defer close(r.ended)
		defer from.Close()
		for lines := bufio.NewReader(from); ; {
			line, err := lines.ReadString('\n')
			if line = strings.TrimSpace(line); line != "" {
				log.Log(context.Background(), severity(line), "postgres: "+line)
				r.mu.Lock()
				if r.fatal == "" && severity(line) >= slog.LevelWarn {
					r.fatal = line
				}
				r.mu.Unlock()
			}
			if err != nil {
				return
			}
		}
	}()
	return r
}

// asked says how a connection or a worker of the server (autovacuum's, say) ends that was there when the server was asked to stop:
// fatal to it, and in order.
func asked(line string) bool {
	return strings.HasPrefix(line, "FATAL:  terminating ") && strings.HasSuffix(line, " due to administrator command")
}

func severity(line string) slog.Level {
	if asked(line) {
		return slog.LevelDebug
	}
	word, _, _ := strings.Cut(line, ":")
	switch word {
	case "PANIC":
		return slog.LevelError
	case "FATAL", "ERROR", "WARNING", "postgres":
		return slog.LevelWarn
	}
	return slog.LevelDebug
}

// last returns the first complaint of a server that has ended; the lines after it are hints and consequences.
func (r *report) last() string {
	select {
	case <-r.ended:
	case <-time.After(time.Second): // A backend may outlive the server and keep the pipe open.
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.fatal
}

// reason is the line of a program's output that says why it failed, or else how it ended.
func reason(output string, err error) string {
	var lastLine string
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, "error:") || strings.Contains(line, "FATAL:") {
			return line
		}
		if line != "" {
			lastLine = line
		}
	}
	if lastLine == "" {
		return err.Error()
	}
	return lastLine
}
