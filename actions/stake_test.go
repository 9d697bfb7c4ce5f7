package actions_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/demo"
	"maillage/model"
)

// TestPlantedStandings finds the communes that the demonstration planted, and no others of their kind in that EPCI.
func TestPlantedStandings(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	members, err := s.CommunesIn(ctx, db.Territory{Kind: model.CollectivityKindEPCI, Code: demo.Planted}, model.Today(dbtest.Now()))
	if err != nil {
		t.Fatal(err)
	}
	stakes, err := on(s).Stakes(ctx, members, 2026)
	if err != nil || len(stakes) != 57 {
		t.Fatal(len(stakes), err)
	}
	services, err := on(s).ServiceStakes(ctx, stakes)
	if err != nil {
		t.Fatal(err)
	}
	found := map[model.Standing][]string{}
	for i, k := range stakes {
		if k.Standing != nil {
			found[*k.Standing] = append(found[*k.Standing], k.Code)
		}
		var sum model.Euro
		for _, row := range services[i] {
			sum += row.Imputed
		}
		if sum != k.Imputed || k.Imputed == 0 {
			t.Errorf("%s: its services make %s, it is imputed %s", k.Code, sum, k.Imputed)
		}
		if a := k.Avoided(); a == nil || *a != *k.Standalone-k.Paid {
			t.Errorf("%s avoids %v of %v, having paid %s", k.Code, a, k.Standalone, k.Paid)
		}
	}
	for standing, want := range map[model.Standing][]string{model.StandingDormant: demo.Dormant, model.StandingNeverUsed: demo.NeverUsed, model.StandingFreeRiding: demo.FreeRiders} {
		slices.Sort(found[standing])
		if !slices.Equal(found[standing], want) {
			t.Errorf("%s are %v, planted were %v", standing, found[standing], want)
		}
	}
}

// TestStakeFollows sees a commune that begins to pay, and its EPCI that asks for a part, at once: what is kept is never stale.
func TestStakeFollows(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	a := on(s)
	who := commune(t, s, demo.FreeRiders[0], nil)
	stake := func() *model.Stake {
		t.Helper()
		list, err := a.Stakes(ctx, []model.CollectivityID{who.ID}, 2026)
		if err != nil {
			t.Fatal(err)
		}
		return list[0]
	}
	if k := stake(); *k.Standing != model.StandingFreeRiding || k.Paid+k.Rebilled != 0 || k.Basis != model.StakeBasisProjected {
		t.Fatalf("before: %+v", k)
	}
	tenth, err := model.ParseDecimal("10")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.SetRebilling(ctx, model.SetRebillingInput{EPCI: demo.Planted, FromYear: 2026, Key: model.RebillingKeyImputed, Percent: tenth}, "test"); err != nil {
		t.Fatal(err)
	}
	if k := stake(); *k.Standing != model.StandingEngaged || k.Rebilled == 0 {
		t.Errorf("its EPCI asks for a tenth: %+v", k)
	}
	service := "DPO"
	if _, err := a.Subscribe(ctx, model.SubscribeInput{Subscriber: who.Code, Offer: &model.OfferInput{Service: &service}, Scope: model.SubscriptionScopeOwn, StartsOn: day(t, "2026-01-01")}, "test"); err != nil {
		t.Fatal(err)
	}
	k := stake()
	if k.Paid == 0 {
		t.Errorf("it pays alone for a service: %+v", k)
	}
	if _, err := a.OpenCampaign(ctx, model.OpenCampaignInput{Year: 2026}, "test"); err != nil {
		t.Fatal(err)
	}
	if called := stake(); called.Basis != model.StakeBasisCalled || called.Imputed != k.Imputed || called.Paid != k.Paid {
		t.Errorf("the call gives %+v, the projection before it %+v", called, k)
	}
}

// What the list of a past year says is what its indicators say: both are of its last day.
func TestStandingsOfAPastYear(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	for _, year := range []int{2024, 2025} {
		e, err := on(s).Evaluation(ctx, model.CollectivityKindRegion, "53", year)
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Standings()
		if err != nil {
			t.Fatal(err)
		}
		indicators, err := on(s).PolicyIndicators(ctx, e)
		if err != nil {
			t.Fatal(err)
		}
		active, compared := 0, 0
		for _, k := range r.Stakes {
			switch *k.Standing {
			case model.StandingEngaged, model.StandingEngagedAtNoCost, model.StandingFreeRiding:
				active++
			}
		}
		for _, i := range indicators {
			want := map[string]int{"ACTIVE": active, "DORMANT": r.Dormant}
			n, counted := want[i.Code]
			if !counted {
				continue
			}
			if compared++; i.Value == nil || i.Value.String() != strconv.Itoa(n) {
				t.Errorf("%d: %s is %v, the list holds %d", year, i.Code, i.Value, n)
			}
		}
		if active < 500 || compared != 2 {
			t.Errorf("%d: only %d are active, and %d indicators were compared", year, active, compared)
		}
	}
}
