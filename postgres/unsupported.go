//go:build !linux && !darwin

package postgres

import (
	"context"
	"runtime"
)

// Server is never made on this system.
type Server struct{}

// Start explains that this system has no embedded server.
func Start(context.Context, Options) (*Server, error) {
	return nil, &Error{
		What: "cannot start the embedded PostgreSQL",
		Why:  "it runs on Linux and macOS only, and this is " + runtime.GOOS,
		Do:   "set DATABASE_URL to a PostgreSQL 14 or newer",
	}
}

// DSN is never reached: Start fails first, as for all methods below.
func (*Server) DSN(string) string { return "" }

// Version is never reached.
func (*Server) Version() string { return "" }

// Done is never reached.
func (*Server) Done() <-chan struct{} { return nil }

// Err is never reached.
func (*Server) Err() error { return nil }

// Stop is never reached.
func (*Server) Stop() error { return nil }
