package db_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// In 2022 an EPCI of the Morbihan split in two: Locminé went one way, Baud the other.
func TestEPCIOfTheTime(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	locmine, baud, island := commune(t, s, "56117").ID, commune(t, s, "56010").ID, commune(t, s, "22016").ID
	for on, want := range map[string][]string{
		"2020-12-31": {"", "", "", ""},
		"2021-01-01": {"200067221", "200067221", "", "200067221"},
		"2021-06-01": {"200067221", "200067221", "", "200067221"},
		"2021-12-31": {"200067221", "200067221", "", "200067221"},
		"2022-01-01": {"200096683", "200096675", "", "200096683"},
		"2022-06-01": {"200096683", "200096675", "", "200096683"},
		"2026-06-01": {"200096683", "200096675", "", "200096683"},
	} {
		var have []string
		for _, e := range must(s.EPCIOf(ctx, []model.CollectivityID{locmine, baud, island, locmine}, day(t, on), db.All))(t) {
			if e == nil {
				have = append(have, "")
			} else {
				have = append(have, e.Code)
			}
		}
		if !slices.Equal(have, want) {
			t.Errorf("on %s: have %q, want %q", on, have, want)
		}
	}
}

func TestMembershipsOf(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	locmine, island := commune(t, s, "56117").ID, commune(t, s, "29155").ID
	stays := must(s.MembershipsOf(ctx, []model.CollectivityID{island, locmine}, db.All))(t)
	if len(stays) != 2 || len(stays[0]) != 0 || len(stays[1]) != 2 {
		t.Fatalf("have %v", stays)
	}
	first, second := stays[1][0], stays[1][1]
	if first.StartsOn != day(t, "2021-01-01") || first.EndsOn == nil || *first.EndsOn != day(t, "2022-01-01") || second.StartsOn != *first.EndsOn || second.EndsOn != nil {
		t.Errorf("have %v and %v", first, second)
	}
	groups := must(s.EPCIByID(ctx, []model.CollectivityID{first.EPCIID, second.EPCIID}, db.All))(t)
	if have := codes(groups); !slices.Equal(have, []string{"200067221", "200096683"}) {
		t.Errorf("have %v", have)
	}
}

func TestStatesOf(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	oree := commune(t, s, "49126")
	lists := must(s.StatesOf(ctx, []model.CollectivityID{oree.ID, commune(t, s, "56117").ID}))(t)
	states := lists[0]
	var known []string
	for i, state := range states {
		known = append(known, state.Code)
		if i > 0 && (states[i-1].ValidTo == nil || *states[i-1].ValidTo != state.ValidFrom) {
			t.Errorf("the state from %s does not follow the one before", state.ValidFrom)
		}
	}
	if !slices.Equal(slices.Compact(known), []string{"49069", "49126"}) || states[len(states)-1].ValidTo != nil || states[0].Name != "Orée d'Anjou" || *states[0].SIREN != "200056158" {
		t.Errorf("have codes %v", known)
	}
	if len(lists[1]) == 0 || lists[1][0].Code != "56117" {
		t.Errorf("Locminé: have %v", lists[1])
	}
}

func TestSuccessionsOnBothEnds(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	old, locmine, baud := epci(t, s, "200067221").ID, epci(t, s, "200096683").ID, epci(t, s, "200096675").ID
	oree := commune(t, s, "49126").ID
	ids := []model.CollectivityID{old, locmine, baud, oree}
	tell := func(lists [][]*model.Succession) (all []string) {
		for i, list := range lists {
			for _, c := range list {
				all = append(all, fmt.Sprint(i, " ", c.On, " ", c.Kind, " ", c.FromCode, " -> ", c.ToCode))
			}
		}
		return all
	}
	if have, want := tell(must(s.SuccessorsOf(ctx, ids, db.All))(t)), []string{
		"0 2022-01-01 SPLIT_FROM 200067221 -> 200096675", "0 2022-01-01 SPLIT_FROM 200067221 -> 200096683", "3 2025-01-01 CODE_MOVED 49069 -> 49126",
	}; !slices.Equal(have, want) {
		t.Errorf("successors: have %q", have)
	}
	if have, want := tell(must(s.PredecessorsOf(ctx, ids, db.All))(t)), []string{
		"1 2022-01-01 SPLIT_FROM 200067221 -> 200096683", "2 2022-01-01 SPLIT_FROM 200067221 -> 200096675", "3 2025-01-01 CODE_MOVED 49069 -> 49126",
	}; !slices.Equal(have, want) {
		t.Errorf("predecessors: have %q", have)
	}
}

// Every commune and EPCI that ended since 2021 has a successor, and that one knows where it came from.
func TestEveryEndHasASuccessor(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	ended := column[model.CollectivityID](t, s, "select id from collectivities where valid_to is not null order by id")
	if len(ended) != 35066-34969+1259-1255 {
		t.Errorf("%d bodies ended", len(ended))
	}
	bodies := must(s.Collectivities(ctx, ended, db.All))(t)
	for i, after := range must(s.SuccessorsOf(ctx, ended, db.All))(t) {
		body := bodies[i].Base()
		followed := slices.ContainsFunc(after, func(c *model.Succession) bool { return c.ToID != body.ID && c.On == *body.ValidTo })
		if !followed {
			t.Errorf("%s %s (%s) ended on %s without a successor", body.Kind, body.Code, body.Name, body.ValidTo)
			continue
		}
		before := must(s.PredecessorsOf(ctx, []model.CollectivityID{after[0].ToID}, db.All))(t)[0]
		if !slices.ContainsFunc(before, func(c *model.Succession) bool { return reflect.DeepEqual(c, after[0]) }) {
			t.Errorf("%s does not know that it came out of %s", after[0].ToCode, body.Code)
		}
	}
}

func TestNaturesOf(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	ids := []model.CollectivityID{epci(t, s, "243500139").ID, epci(t, s, "200067221").ID, epci(t, s, "200046977").ID}
	natures, financings, err := s.NaturesOf(ctx, ids, noon)
	if err != nil || !slices.Equal(natures, []string{"METRO", "", "MET69"}) || !slices.Equal(financings, []string{"FPU", "", "FPU"}) {
		t.Errorf("today: have %q, %q, %v", natures, financings, err)
	}
	natures, _, err = s.NaturesOf(ctx, ids, day(t, "2021-12-31"))
	if err != nil || natures[1] != "CC" {
		t.Errorf("in 2021: have %q, %v", natures, err)
	}
}
