// Package postgres owns the embedded PostgreSQL server: it finds or fetches the binaries, runs the server as a
// child on a private unix socket, stops it, and recovers what an earlier run left behind.
// It does not own what is inside the databases: it knows no schema, no role but the superuser, and no pool.
package postgres

import "log/slog"

// Options say where the server keeps its files and how careful it is with them.
type Options struct {
	// Dir is a folder of the server's own; it holds the data, the socket and the lock, and is made when absent.
	Dir string
	// Durable makes a commit survive a power cut. Tests leave it off: kill -9 loses nothing either way.
	Durable bool
	// Log receives what the server reports; nil means slog.Default.
	Log *slog.Logger
	// Progress is told, in a few words, which slow step begins; nil means that nobody listens.
	Progress func(step string)
}

// Error is a fault that the person who started the program can mend; its text is one line.
type Error struct {
	What string // what could not be done
	Why  string // the fact that prevents it
	Do   string // what mends it
}

// Error returns the three parts as one line.
func (e *Error) Error() string { return e.What + ": " + e.Why + "; " + e.Do }

func (o Options) filled() Options {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	return o
}
