//go:build linux || darwin

package postgres

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"time"
)

// errLeftover means that a backend of a killed server still uses the shared memory of this folder.
var errLeftover = errors.New("statements of an earlier run have not ended")

// launch starts the server and returns when it takes connections.
func (h home) launch(ctx context.Context, inst installation, as account, socket string, args []string, log *slog.Logger) (*process, error) {
	if err := h.clear(socket, as); err != nil {
		return nil, err
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd := as.command(context.WithoutCancel(ctx), string(h), inst.program("postgres"), args...)
	cmd.Stderr = writer
	p, err := spawn(cmd)
	writer.Close()
	if err != nil {
		reader.Close()
		return nil, err
	}
	report := follow(reader, log)
	if err := h.awaitReady(ctx, p); err != nil {
		p.stop(stopPatience)
		return nil, err
	}
	select {
	case <-p.done:
		last := report.last()
		if strings.Contains(last, "shared memory block") {
			return nil, errLeftover
		}
		return nil, &Error{"the embedded PostgreSQL did not start", reason(last, errors.New(p.ending())), "mend that and start again"}
	default:
		return p, nil
	}
}

// awaitReady returns nil when the server is ready or has ended. It sets no limit of its own: replaying the log
// after a crash takes what it takes.
func (h home) awaitReady(ctx context.Context, p *process) error {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if f := h.readPidFile(); f.pid == p.pid && f.status == "ready" {
			return nil
		}
		select {
		case <-p.done:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
