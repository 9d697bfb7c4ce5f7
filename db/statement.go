package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/lib/pq"
)

// query runs one statement and puts each row into the destinations; each is called once a row is in them.
func (s *Store) query(ctx context.Context, text string, args []any, dest []any, each func() error) error {
	into := into(dest)
	return s.read(ctx, "select 0, x::text from ("+text+") x", args, func(p piece) error { return into.fill(p.text, each) })
}

// read runs a statement that brings rows of levels, each as one text: see fields.
func (s *Store) read(ctx context.Context, text string, args []any, each func(piece) error) error {
	count(ctx)
	if s.held != nil {
		return explain(on(s.held, func(l *line) error { return l.read(ctx, text, args, each) }))
	}
	begun := false
	first := func(p piece) error {
		begun = true
		return each(p)
	}
	for began := time.Now(); ; {
		err := s.onLine(ctx, func(l *line) error { return l.read(ctx, text, args, first) })
		if begun || !restarting(err) || ctx.Err() != nil || time.Since(began) > patience {
			return explain(err)
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(patience / 20):
		}
	}
}

// onLine does something on a line of the pool.
func (s *Store) onLine(ctx context.Context, do func(*line) error) error {
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return on(conn, do)
}

func on(conn *sql.Conn, do func(*line) error) error {
	return conn.Raw(func(held any) error { return do(held.(*line)) })
}

// patience is how long a read waits for a PostgreSQL that is being restarted. Writes never try again on their own.
const patience = 2 * time.Second

func restarting(err error) bool {
	var told *pq.Error
	if errors.As(err, &told) {
		return told.Code == "57P01" || told.Code == "57P03" // admin_shutdown, cannot_connect_now
	}
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.ENOENT) || errors.Is(err, driver.ErrBadConn)
}

// Count is a context under which statements are counted, and its counter: tests hold every operation to a constant.
func Count(ctx context.Context) (context.Context, *atomic.Int64) {
	n := new(atomic.Int64)
	return context.WithValue(ctx, countKey{}, n), n
}

type countKey struct{}

func count(ctx context.Context) {
	if n, ok := ctx.Value(countKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
}
