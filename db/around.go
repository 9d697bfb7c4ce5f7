package db

import (
	"context"

	"maillage/model"
)

// EPCIAround is the EPCI that each body is, or lies in on a day, 0 where there is none: a public body lies where its parent does.
func (s *Store) EPCIAround(ctx context.Context, ids []model.CollectivityID, on model.Date) ([]model.CollectivityID, error) {
	found := map[model.CollectivityID]model.CollectivityID{}
	var id, epci model.CollectivityID
	err := s.query(ctx, `select c.id, case when k.kind = 'EPCI' then k.id else coalesce((select m.group_id from memberships m where m.member_id = k.id and `+in("m.starts_on", "m.ends_on", "$2::date")+`), 0) end
		from collectivities c join collectivities k on k.id = coalesce(case when c.kind = 'PUBLIC_BODY' then c.parent_id end, c.id) where c.id = any($1)`,
		[]any{keys(distinct(ids)), on}, []any{&id, &epci}, func() error {
			found[id] = epci
			return nil
		})
	return ordered(ids, found), err
}
