package db_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lib/pq"

	"maillage/db"
	"maillage/db/dbtest"
)

// crowd asks one text with many arguments at the same time: so many that most go together.
func crowd(t *testing.T, s *db.Store, text string, args [][]any) (answers [][]string, faults []error) {
	t.Helper()
	b := db.NewBatches(time.Minute)
	answers, faults = make([][]string, len(args)), make([]error, len(args))
	var wait sync.WaitGroup
	for i := range args {
		wait.Go(func() { answers[i], faults[i] = b.Read(context.Background(), s, text, args[i]) })
	}
	wait.Wait()
	return answers, faults
}

// Whatever the arguments, each request of a crowd gets what it would have got alone, level by level and in order.
func TestACrowdSharesStatements(t *testing.T) {
	t.Parallel()
	s := must(db.Open(context.Background(), dbtest.Bare(t), db.Options{Timeout: time.Minute}))(t)
	defer s.Close()
	texts := []any{"", "plain", `a "quoted" \ text`, `{x,"y"}`, "null", "NULL", nil, "é ∞ 語", " ", "a,b", "$1", "'", "line\nbreak\ttab", `\"`, `""`}
	var args [][]any
	var want [][]string
	for i := range 200 {
		text, n := texts[i%len(texts)], i%7
		args = append(args, []any{text, int64(i), i%2 == 0, pq.Array([]int64{int64(i), int64(-i)}[:i%3%2+i%2]), int64(n)})
		told := "none"
		if text != nil {
			told = text.(string)
		}
		mine := []string{fmt.Sprintf("0 %s/%d/%v/%d", told, i, i%2 == 0, i%3%2+i%2)}
		for k := range n {
			mine = append(mine, fmt.Sprintf("%d %d", k+1, i*100+k))
		}
		want = append(want, mine)
	}
	text := `select 0, coalesce($1::text, 'none') || '/' || $2::int || '/' || $3::boolean || '/' || cardinality($4::bigint[])
		union all (select k + 1, ($2::int * 100 + k)::text from generate_series(0, 5) k where pg_sleep(0.0005) is not null order by k limit $5)
		union all select 99, null`
	statements, requests := s.Together()
	for range 5 {
		answers, faults := crowd(t, s, text, args)
		for i := range args {
			if faults[i] != nil || !slices.Equal(answers[i], want[i]) {
				t.Fatalf("%v: have %q, %v, want %q", args[i], answers[i], faults[i], want[i])
			}
		}
	}
	more, answered := s.Together()
	if more == statements || answered-requests < 2*(more-statements) {
		t.Errorf("%d statements for many answered %d requests", more-statements, answered-requests)
	}
}

// An argument that fails, or cannot be sent, spoils nobody else's answer.
func TestACrowdWithOneFault(t *testing.T) {
	t.Parallel()
	s := must(db.Open(context.Background(), dbtest.Bare(t), db.Options{Timeout: time.Minute}))(t)
	defer s.Close()
	var args [][]any
	for i := range 60 {
		args = append(args, []any{int64(i), "fine"})
	}
	args[20][0], args[40][1], args[50][1] = int64(-1), struct{}{}, "zero \x00 byte"
	answers, faults := crowd(t, s, "select 0, (10 / ($1::bigint + 1))::text || $2::text || coalesce(pg_sleep(0.001)::text, '')", args)
	for i := range args {
		if bad := i == 20 || i == 40 || i == 50; bad != (faults[i] != nil) || !bad && !slices.Equal(answers[i], []string{fmt.Sprintf("0 %dfine", 10/(i+1))}) {
			t.Errorf("%d: have %q, %v", i, answers[i], faults[i])
		}
	}
	if !strings.Contains(fmt.Sprint(faults[20]), "division by zero") {
		t.Errorf("have %v", faults[20])
	}
}

// A request that is cancelled goes at once, the others of its batch stay; when all have gone, their statement is stopped.
func TestLeavingABatch(t *testing.T) {
	t.Parallel()
	dsn := dbtest.Bare(t)
	s := must(db.Open(context.Background(), dsn, db.Options{Timeout: time.Minute}))(t)
	defer s.Close()
	witness := must(db.Open(context.Background(), dsn, db.Options{Connections: 1, Timeout: time.Minute}))(t)
	defer witness.Close()
	active := func(like string) int {
		return column[int](t, witness, "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and query like '%"+like+"%'")[0]
	}
	const text = "select 0, coalesce(pg_sleep($1)::text, '') || 'awake' /* leaving */"
	b := db.NewBatches(time.Minute)
	ask := func(ctx context.Context, seconds string) chan error {
		told := make(chan error, 1)
		go func() {
			_, err := b.Read(ctx, s, text, []any{seconds})
			told <- err
		}()
		return told
	}
	first, end := context.WithCancel(context.Background())
	defer end()
	var alone []chan error
	for range db.MostRunning {
		alone = append(alone, ask(first, "59"))
	}
	await(t, "the first have statements of their own", func() bool { return active("leaving") == db.MostRunning })
	var leave []context.CancelFunc
	var told []chan error
	for i := range 3 {
		ctx, cancel := context.WithCancel(context.Background())
		leave, told = append(leave, cancel), append(told, ask(ctx, "59"))
		await(t, "it waits", func() bool { return b.Waiting() == i+1 })
	}
	leave[0]() // in the queue
	if err := <-told[0]; !errors.Is(err, context.Canceled) {
		t.Errorf("have %v", err)
	}
	end()
	for _, c := range alone {
		if err := <-c; !errors.Is(err, context.Canceled) {
			t.Errorf("have %v", err)
		}
	}
	await(t, "the batch is at work", func() bool { return active("lateral%leaving") == 1 })
	leave[1]()
	if err := <-told[1]; !errors.Is(err, context.Canceled) {
		t.Errorf("have %v", err)
	}
	if active("lateral%leaving") != 1 || len(told[2]) > 0 {
		t.Error("who stays is left alone")
	}
	leave[2]()
	if err := <-told[2]; !errors.Is(err, context.Canceled) {
		t.Errorf("have %v", err)
	}
	await(t, "the statement is stopped", func() bool { return active("leaving") == 0 })
	if err := <-ask(context.Background(), "0"); err != nil {
		t.Errorf("have %v", err)
	}
}

// Statements that are stuck hold the others up for a while only, and one that panics not at all.
func TestStuckStatements(t *testing.T) {
	t.Parallel()
	s := must(db.Open(context.Background(), dbtest.Bare(t), db.Options{Timeout: time.Minute}))(t)
	defer s.Close()
	const text = "select 0, coalesce(pg_sleep($1)::text, '') || $2::text"
	b := db.NewBatches(50 * time.Millisecond)
	for range db.MostRunning + 1 {
		func() {
			defer func() {
				if recover() != "panic" {
					t.Error("no panic")
				}
			}()
			_, _ = b.Read(context.Background(), s, text, []any{"0", "panic"})
		}()
	}
	slow, end := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	for range db.MostRunning {
		wait.Go(func() { _, _ = b.Read(slow, s, text, []any{"59", ""}) })
	}
	await(t, "the slow ones are at work", func() bool { return b.Running() == db.MostRunning })
	soon, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for range 20 {
		if all, err := b.Read(soon, s, text, []any{"0", "quick"}); err != nil || !slices.Equal(all, []string{"0 quick"}) {
			t.Errorf("have %q, %v", all, err)
		}
	}
	end()
	wait.Wait()
}
