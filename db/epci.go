package db

import (
	"context"
	"strings"

	"github.com/lib/pq"

	"maillage/model"
)

// EPCIBySIREN is the EPCI of a SIREN, past ones too; nil where there is none.
func (s *Store) EPCIBySIREN(ctx context.Context, siren string, want Fields) (*model.EPCI, error) {
	return one(ctx, s, question{name: "epci"}, "c", want, func(t *text, e Edge) (reader[*model.EPCI], string) {
		r := epcis(t, e.Fields)
		return r, "from collectivities c" + r.joins + " where c.kind = 'EPCI' and c.code = " + t.given(0) + " order by c.valid_from desc limit 1"
	}, siren)
}

// EPCIOf is the EPCI of each commune on a day, nil for those in none.
func (s *Store) EPCIOf(ctx context.Context, communes []model.CollectivityID, on model.Date, want Fields) ([]*model.EPCI, error) {
	e := Edge{Arguments: Arguments{On: on}, Fields: want}
	return values(below(ctx, s, question{name: "epci of"}, communes, e, func(t *text, e Edge, parents string) *many[*model.EPCI] {
		m := newMany(t, zero[*model.EPCI](t))
		one := same[*model.EPCI](t)
		t.level(func(*level) (string, []any, func() error) {
			var member int64
			r := epcis(t, e.Fields)
			sql := "select m.member_id, " + r.columns + " from " + parents + " p(id) join memberships m on m.member_id = p.id join collectivities c on c.id = m.group_id" + r.joins +
				" where " + in("m.starts_on", "m.ends_on", t.day(e))
			id := r.dest[0].(*model.CollectivityID)
			return sql, append([]any{&member}, r.dest...), func() error {
				*m.of(member) = one(int64(*id), r.take)
				return nil
			}
		})
		return m
	}))
}

// EPCIs is a page of the EPCI that exist on a day; below departments or regions, of those that have a member there.
func (s *Store) EPCIs(ctx context.Context, below Below, parents []model.CollectivityID, filter *model.EPCIFilter, orderBy []*model.EPCIOrder,
	page model.Page, on model.Date, want, row Fields) ([]*model.EPCIConnection, error) {
	where := epciFilter{&text{}}.where(filter)
	e := Edge{Arguments: Arguments{On: on, First: page.First, By: epciKeys(orderBy), Where: where.values}, Fields: want}
	write := func(t *text, e Edge) *listing { return epciList(t, e, below, where) }
	q := question{name: "epcis " + string(below), shape: where.sql}
	p := pager[*model.EPCI]{page, row, epcis, write}
	if below == Nothing {
		page, err := root(ctx, s, q, e, p)
		return []*model.EPCIConnection{page}, err
	}
	return pages(ctx, s, q, parents, e, p)
}

func epcisBelow(below Below) listings {
	return func(t *text, e Edge) *listing { return epciList(t, e, below, condition{}) }
}

func epciList(t *text, e Edge, below Below, where condition) *listing {
	l := &listing{text: t}
	day := t.day(e)
	l.from = bodies
	if below != Nothing {
		territory := strings.Replace(string(below), "c.", "m.", 1)
		l.from = "(select distinct " + territory + " as parent_id, m.group_id from memberships m where " + in("m.starts_on", "m.ends_on", day) +
			") g join collectivities c on c.id = g.group_id"
		l.parent = "g.parent_id"
	}
	l.also("c.kind = 'EPCI'")
	l.also("%s", in("c.valid_from", "c.valid_to", day))
	l.order = epciOrder(e.By, day)
	if where.sql != "" {
		l.also("%s", t.where(e, where, day))
	}
	return l
}

func epciKeys(by []*model.EPCIOrder) (keys []SortBy) {
	for _, k := range by {
		keys = append(keys, SortBy{string(k.Field), k.Direction})
	}
	return keys
}

func epciOrder(by []SortBy, day string) order {
	o := order{name: "epci"}
	for _, k := range by {
		switch model.EPCIOrderField(k.Field) {
		case model.EPCIOrderFieldSIREN:
			o.by("c.code", `text collate "C"`, "siren", k.Direction)
		case model.EPCIOrderFieldName:
			o.by(`c.name collate "fr-x-icu"`, `text collate "fr-x-icu"`, "name", k.Direction)
		case model.EPCIOrderFieldPopulation:
			o.by(byInhabitants(day, k.Direction), "int", "population", k.Direction)
		}
	}
	o.by("c.code", `text collate "C"`, "siren", model.DirectionAsc)
	return o
}

type epciFilter struct{ *text }

func (f epciFilter) where(w *model.EPCIFilter) condition {
	sql := f.sql(w)
	return condition{sql, f.values(nil, nil, nil)}
}

func (f epciFilter) sql(w *model.EPCIFilter) string {
	if w == nil {
		return ""
	}
	var all conditions
	all.add(f.code("c.siren", w.SIREN))
	all.add(f.name("c.search", w.Name, true))
	all.add(f.number(inhabitants("c", "$0"), w.Population))
	if n := w.Nature; n != nil && n.Eq != nil {
		all.add(f.ofNature(" = " + f.arg(string(*n.Eq))))
	}
	if n := w.Nature; n != nil && n.In != nil {
		all.add(f.ofNature(" = any(" + f.arg(pq.Array(n.In)) + "::text[])"))
	}
	all.add(f.across("department_id", "DEPARTMENT", w.Department))
	all.add(f.across("region_id", "REGION", w.Region))
	return combine(all, w.And, w.Or, w.Not, f.sql)
}

// across keeps the EPCI that have a member in the territory.
func (f epciFilter) across(key, kind string, w *model.CodeFilter) string {
	condition := f.territory("m."+key, kind, w)
	if condition == "" {
		return ""
	}
	return "c.id in (select m.group_id from memberships m where " + in("m.starts_on", "m.ends_on", "$0") + " and " + condition + ")"
}

// ofNature keeps the EPCI that are of a nature on the list's day.
func (f epciFilter) ofNature(is string) string {
	return "exists (select from states n where n.collectivity_id = c.id and " + in("n.valid_from", "n.valid_to", "$0") + " and n.nature" + is + ")"
}
