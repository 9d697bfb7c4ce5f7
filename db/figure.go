package db

import (
	"context"
	"time"

	"github.com/lib/pq"

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

// CountedIn are the sums of what was counted in some years by these indicators, of these bodies or, where ids is nil, of all. Without
// an indicator nothing is read.
func (s *Store) CountedIn(ctx context.Context, ids []model.CollectivityID, indicators []string, from, to int) (list []*model.DeclaredFigure, err error) {
	if len(indicators) == 0 {
		return nil, nil
	}
	args := []any{model.NewDate(from, time.January, 1), model.NewDate(to+1, time.January, 1), pq.Array(indicators)}
	condition := ""
	if ids != nil {
		args, condition = append(args, keys(distinct(ids))), " and n.collectivity_id = any($4)"
	}
	f := model.DeclaredFigure{Kind: model.BasisKindUsage, Source: "relevés mensuels d'usage"}
	err = s.query(ctx, "select n.collectivity_id, i.code, extract(year from n.month)::int, sum(n.count) from service_indicators i join usage_counts n on n.indicator_id = i.id "+
		"where i.code = any($3::text[]) and n.month >= $1::date and n.month < $2::date"+condition+" group by 1, 2, 3", args, []any{&f.CollectivityID, &f.Named, &f.Year, &f.Value}, func() error {
		row := f
		list = append(list, &row)
		return nil
	})
	return list, err
}

// HasIndicator tells whether a service is counted by an indicator.
func (s *Store) HasIndicator(ctx context.Context, code string) (there bool, err error) {
	err = s.query(ctx, "select exists (select from service_indicators where code = $1)", []any{code}, []any{&there}, func() error { return nil })
	return there, err
}

// Natures are those that bodies have, or had.
func (s *Store) Natures(ctx context.Context) (list []string, err error) {
	var n string
	err = s.query(ctx, "select distinct nature from states where nature <> '' union select distinct nature from collectivities where nature <> '' order by 1", nil, []any{&n}, func() error {
		list = append(list, n)
		return nil
	})
	return list, err
}
