package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// What is kept piece by piece is what would be made anew.
func TestCoverIsNeverStale(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	kept := func() []string {
		return column[string](t, s, "select k::text from coverage_changes k where communes <> 0 or inhabitants <> 0 order by 1")
	}
	before := kept()
	members := column[model.CollectivityID](t, s, "select member_id from memberships m join collectivities g on g.id = m.group_id where g.code = '245600465'")
	bundle := column[model.OfferID](t, s, "select id from offers where code = 'BOUQUET'")
	err := s.InTx(ctx, func(tx *db.Store) error {
		if err := tx.Uncover(ctx, members, bundle); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `with s as (insert into subscriptions (subscriber_id, offer_id, scope, starts_on, ends_on)
				select g.id, o.id, 'OWN_AND_MEMBERS', '2023-03-01', '2025-03-01' from collectivities g, offers o where g.code = '245600465' and o.code = 'BOUQUET' returning id)
			insert into exclusions (subscription_id, collectivity_id, reason, starts_on, ends_on) select id, ?, 'DECLINED', '2024-01-01', '2024-06-01' from s`, members[0])
		if err != nil {
			return err
		}
		return tx.Cover(ctx, members, bundle)
	})
	if err != nil {
		t.Fatal(err)
	}
	pieces := kept()
	if slices.Equal(pieces, before) {
		t.Fatal("the subscription changed no coverage")
	}
	if err := s.InTx(ctx, func(tx *db.Store) error { return tx.CoverAll(ctx) }); err != nil {
		t.Fatal(err)
	}
	if anew := kept(); !slices.Equal(pieces, anew) {
		t.Errorf("kept %d changes, made anew %d: they differ", len(pieces), len(anew))
	}
}
