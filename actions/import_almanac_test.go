package actions_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"maillage/cog"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// next is a millésime of 2027 that nobody published: Bignan merges into Locminé, Guénin leaves Baud's EPCI for that of
// Auray, Évellys has another name, and every commune has one inhabitant more.
func next(t testing.TB) *cog.Vintage {
	t.Helper()
	v := new(*embedded(t)[5])
	v.Communes, v.EPCI = slices.Clone(v.Communes), slices.Clone(v.EPCI)
	v.Millesime = cog.Millesime{Version: "7.0.0", Name: "COG 2027 (invented)", CommunesOn: day(t, "2027-01-01"), EPCIOn: day(t, "2027-01-01"),
		CommuneCensus: 2024, EPCICensus: 2022, MayotteCensus: 2017}
	v.Communes = slices.DeleteFunc(v.Communes, func(c cog.Commune) bool { return c.Code == "56017" })
	for i := range v.Communes {
		c := &v.Communes[i]
		if c.Municipal != nil {
			c.Municipal = new(*c.Municipal + 1)
		}
		switch c.Code {
		case "56117":
			c.FormerCodes = append(slices.Clone(c.FormerCodes), "56017")
		case "56144":
			c.Name = "Évellys-sur-Tarun"
		}
	}
	var guenin []cog.Member
	for i := range v.EPCI {
		e := &v.EPCI[i]
		e.Members = slices.DeleteFunc(slices.Clone(e.Members), func(m cog.Member) bool {
			if m.Code == "56074" {
				guenin = append(guenin, m)
			}
			return m.Code == "56017" || m.Code == "56074"
		})
	}
	auray := slices.IndexFunc(v.EPCI, func(e cog.EPCI) bool { return e.SIREN == "200043123" })
	v.EPCI[auray].Members = append(v.EPCI[auray].Members, guenin...)
	if len(guenin) != 1 {
		t.Fatal("Guénin is in no EPCI")
	}
	return v
}

func TestImportAlmanac(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	before := print(t, s)
	var out bytes.Buffer
	yes, no := func() bool { return true }, func() bool { return false }

	if changed, err := on(s).ImportAlmanac(ctx, next(t), &out, no, silent); changed || err != nil {
		t.Fatalf("refused: %v, %v", changed, err)
	}
	for _, line := range []string{"COG 2027 (invented), version 7.0.0", "56017 Bignan", "merged into 56117 Locminé", "56074 Guénin: CC Auray", "Évellys -> Évellys-sur-Tarun", "census 2024"} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("what would change does not tell %q:\n%s", line, &out)
		}
	}
	if print(t, s) != before {
		t.Fatal("what was refused changed the graph")
	}

	// The answer is asked for before the first row is written, and a broken import leaves nothing.
	broken, stop := context.WithCancel(ctx)
	_, err := on(s).ImportAlmanac(broken, next(t), &out, yes, func(what string, _ int) {
		if what == "populations" {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || print(t, s) != before {
		t.Fatalf("what was broken off changed the graph, or ended with %v", err)
	}

	if changed, err := on(s).ImportAlmanac(ctx, next(t), &out, yes, silent); !changed || err != nil {
		t.Fatalf("agreed: %v, %v", changed, err)
	}
	wantChains(t, s)
	wantNext(t, s)
	after := print(t, s)
	out.Reset()
	asked := func() bool { t.Error("nothing changes, and yet it was asked"); return true }
	if changed, err := on(s).ImportAlmanac(ctx, next(t), &out, asked, silent); changed || err != nil || !strings.Contains(out.String(), "nothing changes") {
		t.Errorf("the second time: %v, %v, %s", changed, err, &out)
	}
	if loaded, err := on(s).LoadAlmanac(ctx, silent); loaded != 0 || err != nil {
		t.Errorf("the embedded ones afterwards: %d, %v", loaded, err)
	}
	if print(t, s) != after {
		t.Error("a second run changed the graph")
	}

	// The same version, corrected.
	fixed := next(t)
	fixed.Communes[slices.IndexFunc(fixed.Communes, func(c cog.Commune) bool { return c.Code == "56144" })].Name = "Évellys-le-Haut"
	if changed, err := on(s).ImportAlmanac(ctx, fixed, &out, yes, silent); !changed || err != nil {
		t.Fatalf("corrected: %v, %v", changed, err)
	}
	if c := commune(t, s, "56144", nil); c.Name != "Évellys-le-Haut" || scalar[int](t, s, "select count(*) from sources") != 7 {
		t.Errorf("after the correction: %s", c.Name)
	}
	wantChains(t, s)
	if _, err := on(s).ImportAlmanac(ctx, older(t), &out, yes, silent); !slices.Equal(told(err), []string{"CONFLICT "}) {
		t.Errorf("an older one: %v", err)
	}
}

// TestBecomesCommune is case 6 of the trade: the four communes of Belle-Île make one, and their EPCI, which subscribed to the bundle for them,
// is no more. The commune takes its place, for itself, and pays by its own scale.
// By hand, index 109.7, on the population of the commune that lives on (2 599 and one more): the bundle of a commune of 2 000 to 5 000 is 980.00,
// indexed + 95.06 = 1 075.06. Before: 1 200 + 0.32 x 5 727 = 3 032.64 + 294.17 - 332.68 = 2 994.13, less the 869.20 that its communes pay alone, and membership 613.66: 2 738.59.
func TestBecomesCommune(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	bundle := "BOUQUET"
	sub, err := on(s).Subscribe(ctx, model.SubscribeInput{Subscriber: "245600465", Offer: &model.OfferInput{Bundle: &bundle}, Scope: model.SubscriptionScopeOwnAndMembers,
		StartsOn: day(t, "2026-01-01")}, "test")
	if err != nil {
		t.Fatal(err)
	}
	v := next(t)
	gone := []string{"56009", "56114", "56241"}
	v.Communes = slices.DeleteFunc(v.Communes, func(c cog.Commune) bool { return slices.Contains(gone, c.Code) })
	for i := range v.Communes {
		if v.Communes[i].Code == "56152" {
			v.Communes[i].FormerCodes = append(slices.Clone(v.Communes[i].FormerCodes), gone...)
			v.Communes[i].Name = "Belle-Île-en-Mer"
		}
	}
	v.EPCI = slices.DeleteFunc(v.EPCI, func(e cog.EPCI) bool { return e.SIREN == "245600465" })
	var out bytes.Buffer
	if changed, err := on(s).ImportAlmanac(ctx, v, &out, func() bool { return true }, silent); !changed || err != nil {
		t.Fatal(changed, err)
	}
	for _, line := range []string{"245600465 CC de Belle Ile en Mer, BOUQUET, for OWN_AND_MEMBERS: to 56152 Belle-Île-en-Mer on 2027-01-01",
		"56074 Guénin: keeps ACTES (paid by CC Auray Quiberon Terre Atlantique instead of CC Baud Communauté)", "245600465 CC de Belle Ile en Mer: 0.00 € instead of 2738.59 €"} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("what would change does not tell %q:\n%s", line, &out)
		}
	}
	rows, err := s.ReplacedBy(ctx, []model.SubscriptionID{sub.ID}, db.All)
	if err != nil || len(rows[0]) != 1 || rows[0][0].Scope != model.SubscriptionScopeOwn || rows[0][0].StartsOn != day(t, "2027-01-01") ||
		rows[0][0].SubscriberID != commune(t, s, "56152", nil).ID {
		t.Fatal(rows, err)
	}
	code, own := "56152", model.SubscriptionScopeOwn
	e, err := on(s).Estimate(ctx, model.EstimateInput{Subscriber: &code, Offer: &model.RuleOfferInput{Bundle: &bundle}, Scope: &own, Year: 2027})
	if err != nil || e.Total == nil || e.Total.String() != "1075.06" {
		t.Errorf("it costs %v, %v", e, err)
	}
}

