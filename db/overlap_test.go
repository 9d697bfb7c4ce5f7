package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db"
	"maillage/model"
)

// Two subscriptions overlap if there is a day on which somebody may use one service through both. Between two days on which
// something begins or ends nothing changes, so that these days are enough to look at.
func TestOverlapsOf(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *db.Store) {
		w := readWorld(t, s)
		want := map[model.SubscriptionID][]model.SubscriptionID{}
		for _, on := range w.days() {
			type use struct{ body, service int64 }
			through := map[use][]int64{}
			for _, r := range w.rights(on) {
				through[use{r.body, r.service}] = append(through[use{r.body, r.service}], r.subscription)
			}
			for _, several := range through {
				for _, a := range several {
					for _, b := range several {
						if k := model.SubscriptionID(a); a != b && !slices.Contains(want[k], model.SubscriptionID(b)) {
							want[k] = append(want[k], model.SubscriptionID(b))
						}
					}
				}
			}
		}
		if len(want) < 20 {
			t.Fatalf("only %d subscriptions overlap: the test compares too little", len(want))
		}
		ids := column[model.SubscriptionID](t, s, "select id from subscriptions order by id")
		for i, others := range must(s.OverlapsOf(context.Background(), ids, db.All))(t) {
			var have []model.SubscriptionID
			for _, o := range others {
				have = append(have, o.ID)
			}
			if slices.Sort(want[ids[i]]); !slices.Equal(have, want[ids[i]]) {
				t.Errorf("subscription %d overlaps %v, want %v", ids[i], have, want[ids[i]])
			}
		}
	})
}

// Both at once: a commune subscribed alone to what its EPCI gives it too, and the graph says so from both ends.
func TestOverlapSeenFromBothEnds(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *db.Store) {
		ids := column[model.SubscriptionID](t, s, "select id from subscriptions order by id")
		pairs := map[[2]model.SubscriptionID]bool{}
		for i, others := range must(s.OverlapsOf(context.Background(), ids, db.All))(t) {
			for _, o := range others {
				pairs[[2]model.SubscriptionID{ids[i], o.ID}] = true
			}
		}
		for p := range pairs {
			if p[0] == p[1] || !pairs[[2]model.SubscriptionID{p[1], p[0]}] {
				t.Errorf("%d overlaps %d, not the other way round", p[0], p[1])
			}
		}
		if len(pairs) == 0 {
			t.Error("nothing overlaps")
		}
	})
}

func TestSubscriptionsOf(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, s *db.Store) {
		ctx, w := context.Background(), readWorld(t, s)
		subscribers := column[model.CollectivityID](t, s, "select distinct subscriber_id from subscriptions order by 1")
		for _, on := range []*model.Date{nil, new(day(t, "2023-06-01")), new(noon)} {
			for i, page := range must(s.SubscriptionsOf(ctx, subscribers, on, page(100), db.All, db.All))(t) {
				var have, want []int64
				for _, sub := range page.Nodes {
					have = append(have, int64(sub.ID))
				}
				for _, sub := range w.subscriptions {
					if sub.subscriber == int64(subscribers[i]) && (on == nil || sub.To == nil || *on < *sub.To && sub.From < *sub.To) {
						want = append(want, sub.id)
					}
				}
				if slices.Sort(want); !slices.Equal(have, want) {
					t.Errorf("subscriber %d on %v: have %v, want %v", subscribers[i], on, have, want)
				}
			}
		}
		most := column[model.CollectivityID](t, s, "select subscriber_id from subscriptions group by 1 order by count(*) desc, 1 limit 1")
		paged := walk(t, 1, func(p model.Page) (*model.SubscriptionConnection, error) {
			return first(s.SubscriptionsOf(ctx, most, nil, p, db.All, db.All))
		})
		if whole := must(s.SubscriptionsOf(ctx, most, nil, page(100), db.All, db.All))(t)[0].Nodes; len(paged) != len(whole) || len(whole) < 2 {
			t.Errorf("%d one by one, %d at once", len(paged), len(whole))
		}
	})
}
