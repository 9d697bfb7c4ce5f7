package db

import (
	"context"

	"maillage/model"
)

// ReferentsOf are the mandates as referent in each body on a day, oldest first.
func (s *Store) ReferentsOf(ctx context.Context, ids []model.CollectivityID, on model.Date, want Fields) ([][]*model.Mandate, error) {
	return lists(ctx, s, "referents", ids, Edge{Arguments: Arguments{On: on}, Fields: want}, referents, appended)
}

// CorrespondentsOf are the mandates as correspondent in each body on a day, oldest first.
func (s *Store) CorrespondentsOf(ctx context.Context, ids []model.CollectivityID, on model.Date, want Fields) ([][]*model.Mandate, error) {
	return lists(ctx, s, "correspondents", ids, Edge{Arguments: Arguments{On: on}, Fields: want}, mandatesAs(model.MandateRoleCorrespondent), appended)
}

func referents(t *text, e Edge) (reader[*model.Mandate], string) {
	return mandatesAs(model.MandateRoleReferent)(t, e)
}

func mandatesAs(role model.MandateRole) reads[*model.Mandate] {
	return func(t *text, e Edge) (reader[*model.Mandate], string) {
		r := mandates(t, e.Fields)
		return r, "from mandates d" + r.joins + " where d.collectivity_id = p.id and d.role = '" + string(role) + "' and " + in("d.since", "d.until", t.day(e)) + " order by d.since, d.id"
	}
}

func mandates(t *text, want Fields) reader[*model.Mandate] {
	return rowWith(t, "d", "d.id, d.person_id, d.collectivity_id, d.role, coalesce(d.service_id, 0), "+days("d.since")+", "+days("d.until")+", d.demo", want, func(m *model.Mandate) []any {
		return []any{&m.ID, &m.PersonID, &m.CollectivityID, &m.Role, &m.ServiceID, &m.Since, &m.Until, &m.Demo}
	})
}

// Mandates are the mandates of these keys, each at its place.
func (s *Store) Mandates(ctx context.Context, ids []model.MandateID, want Fields) ([]*model.Mandate, error) {
	return byKeys(ctx, s, "mandates", ids, want, func(t *text, e Edge, keys string) (reader[*model.Mandate], string) {
		r := mandates(t, e.Fields)
		return r, "from mandates d" + r.joins + " where d.id = any(" + keys + ")"
	}, func(m *model.Mandate) model.MandateID { return m.ID })
}

// Referent is a person who is or was a référent; nil where nobody of this key is.
func (s *Store) Referent(ctx context.Context, id model.PersonID) (*model.Person, error) {
	return one(ctx, s, question{}, "", None, func(t *text, _ Edge) (reader[*model.Person], string) {
		return persons(), "from persons n where n.id = " + t.given(0) + " and exists (select from mandates d where d.person_id = n.id and d.role = 'REFERENT')"
	}, int64(id))
}

func persons() reader[*model.Person] {
	return row("n.id, n.full_name, n.demo", func(p *model.Person) []any { return []any{&p.ID, &p.FullName, &p.Demo} })
}

// Persons are the persons of these keys, each at its place.
func (s *Store) Persons(ctx context.Context, ids []model.PersonID) ([]*model.Person, error) {
	return byKeys(ctx, s, "", ids, None, func(_ *text, _ Edge, keys string) (reader[*model.Person], string) {
		return persons(), "from persons n where n.id = any(" + keys + ")"
	}, func(p *model.Person) model.PersonID { return p.ID })
}

// personAhead reads the person of a mandate, which may itself be missing.
func personAhead(t *text, from, to string, _ Edge) end {
	var p model.Person
	one := same[*model.Person](t)
	return end{joins: " left join persons " + to + " on " + to + ".id = " + from + ".person_id",
		columns: "coalesce(" + to + ".id, 0), coalesce(" + to + ".full_name, ''), coalesce(" + to + ".demo, false)", dest: []any{&p.ID, &p.FullName, &p.Demo},
		take: func(int64) any {
			return one(int64(p.ID), func() *model.Person {
				row := p
				return &row
			})
		}}
}
