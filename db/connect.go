package db

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/lib/pq"
)

// connector gives up on a server that takes the connection and then says nothing; connect_timeout in dsn says after how long.
func connector(dsn string) (*pq.Connector, error) {
	c, err := pq.NewConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("the database address is not understood: %w", err)
	}
	c.ConnectTimeout = cmp.Or(c.ConnectTimeout, 10*time.Second)
	return pq.NewConnectorConfig(c)
}

// session prepares each new connection: days and instants are read alike everywhere, no statement runs for ever, and a kept
// statement is planned once: ours find their rows by keys, whatever the arguments.
type session struct {
	*pq.Connector
	timeout time.Duration
}

func (s session) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	l, err := newLine(ctx, conn, s)
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return l, nil
}

// Create makes a database in the server that dsn points at, unless it is there.
func Create(ctx context.Context, dsn, name string) error {
	connector, err := connector(dsn)
	if err != nil {
		return err
	}
	pool := sql.OpenDB(connector)
	defer pool.Close()
	var there bool
	if err := pool.QueryRowContext(ctx, "select exists (select from pg_database where datname = $1)", name).Scan(&there); err != nil || there {
		return err
	}
	_, err = pool.ExecContext(ctx, "create database "+pq.QuoteIdentifier(name)+" encoding 'UTF8' template template0")
	return err
}
