package main

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"

	_ "github.com/lib/pq"

	"maillage/db"
	"maillage/postgres"
)

const database = "maillage"

// peerAPI is what a user of PostGraphile would write over these tables: views, and functions for what takes a date.
//
//go:embed peer.sql
var peerAPI string

// ground is one PostgreSQL for all contenders, with the project's own schema and data.
type ground struct {
	*postgres.Server
	folder      string
	binary      string // this project's server, built for the run
	url         string // of the database, for those who want an address
	pgbenchPath string
}

// stand starts PostgreSQL in the folder, with the durable settings of production, and has the project's own binary
// migrate and load it.
func stand(ctx context.Context, folder string, watched bool, out io.Writer) (*ground, error) {
	settings := postgres.Options{Dir: filepath.Join(folder, "postgres"), Durable: true, Progress: func(step string) { fmt.Fprintf(out, "%s ...\n", step) }}
	server, err := postgres.Start(ctx, settings)
	if err == nil && watched {
		server, err = watch(ctx, server, settings)
	}
	if err != nil {
		return nil, err
	}
	g := &ground{Server: server, folder: folder, binary: filepath.Join(folder, "maillage")}
	if err := g.prepare(ctx, out); err != nil {
		_ = server.Stop()
		return nil, err
	}
	return g, nil
}

func (g *ground) prepare(ctx context.Context, out io.Writer) error {
	if err := db.Create(ctx, g.DSN("postgres"), database); err != nil {
		return err
	}
	pool, err := sql.Open("postgres", g.DSN(database))
	if err != nil {
		return err
	}
	defer pool.Close()
	var socket, port string
	if err := pool.QueryRowContext(ctx, "select current_setting('unix_socket_directories'), current_setting('port')").Scan(&socket, &port); err != nil {
		return err
	}
	g.url = "postgres://postgres@/" + database + "?" + url.Values{"host": {unquoted(socket)}, "port": {port}, "sslmode": {"disable"}}.Encode()
	fmt.Fprintln(out, "building this project and loading its data ...")
	if _, err := pool.ExecContext(ctx, "drop schema if exists peer cascade"); err != nil { // it would stand in the way of a migration
		return err
	}
	if err := command(ctx, nil, "go", "build", "-o", g.binary, "maillage"); err != nil {
		return err
	}
	if err := command(ctx, []string{"DATABASE_URL=" + g.url, "DEMO=1"}, g.binary, "migrate"); err != nil {
		return err
	}
	if err := plant(ctx, g.DSN(database)); err != nil {
		return fmt.Errorf("preparing the database: %w", err)
	}
	for _, statement := range []string{peerAPI, "vacuum analyze", "checkpoint"} {
		if _, err := pool.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("preparing the database: %w", err)
		}
	}
	return nil
}

// planOnce is PostgreSQL's setting for who plans each statement once: with half-open periods, plans made for the arguments
// at hand are no better, and the time to make them counts.
const planOnce = "plan_cache_mode=force_generic_plan"

// unquoted takes off the quotes that keep a comma of the path from ending the list.
func unquoted(folder string) string {
	if n := len(folder); n > 1 && folder[0] == '"' {
		return folder[1 : n-1]
	}
	return folder
}

// command runs a program to its end; what it printed is in the error.
func command(ctx context.Context, env []string, program string, args ...string) error {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %v: %w\n%s", program, args, err, out)
	}
	return nil
}
