package actions

import (
	"context"
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
		return save(ctx, tx, g, reports, len(sources) == 0, progress)
	})
	if err == nil && loaded > 0 {
		err = a.DB.Vacuum(ctx)
	}
	return loaded, err
}

// ImportAlmanac applies one later millésime: it writes what would change to out, and then, in one transaction, changes it.
// A second import of the same changes nothing. changed tells whether there was anything to do.
func (a *Actions) ImportAlmanac(ctx context.Context, v *cog.Vintage, out io.Writer, agree func() bool, progress Progress) (changed bool, err error) {
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
		if _, err := report.WriteTo(out); err != nil {
			return err
		}
		if report.Empty() || !agree() {
			return nil
		}
		changed = true
		return save(ctx, tx, g, []*cog.Report{report}, false, progress)
	})
	if err == nil && changed {
		err = a.DB.Vacuum(ctx)
	}
	return changed, err
}

// save writes what the reports say. Into an empty graph it is simply all of it.
func save(ctx context.Context, tx *db.Store, g *cog.Graph, reports []*cog.Report, fresh bool, progress Progress) error {
	var deltas []*cog.Delta
	for _, r := range reports {
		deltas = append(deltas, &r.Delta)
	}
	if fresh {
		deltas = []*cog.Delta{g.Everything()}
	}
	for _, d := range deltas {
		if err := tx.SaveGraph(ctx, g, d, progress); err != nil {
			return err
		}
	}
	for _, r := range reports {
		var mismatches []string
		for _, m := range r.Mismatches {
			mismatches = append(mismatches, m.Record+": "+m.Message)
		}
		if err := tx.AddSource(ctx, r.Millesime, mismatches); err != nil {
			return err
		}
	}
	return tx.CoverAll(ctx)
}
