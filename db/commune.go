package db

import (
	"context"

	"maillage/model"
)

// CommuneByCode is the commune that bears an INSEE code on a day, or without a day the last one that bore it; nil where none did.
func (s *Store) CommuneByCode(ctx context.Context, code string, on *model.Date, want Fields) (*model.Commune, error) {
	shape, given := "", []any{code}
	if on != nil {
		shape, given = "on", append(given, *on)
	}
	return one(ctx, s, question{name: "commune", shape: shape}, "c", want, func(t *text, e Edge) (reader[*model.Commune], string) {
		condition := "t.code = " + t.given(0)
		if on != nil {
			condition += " and " + in("t.valid_from", "t.valid_to", t.given(1)+"::date")
		}
		r := communes(t, e.Fields)
		return r, "from states t join collectivities c on c.id = t.collectivity_id and c.kind = 'COMMUNE'" + r.joins + " where " +
			condition + " order by t.valid_from desc limit 1"
	}, given...)
}

// Below names what a list hangs below.
type Below string

// The parents that a list of communes may have.
const (
	Nothing         Below = ""
	BelowEPCI       Below = "m.group_id"
	BelowDepartment Below = "c.department_id"
	BelowRegion     Below = "c.region_id"
	BelowOverseas   Below = "c.overseas_id"
)

// bodies are what a list of them is read from, unless it is found through something else.
const bodies = "collectivities c"

// Communes is a page of the communes that exist on a day, for each parent.
func (s *Store) Communes(ctx context.Context, below Below, parents []model.CollectivityID, filter *model.CommuneFilter, orderBy []*model.CommuneOrder,
	page model.Page, on model.Date, want, row Fields) ([]*model.CommuneConnection, error) {
	f := communeFilter{text: &text{}, narrowed: below != Nothing}
	where := f.where(filter)
	e := Edge{Arguments: Arguments{On: on, First: page.First, By: communeKeys(orderBy), Where: where.values}, Fields: want}
	write := func(t *text, e Edge) *listing { return communeList(t, e, below, where, f.epci) }
	q := question{name: "communes " + string(below), shape: where.sql}
	p := pager[*model.Commune]{page, row, communes, write}
	if below == Nothing {
		page, err := root(ctx, s, q, e, p)
		return []*model.CommuneConnection{page}, err
	}
	return pages(ctx, s, q, parents, e, p)
}

func communesBelow(below Below) listings {
	return func(t *text, e Edge) *listing { return communeList(t, e, below, condition{}, false) }
}

func communeList(t *text, e Edge, below Below, where condition, ofEPCI bool) *listing {
	l := &listing{text: t, parent: string(below)}
	day := t.day(e)
	l.from = bodies
	l.also("c.kind = 'COMMUNE'")
	l.also("%s", in("c.valid_from", "c.valid_to", day))
	if below == BelowEPCI {
		l.from = "memberships m join collectivities c on c.id = m.member_id"
		l.also("%s", in("m.starts_on", "m.ends_on", day))
	} else if ofEPCI {
		l.from += " left join memberships m on m.member_id = c.id and " + in("m.starts_on", "m.ends_on", day)
	}
	if ofEPCI {
		l.from += " left join collectivities g on g.id = m.group_id"
	}
	code := "c.code"
	if below == BelowEPCI {
		code = "m.member_code"
	}
	l.order = communeOrder(e.By, day, code)
	if where.sql != "" {
		l.also("%s", t.where(e, where, day))
	}
	return l
}

func communeKeys(by []*model.CommuneOrder) (keys []SortBy) {
	for _, k := range by {
		keys = append(keys, SortBy{string(k.Field), k.Direction})
	}
	return keys
}

// inhabitants is the municipal population in force on a day, null before the first.
func inhabitants(body, day string) string {
	return body + ".inhabitants[width_bucket(" + day + ", " + body + ".inhabitants_from)]"
}

// inForceOn keeps the figure in force on a day; the end of the last one is infinity.
func inForceOn(alias, day string) string {
	return alias + ".in_force_to > " + day + " and " + alias + ".in_force_from <= " + day
}

// byInhabitants is the population to sort by: bodies without one come last, whichever the direction.
func byInhabitants(day string, d model.Direction) string {
	last := "2147483647"
	if d == model.DirectionDesc {
		last = "-1"
	}
	return "coalesce(" + inhabitants("c", day) + ", " + last + ")"
}

func communeOrder(by []SortBy, day, code string) order {
	o := order{name: "commune"}
	for _, k := range by {
		switch model.CommuneOrderField(k.Field) {
		case model.CommuneOrderFieldCode:
			o.by(code, `text collate "C"`, "code", k.Direction)
		case model.CommuneOrderFieldName:
			o.by(`c.name collate "fr-x-icu"`, `text collate "fr-x-icu"`, "name", k.Direction)
		case model.CommuneOrderFieldPopulation:
			o.by(byInhabitants(day, k.Direction), "int", "population", k.Direction)
		}
	}
	o.by(code, `text collate "C"`, "code", model.DirectionAsc)
	return o
}

type communeFilter struct {
	*text
	epci     bool // the conditions need its join
	narrowed bool // the list lies in one territory
}

func (f *communeFilter) where(w *model.CommuneFilter) condition {
	sql := f.sql(w)
	return condition{sql, f.values(nil, nil, nil)}
}

func (f *communeFilter) sql(w *model.CommuneFilter) string {
	if w == nil {
		return ""
	}
	var all conditions
	f.narrowed = f.narrowed || w.Department != nil || w.Region != nil || w.EPCI != nil
	all.add(f.code("c.code", w.Code))
	all.add(f.code("c.siren", w.SIREN))
	all.add(f.name("c.search", w.Name, f.narrowed))
	all.add(f.number(inhabitants("c", "$0"), w.Population))
	all.add(f.territory("c.department_id", "DEPARTMENT", w.Department))
	all.add(f.territory("c.region_id", "REGION", w.Region))
	all.add(f.code("g.code", w.EPCI))
	f.epci = f.epci || w.EPCI != nil
	return combine(all, w.And, w.Or, w.Not, f.sql)
}

// territory compares a territory by its code: the key is looked up once, not for each row.
func (t *text) territory(key, kind string, f *model.CodeFilter) string {
	if f == nil {
		return ""
	}
	var all conditions
	switch found := t.code("z.code", &model.CodeFilter{Eq: f.Eq, In: f.In}); {
	case found != "" && f.Eq != nil: // of one, an index may give the list in its order
		all.add(key + " = (select z.id from collectivities z where z.kind = '" + kind + "' and " + found + " limit 1)")
	case found != "":
		all.add(key + " = any(array(select z.id from collectivities z where z.kind = '" + kind + "' and " + found + "))")
	}
	all.add(null(key, f.IsNull))
	return all.join(" and ")
}
