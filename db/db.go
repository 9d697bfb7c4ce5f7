// Package db is the memory of the house: the only room that speaks SQL, by sets of keys and sets of parents. It does not
// own rules: what may be written is decided in actions, what it costs in contribution.
package db

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/lib/pq"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"

	"maillage/model"
)

// Store reads and writes the graph. Inside InTx it stands for the transaction.
type Store struct {
	bun.IDB
	pool   *sql.DB
	kept   *kept // nil inside a transaction
	shared sharing
	tx     *sql.Tx   // set inside a transaction
	held   *sql.Conn // the connection that the transaction is on
}

// Options bound what one server may ask of the database.
type Options struct {
	Connections int           // most connections at a time, 10 unless given
	Timeout     time.Duration // longest statement; 0 is none, for imports
}

const connections = 10

// Open connects to a PostgreSQL of at least version 14 and checks that it is one we can live with.
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	if o.Connections == 0 {
		o.Connections = connections
	}
	connector, err := connector(dsn)
	if err != nil {
		return nil, err
	}
	connector.Dialer(dialer{o.Timeout})
	pool := sql.OpenDB(session{connector, o.Timeout})
	pool.SetMaxOpenConns(o.Connections)
	pool.SetMaxIdleConns(o.Connections)
	s := &Store{IDB: bun.NewDB(pool, pgdialect.New()), pool: pool, kept: newKept()}
	if err := s.check(ctx); err != nil {
		_ = pool.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) check(ctx context.Context) error {
	var version int
	var conforming, encoding string
	err := s.QueryRowContext(ctx, `select current_setting('server_version_num')::int,
		current_setting('standard_conforming_strings'), current_setting('server_encoding')`).Scan(&version, &conforming, &encoding)
	switch {
	case err != nil:
		return fmt.Errorf("the database does not answer: %w", err)
	case version < 140000:
		return fmt.Errorf("the database is PostgreSQL %d: at least 14 is needed", version/10000)
	case conforming != "on":
		return fmt.Errorf("standard_conforming_strings is %s: set it on, the server's quoting relies on it", conforming)
	case encoding != "UTF8":
		return fmt.Errorf("the database is in %s: create one in UTF8", encoding)
	}
	return nil
}

// Close gives all connections back.
func (s *Store) Close() error { return s.pool.Close() }

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.pool.PingContext(ctx) }

// InTx runs f in one transaction: all of it is kept, or nothing. Inside another it is a part of that, which can be undone alone.
// Reads inside it must follow one another.
func (s *Store) InTx(ctx context.Context, f func(tx *Store) error) error {
	if s.held != nil {
		return s.RunInTx(ctx, nil, inside(s.held, f))
	}
	conn, err := s.IDB.(*bun.DB).Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer conn.Close()
	return conn.RunInTx(ctx, nil, inside(conn.Conn, f))
}

func inside(held *sql.Conn, f func(tx *Store) error) func(context.Context, bun.Tx) error {
	return func(_ context.Context, tx bun.Tx) error { return explain(f(&Store{IDB: tx, tx: tx.Tx, held: held})) }
}

// Fields tells which GraphQL fields of the rows were asked for: only their columns are read.
type Fields interface{ Has(field string) bool }

// None asks for no column but those that the row always has.
var None Fields = nothing{}

type nothing struct{}

func (nothing) Has(string) bool { return false }

type everything struct{}

func (everything) Has(string) bool { return true }

// All asks for every column.
var All Fields = everything{}

// in keeps the rows of the period (from, to) that hold on a day; day is a placeholder.
func in(from, to, day string) string {
	return from + " <= " + day + " and (" + to + " is null or " + day + " < " + to + ")"
}

func keys[K ~int64](ids []K) any {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return pq.Array(out)
}

// ordered puts what was found back at the places of the keys that asked for it.
func ordered[K comparable, V any](ids []K, found map[K]V) []V {
	out := make([]V, len(ids))
	for i, id := range ids {
		out[i] = found[id]
	}
	return out
}

// distinct drops repeated and zero keys.
func distinct[K ~int64](ids []K) []K {
	seen := make(map[K]struct{}, 16)
	out := make([]K, 0, 16)
	for _, id := range ids {
		if _, ok := seen[id]; !ok && id != 0 {
			seen[id] = struct{}{}
			out = append(out, id)
		}
	}
	return out
}

// days reads a date as the number that model.Date is, which is quicker than its text.
func days(column string) string { return "(" + column + " - 'epoch'::date)" }

// orNull is an argument that may be missing.
func orNull(d *model.Date) any {
	if d == nil {
		return nil
	}
	return *d
}
