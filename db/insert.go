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
	return every(ctx, s, question{}, "c", All, func(t *text, e Edge) (reader[*model.Commune], string) {
		return communes(t, e.Fields), "from collectivities c where c.kind = 'COMMUNE' and c.region_id = " + t.given(0) + " and c.valid_to is null order by c.code"
	}, int64(region))
}

// EPCIOfRegion are the EPCI, past ones too, that ever had a member in a region, by code, with the communes of the region
// that were their members last.
func (s *Store) EPCIOfRegion(ctx context.Context, region model.CollectivityID) ([]*model.EPCI, [][]*model.Commune, error) {
	list, err := every(ctx, s, question{}, "c", All, func(t *text, e Edge) (reader[*model.EPCI], string) {
		return epcis(t, e.Fields), `from (select distinct m.group_id from memberships m join collectivities k on k.id = m.member_id where k.region_id = ` +
			t.given(0) + `) g join collectivities c on c.id = g.group_id order by c.code`
	}, int64(region))
	if err != nil {
		return nil, nil, err
	}
	ids := make([]model.CollectivityID, len(list))
	for i, e := range list {
		ids[i] = e.ID
	}
	members, err := lists(ctx, s, "", ids, Edge{Fields: All}, func(t *text, e Edge) (reader[*model.Commune], string) {
		return communes(t, e.Fields), `from memberships m join collectivities c on c.id = m.member_id join collectivities g on g.id = m.group_id
			where m.group_id = p.id and c.region_id = ` + t.arg(int64(region)) + ` and m.ends_on is not distinct from g.valid_to order by c.code`
	}, appended)
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
