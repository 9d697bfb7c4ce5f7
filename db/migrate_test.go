package db_test

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
)

func TestMigrateTwiceIsNothing(t *testing.T) {
	t.Parallel()
	if steps, err := dbtest.Empty(t).Migrate(context.Background()); steps != 0 || err != nil {
		t.Errorf("%d steps were taken again, %v", steps, err)
	}
}

func TestMigrateRefusesANewerDatabase(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Empty(t)
	if _, err := s.ExecContext(ctx, "insert into migrations (name) values ('migrations/9999_from_the_future.sql')"); err != nil {
		t.Fatal(err)
	}
	steps, err := s.Migrate(ctx)
	if steps != 0 || err == nil || !strings.Contains(err.Error(), "run the newer program") {
		t.Errorf("have %d steps and %v", steps, err)
	}
	// The refusal gives the lock back: another program is told the same, and does not hang.
	if _, err := s.Migrate(ctx); err == nil {
		t.Error("the second attempt was let through")
	}
}

// Four programs start at once over a database that is empty: each step is taken once, by one of them.
func TestMigrateSideBySide(t *testing.T) {
	t.Parallel()
	ctx, dsn := context.Background(), dbtest.Bare(t)
	scripts, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	const programs = 4
	var all sync.WaitGroup
	var steps [programs]int
	var errs [programs]error
	for i := range programs {
		all.Go(func() {
			s, err := db.Open(ctx, dsn, db.Options{Connections: 1})
			if err != nil {
				errs[i] = err
				return
			}
			defer s.Close()
			steps[i], errs[i] = s.Migrate(ctx)
		})
	}
	all.Wait()
	sum := 0
	for i := range programs {
		sum += steps[i]
		if errs[i] != nil {
			t.Error(errs[i])
		}
	}
	s := must(db.Open(ctx, dsn, db.Options{Connections: 1}))(t)
	defer s.Close()
	if recorded := column[int](t, s, "select count(*) from migrations")[0]; sum != len(scripts) || recorded != len(scripts) {
		t.Errorf("%d steps taken, %d recorded, want %d", sum, recorded, len(scripts))
	}
}

// A step that breaks leaves nothing of itself, and the next start takes it up again.
func TestMigrateAfterABrokenStep(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := must(db.Open(ctx, dbtest.Bare(t), db.Options{Connections: 2}))(t)
	defer s.Close()
	if _, err := s.ExecContext(ctx, "create table offers (odd int)"); err != nil {
		t.Fatal(err)
	}
	steps, err := s.Migrate(ctx)
	if err == nil || !strings.Contains(err.Error(), "offers") {
		t.Fatalf("%d steps went over a table in the way: %v", steps, err)
	}
	if n := column[int](t, s, "select count(*) from migrations")[0]; n != steps {
		t.Errorf("%d steps recorded, %d taken", n, steps)
	}
	if _, err := s.ExecContext(ctx, "drop table offers"); err != nil {
		t.Fatal(err)
	}
	more, err := s.Migrate(ctx)
	if scripts := must(filepath.Glob("migrations/*.sql"))(t); err != nil || steps+more != len(scripts) {
		t.Errorf("%d and %d steps for %d scripts, %v", steps, more, len(scripts), err)
	}
}
