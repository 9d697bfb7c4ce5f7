package db

import (
	"context"

	"maillage/model"
)

// MandatesOf are the mandates of a role in each body on a day, oldest first.
func (s *Store) MandatesOf(ctx context.Context, ids []model.CollectivityID, role model.MandateRole, on model.Date) ([][]*model.Mandate, error) {
	return groups(ctx, s, ids, mandates(), "select collectivity_id, %s from mandates where collectivity_id = any($1) and role = $2 and "+
		in("since", "until", "$3::date")+" order by since, id", string(role), on)
}

func mandates() reader[*model.Mandate] {
	return row("id, person_id, collectivity_id, role, "+days("since")+", "+days("until")+", demo", func(m *model.Mandate) []any {
		return []any{&m.ID, &m.PersonID, &m.CollectivityID, &m.Role, &m.Since, &m.Until, &m.Demo}
	})
}

// Mandates are the mandates of these keys, each at its place.
func (s *Store) Mandates(ctx context.Context, ids []model.MandateID) ([]*model.Mandate, error) {
	found := map[model.MandateID]*model.Mandate{}
	r := mandates()
	err := s.query(ctx, "select "+r.columns+" from mandates where id = any($1)", []any{keys(distinct(ids))}, r.dest, func() error {
		m := r.take()
		found[m.ID] = m
		return nil
	})
	return ordered(ids, found), err
}

// Persons are the persons of these keys, each at its place.
func (s *Store) Persons(ctx context.Context, ids []model.PersonID) ([]*model.Person, error) {
	found := map[model.PersonID]*model.Person{}
	r := row("id, full_name, demo", func(p *model.Person) []any { return []any{&p.ID, &p.FullName, &p.Demo} })
	err := s.query(ctx, "select "+r.columns+" from persons where id = any($1)", []any{keys(distinct(ids))}, r.dest, func() error {
		p := r.take()
		found[p.ID] = p
		return nil
	})
	return ordered(ids, found), err
}
