package db_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// turningPoints are days on either side of what happens in the demonstration.
var turningPoints = []string{"2021-06-01", "2022-06-01", "2024-06-30", "2024-07-01", "2026-06-01", "2027-01-01"}

// both are the demonstration, and the tangle made of it.
func both(t *testing.T, check func(t *testing.T, s *db.Store)) {
	t.Run("demonstration", func(t *testing.T) {
		t.Parallel()
		check(t, dbtest.Shared(t))
	})
	t.Run("tangle", func(t *testing.T) {
		t.Parallel()
		s := dbtest.Full(t)
		tangle(t, s)
		check(t, s)
	})
}

// bodiesOfBrittany are all who may hold a right in the tests, ended ones too.
func bodiesOfBrittany(t testing.TB, s *db.Store) []model.CollectivityID {
	t.Helper()
	return column[model.CollectivityID](t, s, `with r as (select id from collectivities where kind = 'REGION' and code = '53'), k as (select c.id from collectivities c, r where c.region_id = r.id),
		g as (select group_id from memberships where member_id in (select id from k))
		select id from r union select id from k union select group_id from g union select member_id from memberships where group_id in (select group_id from g)
		union select id from collectivities where kind = 'PUBLIC_BODY' order by 1`)
}

// Who may use what, through whom and who pays, on several days, for every body of Brittany and the neighbours in its EPCI.
func TestEntitlementsOf(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *db.Store) {
		ctx, w, ids := context.Background(), readWorld(t, s), bodiesOfBrittany(t, s)
		for _, on := range turningPoints {
			want := w.rights(day(t, on))
			var have []right
			lists := must(s.EntitlementsOf(ctx, ids, day(t, on), db.All))(t)
			for i, list := range lists {
				for _, e := range list {
					have = append(have, right{int64(ids[i]), int64(e.ServiceID), int64(e.SubscriptionID), int64(e.PayerID), string(e.Scope), e.Since})
				}
			}
			slices.SortFunc(have, right.compare)
			if len(want) < 500 && on != "2021-06-01" || len(want) < 100 {
				t.Fatalf("only %d rights are expected on %s", len(want), on)
			}
			if !slices.Equal(have, want) {
				t.Errorf("on %s: have %d rights, want %d", on, len(have), len(want))
				for i := range min(len(have), len(want)) {
					if have[i] != want[i] {
						t.Errorf("have %+v, want %+v", have[i], want[i])
						break
					}
				}
			}
			// Alone or together with others, a body has the same rights in the same order.
			for i := 0; i < len(ids); i += 101 {
				alone := must(s.EntitlementsOf(ctx, ids[i:i+1], day(t, on), db.All))(t)[0]
				if tell(alone) != tell(lists[i]) {
					t.Errorf("body %d on %s: alone %s, together %s", ids[i], on, tell(alone), tell(lists[i]))
				}
			}
		}
	})
}

func tell(list []*model.Entitlement) (s string) {
	for _, e := range list {
		s += fmt.Sprint(e.SubscriptionID, ":", e.ServiceID, " ")
	}
	return s
}

// Nobody has a right before the first subscription, and none asks for nothing.
func TestNoEntitlements(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	rennes := commune(t, s, "35238").ID
	for name, c := range map[string]struct {
		ids []model.CollectivityID
		on  model.Date
	}{
		"before all":    {[]model.CollectivityID{rennes}, day(t, "2019-12-31")},
		"of nobody":     {[]model.CollectivityID{1 << 50}, noon},
		"outside of it": {[]model.CollectivityID{commune(t, s, "75056").ID}, noon},
	} {
		if lists := must(s.EntitlementsOf(ctx, c.ids, c.on, db.All))(t); len(lists) != 1 || len(lists[0]) != 0 {
			t.Errorf("%s: have %v", name, lists)
		}
	}
	if lists := must(s.EntitlementsOf(ctx, nil, noon, db.All))(t); len(lists) != 0 {
		t.Errorf("of no body: have %v", lists)
	}
}
