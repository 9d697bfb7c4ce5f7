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
	return s.read(ctx, "select 0, x::text from ("+text+") x", args, func(_ int64, row string) error { return into.fill(row, each) })
}

// read runs a statement that brings the number of a level and rows of that level as one text: see fields.
func (s *Store) read(ctx context.Context, text string, args []any, each func(level int64, rows string) error) error {
	count(ctx)
	if s.held != nil {
		return explain(readOn(ctx, s.held, text, args, each))
	}
	begun := false
	row := func(level int64, row string) error {
		begun = true
		return each(level, row)
	}
	for began := time.Now(); ; {
		err := s.readOnce(ctx, text, args, row)
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

func (s *Store) readOnce(ctx context.Context, text string, args []any, each func(level int64, row string) error) error {
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return readOn(ctx, conn, text, args, each)
}

func readOn(ctx context.Context, conn *sql.Conn, text string, args []any, each func(level int64, row string) error) error {
	return conn.Raw(func(held any) error { return held.(*line).read(ctx, text, args, each) })
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
