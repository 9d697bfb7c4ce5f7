package db

import (
	"context"

	"maillage/model"
)

// MoneyChanges tells apart the states of all that contributions are computed from.
func (s *Store) MoneyChanges(ctx context.Context) (n int, err error) {
	err = s.query(ctx, "select count(*) from money_changes", nil, []any{&n}, func() error { return nil })
	return n, err
}

// UsageTotals is how often these bodies used each service in a year, by the principal indicator.
func (s *Store) UsageTotals(ctx context.Context, ids []model.CollectivityID, year int) (map[model.CollectivityID]map[model.OfferID]int, error) {
	found := map[model.CollectivityID]map[model.OfferID]int{}
	var id model.CollectivityID
	var service model.OfferID
	var n int
	err := s.query(ctx, "select y.collectivity_id, y.service_id, y.total from unnest($1::bigint[]) p(id) join usage_years y on y.collectivity_id = p.id and y.year = $2", []any{keys(distinct(ids)), year},
		[]any{&id, &service, &n}, func() error {
			if found[id] == nil {
				found[id] = map[model.OfferID]int{}
			}
			found[id][service] = n
			return nil
		})
	return found, err
}

// UsageSums is how often these bodies used services in a year, all by their principal indicators; none for who used nothing.
func (s *Store) UsageSums(ctx context.Context, ids []model.CollectivityID, year int) (map[model.CollectivityID]int, error) {
	return usageBy[model.CollectivityID](ctx, s, "collectivity_id", ids, year)
}

// ServiceUnits are how often these bodies together used each service in a year, by the principal indicator.
func (s *Store) ServiceUnits(ctx context.Context, ids []model.CollectivityID, year int) (map[model.OfferID]int, error) {
	return usageBy[model.OfferID](ctx, s, "service_id", ids, year)
}

func usageBy[K ~int64](ctx context.Context, s *Store, column string, ids []model.CollectivityID, year int) (map[K]int, error) {
	found := map[K]int{}
	var key int64
	var n int
	err := s.query(ctx, "select y."+column+", sum(y.total)::bigint from unnest($1::bigint[]) p(id) join usage_years y on y.collectivity_id = p.id and y.year = $2 group by 1", []any{keys(ids), year},
		[]any{&key, &n}, func() error {
			found[K(key)] = n
			return nil
		})
	return found, err
}

// StandsOf is where each of these bodies stands with all services together on a day; who may use nothing stands nowhere.
func (s *Store) StandsOf(ctx context.Context, ids []model.CollectivityID, on model.Date) (map[model.CollectivityID]model.Stand, error) {
	found := map[model.CollectivityID]model.Stand{}
	var id model.CollectivityID
	var stand int
	err := s.query(ctx, "select id, min(stands) from ("+stands("select 0 as parent, b.id from unnest($1::bigint[]) b(id)", "$2::date")+") s group by 1", []any{keys(distinct(ids)), on},
		[]any{&id, &stand}, func() error {
			found[id] = model.Stand(stand)
			return nil
		})
	return found, err
}

// SignersAmong are those of these bodies that signed a charter, or an acceptance that is in force, by a day.
func (s *Store) SignersAmong(ctx context.Context, ids []model.CollectivityID, on model.Date) (map[model.CollectivityID]bool, error) {
	found := map[model.CollectivityID]bool{}
	var id model.CollectivityID
	err := s.query(ctx, `select collectivity_id from charters where collectivity_id = any($1) and signed_on < $2::date
		union select collectivity_id from acceptances where collectivity_id = any($1) and signed_on < $2::date and (ends_on is null or ends_on >= $2::date)`, []any{keys(distinct(ids)), on}, []any{&id}, func() error {
		found[id] = true
		return nil
	})
	return found, err
}

// CommunesIn are the communes of a territory on a day, by key; NOT_FOUND where none lies in it.
func (s *Store) CommunesIn(ctx context.Context, over Territory, on model.Date) (ids []model.CollectivityID, err error) {
	t, e := newText(Edge{Arguments: Arguments{On: on, Territory: over}})
	statement := "select id from (" + communesWithin(t, e) + ") c order by 1"
	var id model.CollectivityID
	err = s.query(ctx, statement, t.values(nil, nil, []Arguments{e.Arguments}), []any{&id}, func() error {
		ids = append(ids, id)
		return nil
	})
	if err == nil && len(ids) == 0 {
		err = s.lies(ctx, over, on)
	}
	return ids, err
}
