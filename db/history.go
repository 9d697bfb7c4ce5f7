package db

import (
	"context"

	"maillage/model"
)

// PopulationsOf is the population of a kind in force on a day, for each body; nil where there is none.
func (s *Store) PopulationsOf(ctx context.Context, ids []model.CollectivityID, on model.Date, kind model.PopulationKind) ([]*model.Population, error) {
	var id model.CollectivityID
	var p model.Population
	slab := make([]model.Population, 0, len(ids))
	found := make(map[model.CollectivityID]*model.Population, len(ids))
	err := s.query(ctx, `select collectivity_id, value, census, `+days("in_force_from")+`, version from populations p
		where collectivity_id = any($1) and kind = $2 and `+inForceOn("p", "$3::date")+`
		and exists (select from collectivities c where c.id = p.collectivity_id and (c.valid_to is null or $3::date < c.valid_to))`,
		[]any{keys(distinct(ids)), string(kind), on}, []any{&id, &p.Value, &p.Vintage, &p.InForceFrom, &p.Version}, func() error {
			p.Kind = kind
			slab = append(slab, p)
			p = model.Population{}
			found[id] = &slab[len(slab)-1]
			return nil
		})
	return ordered(ids, found), err
}

// StatesOf is the history of each body, oldest first; states that differ in nothing that shows are one.
func (s *Store) StatesOf(ctx context.Context, ids []model.CollectivityID) ([][]*model.State, error) {
	return lists(ctx, s, "states", ids, Edge{}, statesOf, addState)
}

func statesOf(*text, Edge) (reader[*model.State], string) {
	return row(days("s.valid_from")+", "+days("s.valid_to")+", s.code, s.siren, s.name", func(s *model.State) []any {
		return []any{&s.ValidFrom, &s.ValidTo, &s.Code, &s.SIREN, &s.Name}
	}), "from states s where s.collectivity_id = p.id order by s.valid_from"
}

func addState(list []*model.State, next *model.State) []*model.State {
	if last := len(list) - 1; last >= 0 && sameState(list[last], next) {
		list[last].ValidTo = next.ValidTo
		return list
	}
	return append(list, next)
}

func sameState(a, b *model.State) bool {
	return a.Code == b.Code && a.Name == b.Name && (a.SIREN == nil) == (b.SIREN == nil) && (a.SIREN == nil || *a.SIREN == *b.SIREN)
}

// NaturesOf are nature and financing of each EPCI on a day, empty where it did not exist.
func (s *Store) NaturesOf(ctx context.Context, ids []model.CollectivityID, on model.Date) (natures, financings []string, err error) {
	type nature struct{ nature, financing string }
	var id model.CollectivityID
	var n nature
	found := make(map[model.CollectivityID]nature, len(ids))
	err = s.query(ctx, "select collectivity_id, nature, coalesce(financing, '') from states where collectivity_id = any($1) and "+
		in("valid_from", "valid_to", "$2::date"), []any{keys(distinct(ids)), on}, []any{&id, &n.nature, &n.financing}, func() error {
		found[id] = n
		return nil
	})
	for _, n := range ordered(ids, found) {
		natures, financings = append(natures, n.nature), append(financings, n.financing)
	}
	return natures, financings, err
}

// MembershipsOf are the stays of each commune in EPCI, oldest first.
func (s *Store) MembershipsOf(ctx context.Context, ids []model.CollectivityID, want Fields) ([][]*model.Membership, error) {
	return lists(ctx, s, "memberships", ids, Edge{Fields: want}, membershipsOf, appended)
}

func membershipsOf(t *text, e Edge) (reader[*model.Membership], string) {
	r := rowWith(t, "m", days("m.starts_on")+", "+days("m.ends_on")+", m.group_id", e.Fields, func(m *model.Membership) []any {
		return []any{&m.StartsOn, &m.EndsOn, &m.EPCIID}
	})
	return r, "from memberships m" + r.joins + " where m.member_id = p.id order by m.starts_on"
}

// SuccessorsOf is what came out of each body, in time order.
func (s *Store) SuccessorsOf(ctx context.Context, ids []model.CollectivityID, want Fields) ([][]*model.Succession, error) {
	return lists(ctx, s, "successors", ids, Edge{Fields: want}, successionsAt("from_id"), appended)
}

// PredecessorsOf is what each body came out of, in time order.
func (s *Store) PredecessorsOf(ctx context.Context, ids []model.CollectivityID, want Fields) ([][]*model.Succession, error) {
	return lists(ctx, s, "predecessors", ids, Edge{Fields: want}, successionsAt("to_id"), appended)
}

func successionsAt(end string) reads[*model.Succession] {
	return func(t *text, e Edge) (reader[*model.Succession], string) {
		r := rowWith(t, "n", days("n.on_date")+", n.kind, n.from_id, n.from_code, n.to_id, n.to_code", e.Fields, func(c *model.Succession) []any {
			return []any{&c.On, &c.Kind, &c.FromID, &c.FromCode, &c.ToID, &c.ToCode}
		})
		return r, "from successions n" + r.joins + " where n." + end + " = p.id order by n.on_date, n.from_id, n.to_id"
	}
}
