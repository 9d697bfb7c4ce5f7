package db

import (
	"context"

	"maillage/model"
)

// ReferentsOf are the mandates as referent in each body on a day, oldest first.
func (s *Store) ReferentsOf(ctx context.Context, ids []model.CollectivityID, on model.Date, want Fields) ([][]*model.Mandate, error) {
	return lists(ctx, s, "referents", ids, Edge{Arguments: Arguments{On: on}, Fields: want}, referents, appended)
}

func referents(t *text, e Edge) (reader[*model.Mandate], string) {
	r := mandates(t, e.Fields)
	return r, "from mandates d" + r.joins + " where d.collectivity_id = p.id and d.role = 'REFERENT' and " + in("d.since", "d.until", t.day(e)) + " order by d.since, d.id"
}

func mandates(t *text, want Fields) reader[*model.Mandate] {
	return rowWith(t, "d", "d.id, d.person_id, d.collectivity_id, d.role, "+days("d.since")+", "+days("d.until")+", d.demo", want, func(m *model.Mandate) []any {
		return []any{&m.ID, &m.PersonID, &m.CollectivityID, &m.Role, &m.Since, &m.Until, &m.Demo}
	})
}

// Mandates are the mandates of these keys, each at its place.
func (s *Store) Mandates(ctx context.Context, ids []model.MandateID, want Fields) ([]*model.Mandate, error) {
	return byKeys(ctx, s, "mandates", ids, want, func(t *text, e Edge, keys string) (reader[*model.Mandate], string) {
		r := mandates(t, e.Fields)
		return r, "from mandates d" + r.joins + " where d.id = any(" + keys + ")"
	}, func(m *model.Mandate) model.MandateID { return m.ID })
}

// Persons are the persons of these keys, each at its place.
func (s *Store) Persons(ctx context.Context, ids []model.PersonID) ([]*model.Person, error) {
	return byKeys(ctx, s, "", ids, None, func(_ *text, _ Edge, keys string) (reader[*model.Person], string) {
		return row("id, full_name, demo", func(p *model.Person) []any { return []any{&p.ID, &p.FullName, &p.Demo} }), "from persons where id = any(" + keys + ")"
	}, func(p *model.Person) model.PersonID { return p.ID })
}

func personAhead(t *text, from, to string, _ Edge) end {
	var p model.Person
	one := same[*model.Person](t)
	return end{joins: " join persons " + to + " on " + to + ".id = " + from + ".person_id",
		columns: to + ".id, " + to + ".full_name, " + to + ".demo", dest: []any{&p.ID, &p.FullName, &p.Demo},
		take: func(int64) any {
			return one(int64(p.ID), func() *model.Person {
				row := p
				return &row
			})
		}}
}
