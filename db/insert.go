package db

import (
	"context"

	"maillage/model"
)

// Insert enters one row or a slice of rows of one table, and gives them their keys.
func (s *Store) Insert(ctx context.Context, rows any) error {
	_, err := s.NewInsert().Model(rows).Exec(ctx)
	return explain(err)
}

// Change writes one row anew, found by its key.
func (s *Store) Change(ctx context.Context, row any) error {
	_, err := s.NewUpdate().Model(row).WherePK().Exec(ctx)
	return explain(err)
}

// Remove deletes one row, found by its key.
func (s *Store) Remove(ctx context.Context, row any) error {
	_, err := s.NewDelete().Model(row).WherePK().Exec(ctx)
	return explain(err)
}

// HasDemo tells whether the demonstration is in the graph.
func (s *Store) HasDemo(ctx context.Context) (there bool, err error) {
	err = s.query(ctx, "select exists (select from offers where demo)", nil, []any{&there}, func() error { return nil })
	return there, err
}

// OfferIDs are the keys of all offers by their codes.
func (s *Store) OfferIDs(ctx context.Context) (map[string]model.OfferID, error) {
	ids := map[string]model.OfferID{}
	var id model.OfferID
	var code string
	err := s.query(ctx, "select id, code from offers", nil, []any{&id, &code}, func() error {
		ids[code] = id
		return nil
	})
	return ids, err
}

// CommunesOfRegion are the present communes of a region, by code.
func (s *Store) CommunesOfRegion(ctx context.Context, region model.CollectivityID) ([]*model.Commune, error) {
	return first(groups(ctx, s, []model.CollectivityID{region}, communes(nil, All),
		"select c.region_id, %s from collectivities c where c.kind = 'COMMUNE' and c.region_id = any($1) and c.valid_to is null order by c.code"))
}

// EPCIOfRegion are the EPCI, past ones too, that ever had a member in a region, by code, with the communes of the region
// that were their members last.
func (s *Store) EPCIOfRegion(ctx context.Context, region model.CollectivityID) ([]*model.EPCI, [][]*model.Commune, error) {
	list, err := first(groups(ctx, s, []model.CollectivityID{region}, epcis(nil, All), `select g.region_id, %s from
		(select distinct k.region_id, m.group_id from memberships m join collectivities k on k.id = m.member_id where k.region_id = any($1)) g
		join collectivities c on c.id = g.group_id order by c.code`))
	if err != nil {
		return nil, nil, err
	}
	ids := make([]model.CollectivityID, len(list))
	for i, e := range list {
		ids[i] = e.ID
	}
	members, err := groups(ctx, s, ids, communes(nil, All), `select m.group_id, %s from memberships m join collectivities c on c.id = m.member_id
		join collectivities g on g.id = m.group_id where m.group_id = any($1) and c.region_id = $2
		and m.ends_on is not distinct from g.valid_to order by c.code`, int64(region))
	return list, members, err
}

// CommunesAround are the communes of a region, past ones too, and those that ever shared an EPCI with one of them.
func (s *Store) CommunesAround(ctx context.Context, region model.CollectivityID) (ids []model.CollectivityID, err error) {
	var id model.CollectivityID
	err = s.query(ctx, `with k as (select id from collectivities where kind = 'COMMUNE' and region_id = $1)
		select id from k union select member_id from memberships where group_id in (select group_id from memberships where member_id in (select id from k))`,
		[]any{int64(region)}, []any{&id}, func() error {
			ids = append(ids, id)
			return nil
		})
	return ids, err
}
