//go:build linux || darwin

package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	superuser = "postgres"
	// stopPatience is how long the server may take to end in order before it is asked less politely.
	stopPatience = 10 * time.Second
	// leftoverPatience covers the backends of a killed server: a busy one notices only when its statement ends.
	leftoverPatience = 30 * time.Second
)

// Server is a running PostgreSQL that this process answers for.
type Server struct {
	lock    *os.File
	socket  string
	version string
	process *process

	stopping sync.Once
	stopped  error

	done chan struct{}
	err  error // written before done is closed
}

// Start returns when the server takes connections. One process at a time may serve a folder; ctx bounds the start only.
func Start(ctx context.Context, o Options) (*Server, error) {
	o = o.filled()
	h, err := openHome(o.Dir)
	if err != nil {
		return nil, err
	}
	lock, err := h.lock()
	if err != nil {
		return nil, err
	}
	s, err := h.serve(ctx, o)
	if err != nil {
		unlock(lock)
		return nil, err
	}
	s.lock = lock
	go s.watch()
	return s, nil
}

// serve goes from a locked folder to a server that is ready.
func (h home) serve(ctx context.Context, o Options) (*Server, error) {
	major, err := h.major()
	if err != nil {
		return nil, err
	}
	inst, err := find(ctx, major, o.Progress)
	if err != nil {
		return nil, err
	}
	as, err := h.chooseAccount(ctx, inst)
	if err != nil {
		return nil, err
	}
	if major == 0 {
		o.Progress("preparing a data folder for PostgreSQL " + inst.version)
		if err := h.initialise(ctx, inst, as, o.Durable); err != nil {
			return nil, err
		}
	}
	socket, err := h.socketFolder(as)
	if err != nil {
		return nil, err
	}
	s := &Server{socket: socket, version: inst.version, done: make(chan struct{})}
	args := arguments(h.data(), socket, o.Durable)

	if s.process, err = h.adopt(inst, args); err != nil || s.process != nil {
		return s, err
	}
	deadline := time.Now().Add(leftoverPatience)
	for {
		s.process, err = h.launch(ctx, inst, as, socket, args, o.Log)
		if !errors.Is(err, errLeftover) || time.Now().After(deadline) {
			return s, err
		}
		o.Progress("waiting for the last statements of an earlier run to end")
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// watch closes Done when the process has ended, whoever ended it.
func (s *Server) watch() {
	<-s.process.done
	s.err = fmt.Errorf("postgres (pid %d) ended: %s", s.process.pid, s.process.ending())
	close(s.done)
}

// DSN returns what lib/pq needs to reach the database as superuser.
func (s *Server) DSN(database string) string {
	quote := strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	return fmt.Sprintf("host='%s' port=%s dbname='%s' user=%s sslmode=disable",
		quote.Replace(s.socket), port, quote.Replace(database), superuser)
}

// Version returns the server's version as PostgreSQL writes it, such as "17.10".
func (s *Server) Version() string { return s.version }

// Done is closed when the server has ended, asked or not.
func (s *Server) Done() <-chan struct{} { return s.done }

// Err returns nil while the server runs, and how it ended afterwards.
func (s *Server) Err() error {
	select {
	case <-s.done:
		return s.err
	default:
		return nil
	}
}

// Stop ends the server, in order if it can, and gives the folder free. Later calls return what the first one did.
func (s *Server) Stop() error {
	s.stopping.Do(func() {
		s.stopped = s.process.stop(stopPatience)
		if s.stopped == nil {
			<-s.done
		}
		unlock(s.lock)
	})
	return s.stopped
}
