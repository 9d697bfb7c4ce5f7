package db_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/demo"
	"maillage/model"
)

// standing is where a commune stands over all its services, told from its journeys; nothing where it may use none.
func standing(journeys []*model.Journey, on model.Date) string {
	best := ""
	for _, j := range journeys {
		if s := stands(j, on); best == "" || s < best {
			best = s
		}
	}
	return best
}

// stands is where a journey has come to: in the order in which one is taken for all.
func stands(j *model.Journey, on model.Date) string {
	entitled := j.Steps[slices.IndexFunc(j.Steps, func(s *model.JourneyStep) bool { return s.Stage == model.JourneyStageEntitled })].Since
	switch {
	case slices.Contains([]model.JourneyStage{model.JourneyStageFirstUse, model.JourneyStageRegular, model.JourneyStageAutonomous, model.JourneyStageHelpsOthers}, j.Stage):
		return "1 active"
	case j.Stage == model.JourneyStageDormant:
		return "2 dormant"
	case entitled <= model.DateOf(on.Time().AddDate(0, -3, 0)):
		return "3 never used"
	}
	return "4 new"
}

// What adoption counts is what the journeys tell, commune by commune: for every EPCI of Brittany, and for the region as a whole.
func TestAdoptionIsWhatJourneysTell(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	for _, day := range []model.Date{day(t, "2021-06-15"), day(t, "2022-02-15"), day(t, "2024-09-15"), day(t, "2025-01-01"), noon, day(t, "2026-12-15")} {
		list, _, err := s.EPCIOfRegion(ctx, brittany(t, s))
		if err != nil {
			t.Fatal(err)
		}
		var ids []model.CollectivityID
		for _, e := range list {
			ids = append(ids, e.ID)
		}
		adoptions := must(s.AdoptionOf(ctx, ids, day))(t)
		for i, id := range ids {
			members := must(s.MembersOn(ctx, id, day))(t)
			told(t, fmt.Sprint(day, " EPCI ", list[i].Code), adoptions[i], must(s.JourneysOf(ctx, members, day))(t), day)
		}
		communes := column[model.CollectivityID](t, s, "select id from collectivities where kind = 'COMMUNE' and region_id = ? and valid_from <= ? and (valid_to is null or valid_to > ?)", brittany(t, s), day, day)
		whole := must(s.AdoptionIn(ctx, db.Territory{Kind: model.CollectivityKindRegion, Code: demo.Region}, day))(t)
		told(t, fmt.Sprint(day, " region"), whole, must(s.JourneysOf(ctx, communes, day))(t), day)
	}
}

func told(t *testing.T, what string, a *model.Adoption, journeys [][]*model.Journey, on model.Date) {
	t.Helper()
	all, by := map[string]int{}, map[model.OfferID]map[string]int{}
	for _, list := range journeys {
		if s := standing(list, on); s != "" {
			all[s]++
		}
		for _, j := range list {
			if by[j.ServiceID] == nil {
				by[j.ServiceID] = map[string]int{}
			}
			by[j.ServiceID][stands(j, on)]++
		}
	}
	same := func(what string, u model.Uptake, n map[string]int) {
		want := model.Uptake{Active: n["1 active"], Dormant: n["2 dormant"], NeverUsed: n["3 never used"], NewlyEntitled: n["4 new"]}
		want.Entitled = want.Active + want.Dormant + want.NeverUsed + want.NewlyEntitled
		if u != want {
			t.Errorf("%s: have %+v, the journeys tell %+v", what, u, want)
		}
	}
	same(what, a.Uptake, all)
	if len(a.ByService) != len(by) {
		t.Errorf("%s: %d services, the journeys tell %d", what, len(a.ByService), len(by))
	}
	for _, one := range a.ByService {
		same(fmt.Sprint(what, " service ", one.ServiceID), one.Uptake, by[one.ServiceID])
	}
}

// The EPCI whose communes the demonstration knows one by one: five sleep, three never used anything, and nobody else.
func TestPlantedCommunesAreFound(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	id := epci(t, s, demo.Planted).ID
	a := must(s.AdoptionOf(ctx, []model.CollectivityID{id}, noon))(t)[0]
	if want := (model.Uptake{Entitled: 57, Active: 49, Dormant: 5, NeverUsed: 3}); a.Uptake != want {
		t.Errorf("have %+v", a.Uptake)
	}
	members := must(s.MembersOn(ctx, id, noon))(t)
	bodies := must(s.Collectivities(ctx, members, db.All))(t)
	found := map[string][]string{}
	for i, list := range must(s.JourneysOf(ctx, members, noon))(t) {
		where := standing(list, noon)
		found[where] = append(found[where], bodies[i].Base().Code)
	}
	slices.Sort(found["2 dormant"])
	slices.Sort(found["3 never used"])
	if !slices.Equal(found["2 dormant"], demo.Dormant) || !slices.Equal(found["3 never used"], demo.NeverUsed) || len(found["1 active"]) != 49 {
		t.Errorf("have %v", found)
	}
	if n := column[int](t, s, "select count(*) from subscriptions s join collectivities c on c.id = s.subscriber_id where c.code = any(?)", "{"+strings.Join(demo.FreeRiders, ",")+"}")[0]; n > 0 {
		t.Errorf("%d of those that use far more pay for something themselves", n)
	}
}
