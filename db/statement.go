package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/lib/pq"
)

// kept holds statements prepared: PostgreSQL then plans a text once per connection, and an argument needs no second
// round trip. The texts are few, one per shape of a question; the bound is against a flood of odd filters.
type kept struct {
	pool  *sql.DB
	stmts *lru.Cache[string, *sql.Stmt]
}

func newKept(pool *sql.DB) *kept {
	stmts, _ := lru.NewWithEvict(256, func(_ string, stmt *sql.Stmt) {
		time.AfterFunc(time.Minute, func() { _ = stmt.Close() }) // whoever holds it still will have finished
	})
	return &kept{pool, stmts}
}

func (k *kept) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt, ok := k.stmts.Get(text); ok {
		return stmt, nil
	}
	stmt, err := k.pool.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if first, taken, _ := k.stmts.PeekOrAdd(text, stmt); taken {
		_ = stmt.Close()
		return first, nil
	}
	return stmt, nil
}

func (k *kept) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	stmt, err := k.prepare(ctx, text)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// query runs one statement and hands each row's destinations to the driver; each is called once a row is in them.
func (s *Store) query(ctx context.Context, text string, args []any, dest []any, each func() error) error {
	rows, err := s.rows(ctx, text, args)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := each(); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

func (s *Store) rows(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	count(ctx)
	if s.tx != nil {
		return s.tx.QueryContext(ctx, text, args...)
	}
	for began := time.Now(); ; {
		rows, err := s.kept.query(ctx, text, args)
		if !restarting(err) || time.Since(began) > patience {
			return rows, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(patience / 20):
		}
	}
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

// text is a statement being written: the words, and the arguments that its placeholders stand for.
type text struct {
	strings.Builder
	args   []any
	joined int // edges brought along
}

// arg adds an argument and gives its placeholder. A condition reuses the placeholder where it means the same value.
func (t *text) arg(v any) string {
	t.args = append(t.args, v)
	return "$" + strconv.Itoa(len(t.args))
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
