package db

import (
	"context"

	"maillage/model"
)

func charters(*text, Fields) reader[*model.Charter] {
	return row("h.id, h.collectivity_id, "+days("h.signed_on")+", "+days("h.deadline")+", h.demo", func(c *model.Charter) []any {
		return []any{&c.ID, &c.CollectivityID, &c.SignedOn, &c.Deadline, &c.Demo}
	})
}

// ChartersOf is the charter that each commune signed last on a day, nil where none.
func (s *Store) ChartersOf(ctx context.Context, communes []model.CollectivityID, on model.Date) ([]*model.Charter, error) {
	found, err := lists(ctx, s, "charters", communes, Edge{Arguments: Arguments{On: on}, Fields: None}, func(t *text, e Edge) (reader[*model.Charter], string) {
		return charters(t, e.Fields), "from charters h where h.collectivity_id = p.id and h.signed_on <= " + t.day(e) + " order by h.signed_on desc, h.id desc limit 1"
	}, appended)
	out := make([]*model.Charter, len(found))
	for i, list := range found {
		if len(list) > 0 {
			out[i] = list[0]
		}
	}
	return out, err
}

// Charters are the charters of these keys, each at its place.
func (s *Store) Charters(ctx context.Context, ids []model.CharterID) ([]*model.Charter, error) {
	return byKeys(ctx, s, "charters by key", ids, None, func(t *text, e Edge, keys string) (reader[*model.Charter], string) {
		return charters(t, e.Fields), "from charters h where h.id = any(" + keys + ")"
	}, func(c *model.Charter) model.CharterID { return c.ID })
}

// GoalsOf are the goals of each charter, by the code of the service.
func (s *Store) GoalsOf(ctx context.Context, ids []model.CharterID, want Fields) ([][]*model.CharterGoal, error) {
	return lists(ctx, s, "goals", ids, Edge{Fields: want}, func(t *text, e Edge) (reader[*model.CharterGoal], string) {
		r := rowWith(t, "g", "g.service_id, g.indicator, g.yearly", e.Fields, func(g *model.CharterGoal) []any { return []any{&g.ServiceID, &g.Indicator, &g.Yearly} })
		return r, "from charter_goals g join offers o on o.id = g.service_id" + r.joins + " where g.charter_id = p.id order by o.code"
	}, appended)
}

// OpinionsOf are the latest opinions of each commune on a day, by the code of the service.
func (s *Store) OpinionsOf(ctx context.Context, communes []model.CollectivityID, on model.Date, want Fields) ([][]*model.Opinion, error) {
	return lists(ctx, s, "opinions", communes, Edge{Arguments: Arguments{On: on}, Fields: want}, func(t *text, e Edge) (reader[*model.Opinion], string) {
		r := rowWith(t, "z", "z.collectivity_id, z.service_id, z.score, z.comment, "+days("z.given_on"), e.Fields, func(o *model.Opinion) []any {
			return []any{&o.CollectivityID, &o.ServiceID, &o.Score, &o.Comment, &o.GivenOn}
		})
		return r, "from (select distinct on (z.service_id) z.* from opinions z where z.collectivity_id = p.id and z.given_on <= " + t.day(e) +
			" order by z.service_id, z.given_on desc, z.id desc) z join offers o on o.id = z.service_id" + r.joins + " order by o.code"
	}, appended)
}
