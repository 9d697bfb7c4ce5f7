package actions_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"maillage/actions"
	"maillage/cog"
	"maillage/db"
	"maillage/db/dbtest"
)

func TestLoadAlmanac(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Empty(t)
	told := 0
	if loaded, err := on(s).LoadAlmanac(ctx, func(string, int) { told++ }); loaded != 6 || err != nil {
		t.Fatalf("%d millésimes, %v", loaded, err)
	}
	if told < 6 {
		t.Errorf("progress was told %d times", told)
	}
	wantChains(t, s)
	before := print(t, s)
	if loaded, err := on(s).LoadAlmanac(ctx, silent); loaded != 0 || err != nil {
		t.Errorf("the second time: %d millésimes, %v", loaded, err)
	}
	if print(t, s) != before {
		t.Error("the second time changed something")
	}
}

// A graph that an older program filled gets what is missing, one millésime or several, and is then what a fresh one is.
func TestLoadAlmanacCatchesUp(t *testing.T) {
	t.Parallel()
	ctx, vintages, fresh := context.Background(), embedded(t), dbtest.Empty(t)
	if _, err := on(fresh).LoadAlmanac(ctx, silent); err != nil {
		t.Fatal(err)
	}
	want := print(t, fresh)
	for _, known := range []int{1, 5} {
		start := time.Now()
		s, g := dbtest.Empty(t), &cog.Graph{}
		err := s.InTx(ctx, func(tx *db.Store) error {
			for _, v := range vintages[:known] {
				r, err := g.Apply(v)
				if err != nil {
					return err
				}
				var odd []string
				for _, m := range r.Mismatches {
					odd = append(odd, m.Record+": "+m.Message)
				}
				if err := errors.Join(tx.SaveGraph(ctx, g, &r.Delta, silent), tx.AddSource(ctx, v.Millesime, odd)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(known, time.Since(start))
		if loaded, err := on(s).LoadAlmanac(ctx, func(w string,n int){t.Log(w,n,time.Since(start))}); loaded != 6-known || err != nil {
			t.Fatalf("after %d: %d more millésimes, %v", known, loaded, err)
		}
		if print(t, s) != want {
			t.Errorf("after %d and the rest, the graph is not the one of all six at once", known)
		}
		t.Log(known, time.Since(start))
		wantChains(t, s)
	}
}

// A load that is broken off leaves nothing, and the next one does it all.
func TestLoadAlmanacBrokenOff(t *testing.T) {
	t.Parallel()
	s := dbtest.Empty(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	_, err := on(s).LoadAlmanac(ctx, func(what string, _ int) {
		if what == "populations" {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("have %v", err)
	}
	for _, table := range append([]string{"sources"}, tables...) {
		if n := scalar[int](t, s, "select count(*) from "+table); n != 0 {
			t.Errorf("%d rows of %s were left behind", n, table)
		}
	}
	if loaded, err := on(s).LoadAlmanac(context.Background(), silent); loaded != 6 || err != nil {
		t.Errorf("the next time: %d millésimes, %v", loaded, err)
	}
}

// Two programs that start at once over an empty database load it once.
func TestLoadAlmanacSideBySide(t *testing.T) {
	t.Parallel()
	s := dbtest.Empty(t)
	type outcome struct {
		loaded int
		err    error
	}
	ends := make(chan outcome, 2)
	for range 2 {
		a := &actions.Actions{DB: s, Now: dbtest.Now}
		go func() {
			n, err := a.LoadAlmanac(context.Background(), silent)
			ends <- outcome{n, err}
		}()
	}
	one, other := <-ends, <-ends
	if one.err != nil || other.err != nil || one.loaded+other.loaded != 6 || one.loaded*other.loaded != 0 {
		t.Errorf("have %v and %v", one, other)
	}
}
