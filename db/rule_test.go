package db_test

import (
	"context"
	"strings"
	"testing"

	"maillage/db/dbtest"
	"maillage/model"
)

// A published rule never changes, whoever writes: its end may be set once, and that is all.
func TestPublishedRuleIsKept(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	rules := must(s.RuleVersions(ctx, "BOUQUET-EPCI"))(t)
	if len(rules) != 5 || rules[4].ValidTo != nil || rules[3].ValidTo == nil || *rules[3].ValidTo != rules[4].ValidFrom {
		t.Fatalf("have %d versions", len(rules))
	}
	last := rules[4]
	for what, change := range map[string]func(*model.ContributionRule){
		"content":      func(r *model.ContributionRule) { r.Content = []byte(`{}`) },
		"name":         func(r *model.ContributionRule) { r.Name = "another" },
		"first day":    func(r *model.ContributionRule) { r.ValidFrom++ },
		"deliberation": func(r *model.ContributionRule) { n := "another"; r.DeliberationNumber = &n },
		"publication":  func(r *model.ContributionRule) { r.PublishedAt = nil },
	} {
		changed := *last
		change(&changed)
		if _, err := s.ChangeRule(ctx, &changed, last.Edition); err == nil || !strings.Contains(err.Error(), "never changes") && !strings.Contains(err.Error(), "published_by_a_decision") {
			t.Errorf("its %s changed: %v", what, err)
		}
	}
	if err := s.DiscardRule(ctx, last.ID); err == nil {
		t.Error("it was deleted")
	}
	end := day(t, "2028-01-01")
	ended := *last
	ended.ValidTo = &end
	if ok, err := s.ChangeRule(ctx, &ended, last.Edition); !ok || err != nil {
		t.Errorf("its end could not be set: %v", err)
	}
	end++
	if _, err := s.ChangeRule(ctx, &ended, last.Edition); err == nil {
		t.Error("its end was set twice")
	}
	if ok, err := s.ChangeRule(ctx, rules[0], rules[0].Edition+1); ok || err != nil {
		t.Errorf("another edition was written: %v %v", ok, err)
	}
}

// Profiles are what national data says on the day, for one body as for all.
func TestProfiles(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	on := day(t, "2026-01-01")
	all := must(s.ProfilesOn(ctx, nil, on))(t)
	kinds := map[model.CollectivityKind]int{}
	var lannion *model.Profile
	for _, p := range all {
		kinds[p.Kind]++
		if p.Kind == model.CollectivityKindCommune && p.Code == "22113" {
			lannion = p
		}
	}
	if kinds[model.CollectivityKindCommune] != 34_969 || kinds[model.CollectivityKindEPCI] != 1255 {
		t.Errorf("have %v", kinds)
	}
	if lannion == nil || lannion.EPCICode != "200065928" || lannion.Department != "22" || lannion.Region != "53" || *lannion.Municipal != (model.Figure{Value: 20315, Census: 2023}) {
		t.Fatalf("have %+v", lannion)
	}
	one := must(s.ProfilesOn(ctx, []model.CollectivityID{lannion.ID}, on))(t)
	if len(one) != 1 || one[0].Code != "22113" || *one[0].Total != *lannion.Total {
		t.Errorf("have %+v", one)
	}
}