func older(t testing.TB) *cog.Vintage {
	v := next(t)
	v.Version, v.CommunesOn = "6.5.0", day(t, "2026-07-01")
	return v
}

func commune(t testing.TB, s *db.Store, code string, on *model.Date) *model.Commune {
	t.Helper()
	c, err := s.CommuneByCode(context.Background(), code, on, db.All)
	if err != nil || c == nil {
		t.Fatalf("no commune %s: %v", code, err)
	}
	return c
}

// wantNext holds the graph to be what next says, from 2027 on and not before.
func wantNext(t *testing.T, s *db.Store) {
	t.Helper()
	ctx, eve, first := context.Background(), day(t, "2026-12-31"), day(t, "2027-01-01")
	bignan, locmine, guenin := commune(t, s, "56017", nil), commune(t, s, "56117", nil), commune(t, s, "56074", nil)
	if bignan.ValidTo == nil || *bignan.ValidTo != first {
		t.Errorf("Bignan ends on %v", bignan.ValidTo)
	}
	after, err := s.SuccessorsOf(ctx, []model.CollectivityID{bignan.ID}, db.All)
	if err != nil || len(after[0]) != 1 || after[0][0].ToID != locmine.ID || after[0][0].Kind != model.SuccessionKindMergedInto || after[0][0].On != first {
		t.Errorf("after Bignan comes %v, %v", after[0], err)
	}
	ids := []model.CollectivityID{bignan.ID, locmine.ID, guenin.ID}
	for on, want := range map[model.Date][]string{eve: {"200096683", "200096683", "200096675"}, first: {"", "200096683", "200043123"}} {
		groups, err := s.EPCIOf(ctx, ids, on, db.All)
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range groups {
			if have := g; (have == nil) != (want[i] == "") || have != nil && have.Code != want[i] {
				t.Errorf("place %d on %s: in %v, want %s", i, on, have, want[i])
			}
		}
	}
	states, err := s.StatesOf(ctx, []model.CollectivityID{commune(t, s, "56144", nil).ID})
	if err != nil || states[0][len(states[0])-1].Name != "Évellys-sur-Tarun" || states[0][len(states[0])-2].Name != "Évellys" {
		t.Errorf("Évellys was %v, %v", states[0], err)
	}
	rennes := []model.CollectivityID{commune(t, s, "35238", nil).ID}
	for on, want := range map[model.Date]int{eve: 230890, first: 230891} {
		p, err := s.PopulationsOf(ctx, rennes, on, model.PopulationKindMunicipal)
		if err != nil || p[0] == nil || p[0].Value != want {
			t.Errorf("Rennes on %s: %v, %v", on, p[0], err)
		}
	}
	// Through the EPCI that it joined, Guénin may use what it could not before.
	rights, err := s.EntitlementsOf(ctx, []model.CollectivityID{guenin.ID}, first, db.All)
	auray, _ := s.EPCIBySIREN(ctx, "200043123", db.All)
	if err != nil || len(rights[0]) == 0 || rights[0][len(rights[0])-1].PayerID != auray.ID || rights[0][len(rights[0])-1].Since != first {
		t.Errorf("rights of Guénin %v, %v", rights[0], err)
	}
}
