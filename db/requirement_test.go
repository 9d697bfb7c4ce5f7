package db_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"maillage/db/dbtest"
	"maillage/model"
)

// A prerequisite is held through the offer itself, another subscription, or the EPCI's; on every day on which it is needed.
func TestUnmetOf(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	offers := must(s.OfferIDs(ctx))(t)
	palais, belleIle := commune(t, s, "56152").ID, epci(t, s, "245600465").ID
	until := func(d string) *model.Date { return new(day(t, d)) }
	if _, err := s.ExecContext(ctx, "update subscriptions set ends_on = '2028-01-01' where subscriber_id = ? and offer_id = ?", palais, offers["ACTES"]); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		who   model.CollectivityID
		offer string
		scope model.SubscriptionScope
		from  string
		to    *model.Date
		want  []string
	}{
		"none":                  {palais, "MARCHES", model.SubscriptionScopeOwn, "2026-01-01", nil, nil},
		"in the bundle":         {palais, "BOUQUET", model.SubscriptionScopeOwn, "2026-01-01", nil, nil},
		"held long enough":      {palais, "SAE", model.SubscriptionScopeOwn, "2026-01-01", until("2028-01-01"), nil},
		"held too short":        {palais, "SAE", model.SubscriptionScopeOwn, "2026-01-01", nil, []string{"SAE ACTES false 2028-01-01"}},
		"held before":           {palais, "SAE", model.SubscriptionScopeOwn, "2028-01-01", nil, []string{"SAE ACTES false never"}},
		"through the EPCI":      {commune(t, s, "22113").ID, "SAE", model.SubscriptionScopeOwn, "2026-01-01", nil, nil},
		"before the EPCI":       {commune(t, s, "29003").ID, "OPENDATA", model.SubscriptionScopeOwn, "2026-01-01", nil, []string{"OPENDATA ACTES false never"}},
		"neither it nor theirs": {belleIle, "SAE", model.SubscriptionScopeOwnAndMembers, "2026-01-01", nil, []string{"SAE ACTES false never", "SAE ACTES true never"}},
		"nor theirs":            {belleIle, "SAE", model.SubscriptionScopeMembers, "2026-01-01", nil, []string{"SAE ACTES true never"}},
	} {
		t.Run(name, func(t *testing.T) {
			var have []string
			for _, u := range must(s.UnmetOf(ctx, &model.Subscription{SubscriberID: c.who, OfferID: offers[c.offer], Scope: c.scope, StartsOn: day(t, c.from), EndsOn: c.to}))(t) {
				end := "never"
				if u.Until != nil {
					end = u.Until.String()
				}
				have = append(have, fmt.Sprint(u.Service, " ", u.Required, " ", u.Members, " ", end))
			}
			if !slices.Equal(have, c.want) {
				t.Errorf("have %q, want %q", have, c.want)
			}
		})
	}
}
