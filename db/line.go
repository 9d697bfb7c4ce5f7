package db

import (
	"context"
	"database/sql/driver"
	"fmt"
	"io"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// connection is what lib/pq's connections can do for database/sql.
type connection interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// line is a connection of the pool. Reads take it past database/sql, whose rows cost two goroutines, a context and a copy
// each. It keeps statements prepared: PostgreSQL then plans a text once per connection, and an argument needs no second round
// trip. The texts are few, one per shape of a question; the bound is against a flood of odd filters.
type line struct {
	connection
	session session
	backend int64 // the process at the other end
	kept    *simplelru.LRU[string, driver.StmtQueryContext]
	args    []driver.NamedValue
	row     [3]driver.Value
	broken  bool // a statement was stopped: what comes from the other end is not to be trusted
}

const (
	mostKept  = 128
	stopAgain = 100 * time.Millisecond
)

func newLine(ctx context.Context, conn driver.Conn, s session) (*line, error) {
	l := &line{connection: conn.(connection), session: s}
	set := fmt.Sprintf("set statement_timeout = %d; set timezone = 'UTC'; set jit = off; set plan_cache_mode = force_generic_plan", s.timeout.Milliseconds())
	if _, err := l.ExecContext(ctx, set, nil); err != nil {
		return nil, err
	}
	rows, err := l.QueryContext(ctx, "select pg_backend_pid()::bigint", nil)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if err := rows.Next(l.row[:1]); err != nil {
		return nil, err
	}
	l.backend = l.row[0].(int64)
	l.kept, err = simplelru.NewLRU(mostKept, func(_ string, stmt driver.StmtQueryContext) { _ = stmt.(driver.Stmt).Close() })
	return l, err
}

// IsValid tells database/sql whether the line can go back to the pool.
func (l *line) IsValid() bool { return !l.broken && l.connection.IsValid() }

// piece is the rows of one level, as one text. In a statement for many they are one asker's, counted from 1.
type piece struct {
	level int64
	text  string
	asker int64
}

// read runs a statement and hands over what it brings. A cancelled context stops the statement.
func (l *line) read(ctx context.Context, text string, args []any, each func(piece) error) (err error) {
	if ctx.Done() == nil {
		return l.run(text, args, each)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	over := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { l.stop(over) })
	defer func() {
		if !stop() {
			over <- struct{}{} // taken when it is not at it: else it might hit the next statement
			l.broken, err = true, ctx.Err()
		}
	}()
	return l.run(text, args, each)
}

// run keeps to itself what a cancelled context has to do: with one that cannot be, lib/pq starts no goroutine.
func (l *line) run(text string, args []any, each func(piece) error) error {
	stmt, err := l.prepare(text)
	if err != nil {
		return err
	}
	l.args = l.args[:0]
	for i, v := range args {
		if v, err = value(v); err != nil {
			return err
		}
		l.args = append(l.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	found, err := stmt.QueryContext(context.Background(), l.args)
	if err != nil {
		return err
	}
	l.row[2] = int64(0) // a statement for one leaves it
	for {
		err := found.Next(l.row[:])
		if err == io.EOF {
			return found.Close()
		}
		if err == nil {
			err = l.hand(each)
		}
		if err != nil {
			_ = found.Close()
			return err
		}
	}
}

// hand gives a row on, unless there is nothing in it: a level without rows is null.
func (l *line) hand(each func(piece) error) error {
	text, some := l.row[1].(string)
	if !some {
		return nil
	}
	return each(piece{l.row[0].(int64), text, l.row[2].(int64)})
}

// ExecContext keeps the statements of writes prepared too. One without arguments may be several statements, which cannot be.
func (l *line) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 {
		return l.connection.ExecContext(ctx, text, args)
	}
	stmt, err := l.prepare(text)
	if err != nil {
		return nil, err
	}
	return stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (l *line) prepare(text string) (driver.StmtQueryContext, error) {
	if stmt, ok := l.kept.Get(text); ok {
		return stmt, nil
	}
	stmt, err := l.PrepareContext(context.Background(), text)
	if err != nil {
		return nil, err
	}
	l.kept.Add(text, stmt.(driver.StmtQueryContext))
	return stmt.(driver.StmtQueryContext), nil
}

// types are those of a statement's arguments, as PostgreSQL understood them.
func (l *line) types(text string) (types []string, err error) {
	if _, err := l.prepare(text); err != nil {
		return nil, err
	}
	const ours = "select 0::bigint, unnest(parameter_types)::text from pg_prepared_statements where statement = $1"
	err = l.run(ours, []any{text}, func(p piece) error {
		types = append(types, p.text)
		return nil
	})
	return types, err
}

// stop cancels what the other end is at, over a connection of its own: the pool may be taken whole by what is to be stopped. It does
// so until the statement is over, because between its preparation and its start there is nothing to cancel.
func (l *line) stop(over <-chan struct{}) {
	ctx, done := context.WithTimeout(context.Background(), 10*time.Second)
	defer done()
	conn, err := l.session.Connector.Connect(ctx)
	if err == nil {
		defer conn.Close()
	}
	again := time.NewTicker(stopAgain)
	defer again.Stop()
	for err == nil {
		_, err = conn.(driver.ExecerContext).ExecContext(ctx, fmt.Sprintf("select pg_cancel_backend(%d)", l.backend), nil)
		select {
		case <-over:
			return
		case <-again.C:
		}
	}
	<-over // the statement's own timeout ends it
}

// value is an argument as the driver takes it.
func value(v any) (any, error) {
	switch v := v.(type) {
	case nil, string, int64, bool:
		return v, nil
	case int:
		return int64(v), nil
	case driver.Valuer:
		return v.Value()
	}
	return driver.DefaultParameterConverter.ConvertValue(v)
}
