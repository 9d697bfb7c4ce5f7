package db

import (
	"context"

	"maillage/model"
)

// FiguresIn are the declared figures that hold for some years, of these bodies or, where ids is nil, of all: a later
// declaration of the same figure takes the place of an earlier one.
func (s *Store) FiguresIn(ctx context.Context, ids []model.CollectivityID, from, to int) (list []*model.DeclaredFigure, err error) {
	args := []any{from, to}
	condition := "f.year between $1::int and $2::int"
	if ids != nil {
		args, condition = append(args, keys(distinct(ids))), condition+" and f.collectivity_id = any($3)"
	}
	r := row("f.id, f.collectivity_id, f.kind, f.indicator, f.year, f.value, f.source, f.declared_at, f.demo", func(f *model.DeclaredFigure) []any {
		return []any{&f.ID, &f.CollectivityID, &f.Kind, &f.Named, &f.Year, &f.Value, &f.Source, &f.DeclaredAt, &f.Demo}
	})
	err = s.query(ctx, "select distinct on (f.collectivity_id, f.kind, f.indicator, f.year) "+r.columns+" from declared_figures f where "+condition+
		" order by f.collectivity_id, f.kind, f.indicator, f.year, f.id desc", args, r.dest, func() error {
		list = append(list, r.take())
		return nil
	})
	return list, err
}
