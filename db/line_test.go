package db_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"sync"
	"testing"
	"time"

	"maillage/db"
	"maillage/db/dbtest"
)

// A cancelled request stops its statement in PostgreSQL, and leaves a sound pool behind, even where the pool was taken whole.
func TestCancelStopsAStatement(t *testing.T) {
	t.Parallel()
	dsn := dbtest.Bare(t)
	s := must(db.Open(context.Background(), dsn, db.Options{Connections: 2, Timeout: time.Minute}))(t)
	defer s.Close()
	witness := must(db.Open(context.Background(), dsn, db.Options{Connections: 1, Timeout: time.Minute}))(t)
	defer witness.Close()
	sleeping := "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and query like '%pg_sleep(59)%'"
	for range 3 {
		ctx, cancel := context.WithCancel(context.Background())
		var wait sync.WaitGroup
		for range 2 {
			wait.Go(func() {
				began, v := time.Now(), ""
				err := s.Query(ctx, "select pg_sleep(59)::text", nil, []any{&v}, func() error { return nil })
				if !errors.Is(err, context.Canceled) || time.Since(began) > 20*time.Second {
					t.Errorf("after %v: %v", time.Since(began), err)
				}
			})
		}
		await(t, "the statements are at work", func() bool { return column[int](t, witness, sleeping)[0] == 2 })
		cancel()
		wait.Wait()
		if n := column[int](t, s, sleeping); n[0] != 0 {
			t.Errorf("%d statements go on", n[0])
		}
	}
}

// late is an argument that takes its time: its statement is prepared and does not run yet.
type late func()

func (l late) Value() (driver.Value, error) {
	l()
	return "59", nil
}

// A request that is cancelled before its statement runs stops it as well.
func TestCancelBeforeAStatement(t *testing.T) {
	t.Parallel()
	dsn := dbtest.Bare(t)
	s := must(db.Open(context.Background(), dsn, db.Options{Timeout: time.Minute}))(t)
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	began, v := time.Now(), ""
	err := s.Query(ctx, "select pg_sleep($1)::text", []any{late(func() {
		cancel()
		await(t, "it is stopped in vain", func() bool {
			return column[int](t, s, "select count(*) from pg_stat_activity where datname = current_database() and state = 'idle' and query like 'select pg_cancel_backend%'")[0] == 1
		})
	})}, []any{&v}, func() error { return nil })
	if !errors.Is(err, context.Canceled) || time.Since(began) > 20*time.Second {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

// Statements beyond those kept are prepared again, and a line that was cut in the middle is not used again.
func TestManyTexts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := must(db.Open(ctx, dbtest.Bare(t), db.Options{Connections: 1, Timeout: time.Minute}))(t)
	defer s.Close()
	for i := range 600 {
		var n int
		text := "select $1::int + " + time.Duration(i % 300).String()[:1]
		if err := s.Query(ctx, text+" -- "+time.Duration(i%300).String()+"\n", []any{i}, []any{&n}, func() error { return nil }); err != nil || n < i {
			t.Fatalf("%d: have %d, %v", i, n, err)
		}
	}
	full := errors.New("enough")
	var n int
	if err := s.Query(ctx, "select generate_series(1, 100000)", nil, []any{&n}, func() error { return full }); err != full {
		t.Errorf("have %v", err)
	}
	if err := s.Query(ctx, "select 1 / $1::int", []any{0}, []any{&n}, func() error { return nil }); err == nil {
		t.Error("a fault is not told")
	}
	if err := s.Query(ctx, "select $1::int", []any{7}, []any{&n}, func() error { return nil }); err != nil || n != 7 {
		t.Errorf("have %d, %v", n, err)
	}
}

// await waits for what another process or goroutine does, and looks again now and then: neither tells by itself.
func await(t *testing.T, what string, so func() bool) {
	t.Helper()
	for began := time.Now(); !so(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 20*time.Second {
			t.Fatal("not so: ", what)
		}
	}
}
