package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"maillage/actions"
	"maillage/cog"
	"maillage/db"
	"maillage/postgres"
)

// ground is what the server stands on: a database, embedded or not, with schema and national data.
type ground struct {
	*actions.Actions
	embedded *postgres.Server // nil with DATABASE_URL
	dsn      string
	name     string // as shown to people, without the password
}

// stand opens the database and brings it up to date, telling what it does.
func stand(ctx context.Context, c config, out io.Writer) (*ground, error) {
	g := &ground{dsn: c.databaseURL, name: "DATABASE_URL"}
	if c.databaseURL == "" {
		if err := g.embed(ctx, c, out); err != nil {
			return nil, err
		}
	}
	if err := g.prepare(ctx, c, out); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *ground) embed(ctx context.Context, c config, out io.Writer) (err error) {
	g.embedded, err = postgres.Start(ctx, postgres.Options{Dir: filepath.Join(c.dataDir, "postgres"), Durable: true, Log: slog.Default(),
		Progress: func(step string) { fmt.Fprintf(out, "  %s …\n", step) }})
	if err != nil {
		return err
	}
	g.name = fmt.Sprintf("embedded PostgreSQL %s in %s", g.embedded.Version(), c.dataDir)
	if err := db.Create(ctx, g.embedded.DSN("postgres"), "maillage"); err != nil {
		g.close()
		return err
	}
	g.dsn = g.embedded.DSN("maillage")
	return nil
}

// prepare migrates and loads. Its connections have no time limits, since a load is long, and so is many a command.
func (g *ground) prepare(ctx context.Context, c config, out io.Writer) error {
	patient, err := db.Open(ctx, g.dsn, db.Options{Connections: 2})
	if err != nil {
		return err
	}
	g.Actions = &actions.Actions{DB: patient, Now: time.Now}
	steps, err := patient.Migrate(ctx)
	if err != nil {
		return err
	}
	if steps > 0 {
		fmt.Fprintf(out, "  schema brought up to date (%d steps)\n", steps)
	}
	loaded, err := g.LoadAlmanac(ctx, progress(out))
	if err != nil {
		return err
	}
	if loaded > 0 {
		fmt.Fprintf(out, "  national data loaded (%d millésimes)\n", loaded)
		debug.FreeOSMemory() // the load takes ten times what serving does, and the runtime would keep it
	}
	if c.demo {
		fresh, err := g.LoadDemo(ctx)
		if err != nil {
			return err
		}
		if fresh {
			fmt.Fprintln(out, "  demonstration loaded")
		}
	}
	return nil
}

// hurry goes on with connections on which no statement takes longer than a limit: those who ask over the network share them.
func (g *ground) hurry(ctx context.Context, limit time.Duration) error {
	store, err := db.Open(ctx, g.dsn, db.Options{Timeout: limit})
	if err != nil {
		return err
	}
	_ = g.DB.Close()
	g.Actions = &actions.Actions{DB: store, Now: time.Now}
	return nil
}

func progress(out io.Writer) actions.Progress {
	return func(what string, rows int) { fmt.Fprintf(out, "  national data: %-22s %7d rows\n", what, rows) }
}

func (g *ground) close() {
	if g.Actions != nil {
		_ = g.DB.Close()
	}
	if g.embedded != nil {
		if err := g.embedded.Stop(); err != nil {
			slog.Error("the embedded PostgreSQL did not stop cleanly", "error", err)
		}
	}
}

func migrate(ctx context.Context, c config, out io.Writer) error {
	g, err := stand(ctx, c, out)
	if err != nil {
		return err
	}
	defer g.close()
	fmt.Fprintln(out, "up to date:", g.name)
	return nil
}

func importVintage(ctx context.Context, c config, folder string, yes bool, in io.Reader, out io.Writer) error {
	if _, err := os.Stat(folder); err != nil {
		return fmt.Errorf("the folder %s cannot be read: give the folder of a published millésime", folder)
	}
	v, err := cog.Read(os.DirFS(folder))
	if err != nil {
		return err
	}
	g, err := stand(ctx, c, out)
	if err != nil {
		return err
	}
	defer g.close()
	agree := func() bool {
		if yes {
			return true
		}
		fmt.Fprint(out, "Apply these changes? [y/N] ")
		answer, _ := bufio.NewReader(in).ReadString('\n')
		return strings.EqualFold(strings.TrimSpace(answer), "y")
	}
	changed, err := g.ImportAlmanac(ctx, v, out, agree, progress(out))
	if err != nil {
		return err
	}
	if changed {
		fmt.Fprintln(out, "applied:", v.Name)
	} else {
		fmt.Fprintln(out, "nothing was changed")
	}
	return nil
}
