package db

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net"
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
	set := fmt.Sprintf("set statement_timeout = %d; set timezone = 'UTC'; set jit = off; set plan_cache_mode = force_generic_plan", s.timeout.Milliseconds())
	if _, err := conn.(driver.ExecerContext).ExecContext(ctx, set, nil); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// dialer gives connections a deadline at each read and write: lib/pq itself waits for ever on a server that went silent.
type dialer struct{ timeout time.Duration }

func (d dialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

func (d dialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

func (d dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, network, address)
	if err != nil || d.timeout == 0 {
		return conn, err
	}
	return bounded{conn, d.timeout + time.Second}, nil
}

type bounded struct {
	net.Conn
	limit time.Duration
}

func (b bounded) Read(p []byte) (int, error) {
	if err := b.SetReadDeadline(time.Now().Add(b.limit)); err != nil {
		return 0, err
	}
	return b.Conn.Read(p)
}

func (b bounded) Write(p []byte) (int, error) {
	if err := b.SetWriteDeadline(time.Now().Add(b.limit)); err != nil {
		return 0, err
	}
	return b.Conn.Write(p)
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
