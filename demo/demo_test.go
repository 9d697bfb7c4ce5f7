package demo_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"maillage/demo"
	"maillage/model"
)

// page is a small Brittany: an EPCI of three communes, the one of Auray, one that ended, and an island.
func page() demo.Facts {
	id := model.CollectivityID(0)
	body := func(kind model.CollectivityKind, code string) model.Body {
		id++
		return model.Body{ID: id, Kind: kind, Code: code, Name: "Body of " + code}
	}
	commune := func(code string) *model.Commune {
		return &model.Commune{Body: body(model.CollectivityKindCommune, code)}
	}
	epci := func(code string, members ...*model.Commune) demo.Body {
		return demo.Body{Collectivity: &model.EPCI{Body: body(model.CollectivityKindEPCI, code)}, Members: members}
	}
	a, b, c, island := commune("22113"), commune("35238"), commune("56007"), commune("29155")
	gone := epci(demo.Locmine)
	gone.Base().ValidTo = new(model.NewDate(2022, time.January, 1))
	return demo.Facts{
		EPCI:        []demo.Body{epci(demo.Abers, a, b, commune("29001"), commune("29002")), epci(demo.Auray, c), epci("200065928"), gone},
		Departments: []demo.Body{{Collectivity: &model.Department{Body: body(model.CollectivityKindDepartment, "22")}}},
		Region:      demo.Body{Collectivity: &model.Region{Body: body(model.CollectivityKindRegion, demo.Region)}},
		Communes:    []*model.Commune{a, b, c, island},
	}
}

func TestTheSameFactsGiveTheSameRows(t *testing.T) {
	t.Parallel()
	one, other := page(), page()
	for what, rows := range map[string][2]any{
		"subscriptions": {demo.Subscriptions(one), demo.Subscriptions(other)},
		"public bodies": {demo.PublicBodies(one), demo.PublicBodies(other)},
		"référents":     {demo.Referents(one), demo.Referents(other)},
		"activities":    {demo.Activities(one), demo.Activities(other)},
		"requests":      {demo.Requests(one), demo.Requests(other)},
		"surveys":       {demo.Polls(one), demo.Polls(other)},
	} {
		if !reflect.DeepEqual(rows[0], rows[1]) || reflect.ValueOf(rows[0]).Len() == 0 {
			t.Errorf("%s: have %v and %v", what, rows[0], rows[1])
		}
	}
}

func TestEverythingIsMarked(t *testing.T) {
	t.Parallel()
	f := page()
	for _, s := range demo.Subscriptions(f) {
		if !s.Demo || s.SubscriberID == 0 || s.Offer == "" || s.EndsOn != nil && *s.EndsOn <= s.StartsOn || *s.DeliberationDate >= s.StartsOn {
			t.Errorf("have %+v", s)
		}
	}
	sirens := map[string]bool{}
	for _, b := range demo.PublicBodies(f) {
		if !b.Demo || sirens[b.Code] || model.CheckSIREN("", b.Code) != nil || b.Code != *b.SIREN || b.Code[:3] != "999" {
			t.Errorf("have %+v", b)
		}
		sirens[b.Code] = true
	}
	for _, r := range demo.Referents(f) {
		if !r.Mandate.Demo || r.Name == "" || r.Mandate.Until != nil && *r.Mandate.Until <= r.Mandate.Since {
			t.Errorf("have %+v", r)
		}
	}
	_, bundle, services := demo.Catalogue()
	if !bundle.Demo || len(services) != 10 {
		t.Errorf("have %+v and %d services", bundle, len(services))
	}
}

// Who came and how they voted depends on nothing but the day and the member; a pouvoir is held by somebody who is there.
func TestMeetings(t *testing.T) {
	t.Parallel()
	var members []*model.CollegeMember
	for i := range 60 {
		members = append(members, &model.CollegeMember{Member: model.Member{CollectivityID: model.CollectivityID(i), Code: fmt.Sprint(i), Delegates: 1 + i%4}})
	}
	voted := map[string]bool{}
	for _, m := range demo.Meetings() {
		rows, powers := m.Sheet(members)
		again, _ := m.Sheet(members)
		held := map[*model.Attendance]int{}
		for _, p := range powers {
			if held[p.Holder]++; held[p.Holder] > p.Holder.Present {
				t.Errorf("%s: %s holds %d with %d present", m.Date, p.Holder.Code, held[p.Holder], p.Holder.Present)
			}
		}
		for i, a := range rows {
			if v := m.Vote(a); !reflect.DeepEqual(a, again[i]) || a.Absent() < 0 || v.For+v.Against+v.Abstained != a.Present+a.Represented {
				t.Errorf("%s: have %+v, then %+v", m.Date, a, again[i])
			}
		}
		if m.Ballot != nil {
			voted[m.Ballot.DeliberationNumber] = true
		}
	}
	for year := 2022; year <= 2026; year++ {
		if !voted[demo.Deliberation(year)] {
			t.Errorf("no barème was voted for %d", year)
		}
	}
}

// An EPCI that ended has no référent and nobody declines for it; the three that declined are of the EPCI that took the bundle.
func TestCasesOfTheirOwn(t *testing.T) {
	t.Parallel()
	f := page()
	for _, r := range demo.Referents(f) {
		if r.Mandate.CollectivityID == f.EPCI[3].Base().ID {
			t.Errorf("%s is the référent of an EPCI that ended", r.Name)
		}
	}
	declined := 0
	for _, s := range demo.Subscriptions(f) {
		switch s.SubscriberID {
		case f.EPCI[0].Base().ID:
			declined += len(s.Exclusions)
		case f.EPCI[3].Base().ID:
			if s.EndsOn == nil || *s.EndsOn != *f.EPCI[3].Base().ValidTo {
				t.Errorf("the subscription of an EPCI that ended goes on: %+v", s)
			}
		}
	}
	if declined != 3 {
		t.Errorf("%d communes declined", declined)
	}
}
