package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestPublicBodies(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	read := func(f *model.PublicBodyFilter) []*model.PublicBody {
		return walk(t, 3, func(p model.Page) (*model.PublicBodyConnection, error) {
			return s.PublicBodies(ctx, f, p, db.All, db.All)
		})
	}
	everyone := read(nil)
	if len(everyone) != 8 {
		t.Fatalf("%d public bodies", len(everyone))
	}
	for _, b := range everyone {
		if !b.Demo || model.CheckSIREN("", b.Code) != nil || *b.SIREN != b.Code {
			t.Errorf("have %+v", b.Body)
		}
		if found := must(s.PublicBodyBySIREN(ctx, b.Code, db.All))(t); found == nil || found.ID != b.ID {
			t.Errorf("%s is not found by its SIREN", b.Name)
		}
	}
	for name, c := range map[string]struct {
		filter *model.PublicBodyFilter
		want   int
	}{
		"nature":        {&model.PublicBodyFilter{Nature: new(model.PublicBodyNatureSdis)}, 4},
		"name":          {&model.PublicBodyFilter{Name: &model.TextFilter{Contains: new("DEMONSTRATION")}}, 8},
		"siren":         {&model.PublicBodyFilter{SIREN: &model.CodeFilter{Eq: &everyone[0].Code}}, 1},
		"siren, nature": {&model.PublicBodyFilter{SIREN: &model.CodeFilter{Eq: &everyone[0].Code}, Nature: new(model.PublicBodyNatureOther)}, 0},
		"none":          {&model.PublicBodyFilter{Name: &model.TextFilter{Eq: new("nowhere")}}, 0},
	} {
		if have := read(c.filter); len(have) != c.want {
			t.Errorf("%s: have %d, want %d", name, len(have), c.want)
		}
	}
	if b := must(s.PublicBodyBySIREN(ctx, "200067205", db.All))(t); b != nil {
		t.Errorf("an EPCI is taken for a public body: %v", b.Name)
	}
}

func TestBySIRENOrCode(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	for code, want := range map[string]string{
		"56117": "Locminé", "215601170": "Locminé", "200096683": "CC Centre Morbihan Communauté", "200067221": "CC Centre Morbihan Communauté", "60054": "Beaumont-les-Nonains",
		"999000017": "", "": "", "53": "", "2A": "", "x": "",
	} {
		have := ""
		if c := must(s.BySIRENOrCode(ctx, code))(t); c != nil {
			have = c.Base().Name
		}
		if code == model.SIREN("99900001") {
			want = "Syndicat mixte numérique (démonstration)"
		}
		if have != want {
			t.Errorf("%q: have %q, want %q", code, have, want)
		}
	}
}

func TestReferents(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	groups := column[model.CollectivityID](t, s, "select distinct collectivity_id from mandates where role = 'REFERENT' order by 1")
	lists := must(s.ReferentsOf(ctx, groups, noon, db.All))(t)
	var ids []model.MandateID
	var people []model.PersonID
	for i, list := range lists {
		if len(list) != 1 || list[0].CollectivityID != groups[i] || list[0].Since > noon || list[0].Until != nil || !list[0].Demo {
			t.Errorf("EPCI %d has %d référents today", groups[i], len(list))
			continue
		}
		ids, people = append(ids, list[0].ID), append(people, list[0].PersonID)
	}
	if len(ids) < 40 {
		t.Errorf("only %d EPCI have a référent", len(ids))
	}
	for i, m := range must(s.Mandates(ctx, ids, db.All))(t) {
		if m == nil || m.ID != ids[i] || m.PersonID != people[i] {
			t.Errorf("mandate %d: have %v", ids[i], m)
		}
	}
	for _, p := range must(s.Persons(ctx, people))(t) {
		if p == nil || p.FullName == "" || !p.Demo {
			t.Errorf("have %v", p)
		}
	}
	if none := must(s.Persons(ctx, []model.PersonID{1 << 40}))(t); len(none) != 1 || none[0] != nil {
		t.Errorf("a person of no key: %v", none)
	}
	// Who holds the role after somebody else begins on the day the other ends.
	after := column[int](t, s, "select count(*) from mandates a join mandates b on a.collectivity_id = b.collectivity_id and a.until = b.since")[0]
	if ended := column[int](t, s, "select count(*) from mandates where until is not null")[0]; after != ended || ended == 0 {
		t.Errorf("%d mandates ended, %d of them were taken over", ended, after)
	}
}

func TestExclusionsOf(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	abers := epci(t, s, "242900553").ID
	subs := must(s.SubscriptionsOf(ctx, []model.CollectivityID{abers}, nil, page(10), db.All, db.All))(t)[0].Nodes
	sub := subs[slices.IndexFunc(subs, func(s *model.Subscription) bool { return s.Scope == model.SubscriptionScopeOwnAndMembers })]
	for on, want := range map[string]int{"2022-12-31": 0, "2023-01-01": 3, "2026-06-01": 3} {
		list := must(s.ExclusionsOf(ctx, []model.SubscriptionID{sub.ID}, day(t, on), db.All))(t)[0]
		if len(list) != want {
			t.Errorf("on %s: have %d, want %d", on, len(list), want)
		}
		for _, x := range list {
			if x.Reason != model.ExclusionReasonDeclined || x.StartsOn != sub.StartsOn || x.EndsOn != nil || x.CollectivityID == 0 {
				t.Errorf("have %+v", x)
			}
		}
	}
	if have := must(s.Subscriptions(ctx, []model.SubscriptionID{sub.ID, 1 << 40}, db.All))(t); have[0] == nil || *have[0].DeliberationNumber != *sub.DeliberationNumber || have[1] != nil {
		t.Errorf("have %v", have)
	}
}
