package actions_test

import (
	"context"
	"errors"
	"sync"
	"testing"

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
	ctx, vintages, want := context.Background(), embedded(t), print(t, dbtest.Shared(t))
	for _, known := range []int{4, 5} {
		s, g := dbtest.Empty(t), &cog.Graph{}
		var reports []*cog.Report
		for _, v := range vintages[:known] {
			r, err := g.Apply(v)
			if err != nil {
				t.Fatal(err)
			}
			reports = append(reports, r)
		}
		err := s.InTx(ctx, func(tx *db.Store) error {
			for _, r := range reports {
				var odd []string
				for _, m := range r.Mismatches {
					odd = append(odd, m.Record+": "+m.Message)
				}
				if err := tx.AddSource(ctx, r.Millesime, odd); err != nil {
					return err
				}
			}
			return tx.SaveGraph(ctx, g, g.Everything(), silent)
		})
		if err != nil {
			t.Fatal(err)
		}
		if loaded, err := on(s).LoadAlmanac(ctx, silent); loaded != 6-known || err != nil {
			t.Fatalf("after %d: %d more millésimes, %v", known, loaded, err)
		}
		if print(t, s) != want {
			t.Errorf("after %d and the rest, the graph is not the one of all six at once", known)
		}
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

// Two programs that start at once over an empty database load it once: one waits, without a limit, as they do.
func TestLoadAlmanacSideBySide(t *testing.T) {
	t.Parallel()
	ctx, dsn := context.Background(), dbtest.Bare(t)
	var both sync.WaitGroup
	var loaded [2]int
	var errs [2]error
	for i := range 2 {
		s, err := db.Open(ctx, dsn, db.Options{Connections: 2})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		both.Go(func() {
			if _, errs[i] = s.Migrate(ctx); errs[i] == nil {
				loaded[i], errs[i] = on(s).LoadAlmanac(ctx, silent)
			}
		})
	}
	both.Wait()
	if err := errors.Join(errs[:]...); err != nil || loaded[0]+loaded[1] != 6 || loaded[0]*loaded[1] != 0 {
		t.Errorf("have %v, %v", loaded, err)
	}
}
