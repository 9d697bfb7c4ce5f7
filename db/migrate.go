package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings the schema up to date and tells how many steps it took. Each step and its record are one transaction,
// so that a crash leaves either both or none; an advisory lock keeps other servers waiting meanwhile.
func (s *Store) Migrate(ctx context.Context) (steps int, err error) {
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `select pg_advisory_lock(hashtext('maillage.migrate'))`); err != nil {
		return 0, err
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), `select pg_advisory_unlock(hashtext('maillage.migrate'))`)
		if err == nil {
			err = unlock
		}
	}()
	_, err = conn.ExecContext(ctx, `set client_min_messages = warning;
		create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`)
	if err != nil {
		return 0, err
	}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	if err := known(ctx, conn, len(names)); err != nil {
		return 0, err
	}
	for _, name := range names {
		done, err := step(ctx, conn, name)
		if err != nil {
			return steps, fmt.Errorf("migration %s: %w", name, err)
		}
		if done {
			steps++
		}
	}
	return steps, nil
}

// known refuses a schema that a later version of the program has made.
func known(ctx context.Context, conn *sql.Conn, ours int) error {
	var theirs int
	if err := conn.QueryRowContext(ctx, `select count(*) from migrations`).Scan(&theirs); err != nil {
		return err
	}
	if theirs > ours {
		return fmt.Errorf("the database has %d migrations, this program knows %d: run the newer program", theirs, ours)
	}
	return nil
}

func step(ctx context.Context, conn *sql.Conn, name string) (bool, error) {
	script, err := migrations.ReadFile(name)
	if err != nil {
		return false, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	res, err := tx.ExecContext(ctx, `insert into migrations (name) values ($1) on conflict do nothing`, name)
	if err != nil {
		return false, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, string(script)); err != nil {
		return false, err
	}
	return true, tx.Commit()
}
