//go:build linux || darwin

package postgres

import (
	"bytes"
	"io"
	"log/slog"
	"strings"
	"testing"
)

// What ends because the server was asked to stop is no complaint; all else that is fatal is, and the first of it is the reason.
func TestReport(t *testing.T) {
	t.Parallel()
	const lines = `LOG:  received fast shutdown request
FATAL:  terminating connection due to administrator command
FATAL:  terminating autovacuum process due to administrator command
FATAL:  terminating background worker "parallel worker" due to administrator command
FATAL:  terminating connection due to unexpected postmaster exit
WARNING:  out of shared memory
postgres: could not find the folder
`
	var out bytes.Buffer
	r := follow(io.NopCloser(strings.NewReader(lines)), slog.New(slog.NewTextHandler(&out, nil)))
	<-r.ended
	same(t, "the reason", r.last(), "FATAL:  terminating connection due to unexpected postmaster exit")
	var told []string
	for line := range strings.Lines(out.String()) {
		_, message, _ := strings.Cut(line, "msg=")
		told = append(told, strings.TrimSpace(message))
	}
	same(t, "what is told", strings.Join(told, "\n"), `"postgres: FATAL:  terminating connection due to unexpected postmaster exit"
"postgres: WARNING:  out of shared memory"
"postgres: postgres: could not find the folder"`)
}
