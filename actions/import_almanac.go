package actions

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"maillage/cog"
	"maillage/db"
)

// Progress tells what a long action is doing, and over how many rows.
type Progress func(what string, rows int)

// LoadAlmanac brings the embedded national data in: all of it into an empty graph, else what is later than the graph
// has. It is one transaction: a crash leaves what was there before. It tells how many millésimes it loaded.
func (a *Actions) LoadAlmanac(ctx context.Context, progress Progress) (loaded int, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "almanac"); err != nil {
			return err
		}
		sources, err := tx.Sources(ctx)
		if err != nil {
			return err
		}
		known := cog.Published()
		missing := slices.DeleteFunc(known, func(m cog.Millesime) bool {
			return len(sources) > 0 && m.CommunesOn <= sources[len(sources)-1].CommunesOn
		})
		if loaded = len(missing); loaded == 0 {
			return nil
		}
		vintages, err := cog.Embedded()
		if err != nil {
			return err
		}
		g, err := tx.Graph(ctx)
		if err != nil {
			return err
		}
		var reports []*cog.Report
		for _, v := range vintages[len(vintages)-loaded:] {
			progress(v.Name, len(v.Communes))
			report, err := g.Apply(v)
			if err != nil {
				return err
			}
			reports = append(reports, report)
		}
		within := &Actions{DB: tx, Now: a.Now}
		_, err = within.save(ctx, g, reports, len(sources) == 0, progress)
		return err
	})
	if err == nil && loaded > 0 {
		err = a.DB.Vacuum(ctx)
	}
	return loaded, err
}

// ImportAlmanac applies one later millésime. It first writes what would change to out: the perimeters, and what that does to
// subscriptions, rights and contributions, which it knows from doing it and taking it back. Once that is agreed to, it does it in one
// transaction. A second import of the same changes nothing. changed tells whether there was anything to do.
func (a *Actions) ImportAlmanac(ctx context.Context, v *cog.Vintage, out io.Writer, agree func() bool, progress Progress) (changed bool, err error) {
	var told, again bytes.Buffer
	if changed, err = a.apply(ctx, v, &told, false, func(string, int) {}); err != nil {
		return false, err
	}
	if _, err := out.Write(told.Bytes()); err != nil || !changed || !agree() {
		return false, err
	}
	if _, err := a.apply(ctx, v, &again, true, progress); err != nil {
		return false, err
	}
	if told.String() != again.String() {
		fmt.Fprintf(out, "Others changed subscriptions or rules meanwhile; what was done:\n%s", &again)
	}
	return true, a.DB.Vacuum(ctx)
}

// apply changes the graph and all that hangs on it, and tells what it did; unless it is to be kept, all is taken back.
func (a *Actions) apply(ctx context.Context, v *cog.Vintage, out io.Writer, keep bool, progress Progress) (changed bool, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Lock(ctx, "almanac"); err != nil {
			return err
		}
		g, err := tx.Graph(ctx)
		if err != nil {
			return err
		}
		report, err := g.Apply(v)
		if err != nil {
			return err
		}
		if _, err := report.WriteTo(out); err != nil || report.Empty() {
			return err
		}
		changed = true
		on, within := report.Millesime.EPCIOn, &Actions{DB: tx, Now: a.Now}
		before, err := within.perimeterOf(ctx, moved(report), on)
		if err != nil {
			return err
		}
		passed, err := within.save(ctx, g, []*cog.Report{report}, false, progress)
		if err != nil {
			return err
		}
		after, err := within.perimeterOf(ctx, moved(report), on)
		if err != nil {
			return err
		}
		if err := within.tell(ctx, out, on, passed, before, after); err != nil || keep {
			return err
		}
		return errTakenBack
	})
	if errors.Is(err, errTakenBack) {
		err = nil
	}
	return changed, err
}

var errTakenBack = errors.New("taken back")

// save writes what the reports say, and lets successors take the place of those who ended. Into an empty graph it is simply all
// of it.
func (a *Actions) save(ctx context.Context, g *cog.Graph, reports []*cog.Report, fresh bool, progress Progress) (passed []Transferred, err error) {
	var deltas []*cog.Delta
	for _, r := range reports {
		deltas = append(deltas, &r.Delta)
	}
	if fresh {
		deltas = []*cog.Delta{g.Everything()}
	}
	for _, d := range deltas {
		if err := a.DB.SaveGraph(ctx, g, d, progress); err != nil {
			return nil, err
		}
	}
	for _, r := range reports {
		var mismatches []string
		for _, m := range r.Mismatches {
			mismatches = append(mismatches, m.Record+": "+m.Message)
		}
		if err := a.DB.AddSource(ctx, r.Millesime, mismatches); err != nil {
			return nil, err
		}
	}
	if !fresh {
		if passed, err = a.inherit(ctx); err != nil {
			return nil, err
		}
	}
	return passed, a.DB.CoverAll(ctx)
}
