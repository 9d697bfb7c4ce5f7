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
	histories, err := groups(ctx, s, ids, row(days("valid_from")+", "+days("valid_to")+", code, siren, name", func(t *model.State) []any {
		return []any{&t.ValidFrom, &t.ValidTo, &t.Code, &t.SIREN, &t.Name}
	}), "select collectivity_id, %s from states where collectivity_id = any($1) order by valid_from")
	for i, states := range histories {
		var shown []*model.State
		for _, next := range states {
			if last := len(shown) - 1; last >= 0 && sameState(shown[last], next) {
				shown[last].ValidTo = next.ValidTo
			} else {
				shown = append(shown, next)
			}
		}
		histories[i] = shown
	}
	return histories, err
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
func (s *Store) MembershipsOf(ctx context.Context, ids []model.CollectivityID) ([][]*model.Membership, error) {
	return groups(ctx, s, ids, row(days("starts_on")+", "+days("ends_on")+", group_id", func(m *model.Membership) []any {
		return []any{&m.StartsOn, &m.EndsOn, &m.EPCIID}
	}), "select member_id, %s from memberships where member_id = any($1) order by starts_on")
}

// SuccessorsOf is what came out of each body, in time order.
func (s *Store) SuccessorsOf(ctx context.Context, ids []model.CollectivityID) ([][]*model.Succession, error) {
	return s.successions(ctx, ids, "from_id")
}

// PredecessorsOf is what each body came out of, in time order.
func (s *Store) PredecessorsOf(ctx context.Context, ids []model.CollectivityID) ([][]*model.Succession, error) {
	return s.successions(ctx, ids, "to_id")
}

func (s *Store) successions(ctx context.Context, ids []model.CollectivityID, end string) ([][]*model.Succession, error) {
	return groups(ctx, s, ids, row(days("on_date")+", kind, from_id, from_code, to_id, to_code", func(c *model.Succession) []any {
		return []any{&c.On, &c.Kind, &c.FromID, &c.FromCode, &c.ToID, &c.ToCode}
	}), "select "+end+", %s from successions where "+end+" = any($1) order by on_date, from_id, to_id")
}
