package db_test

import (
	"context"
	"slices"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// inForce2025 are the services in the bundle since the plan of 2025; before it had no archiving.
var inForce2025 = []string{"ACTES", "CONVOCATION", "MARCHES", "OPENDATA", "PARAPHEUR", "PES", "SAE", "SVE"}

func TestCatalogue(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	services := must(s.AllServices(ctx, nil, db.All))(t)
	want := []string{"ACTES", "CERTIFICATS", "CONVOCATION", "DPO", "MARCHES", "OPENDATA", "PARAPHEUR", "PES", "SAE", "SVE"}
	if have := offerCodes(services); !slices.Equal(have, want) {
		t.Errorf("have %v", have)
	}
	before := slices.DeleteFunc(slices.Clone(want), func(code string) bool { return code == "SAE" })
	if have := offerCodes(must(s.AllServices(ctx, new(day(t, "2024-12-31")), db.All))(t)); !slices.Equal(have, before) {
		t.Errorf("on the eve of the plan: %v", have)
	}
	if have := offerCodes(must(s.AllBundles(ctx, db.All))(t)); !slices.Equal(have, []string{"BOUQUET"}) {
		t.Errorf("bundles: %v", have)
	}
	for _, o := range services {
		if !o.Demo || o.Name == "" || o.Description == "" || o.CategoryID == nil || o.AvailableFrom == 0 {
			t.Errorf("have %+v", o.OfferTerms)
		}
	}
}

func TestOfferByCode(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	acts, bundle := must(s.ServiceByCode(ctx, "ACTES", db.All))(t), must(s.BundleByCode(ctx, "BOUQUET", db.All))(t)
	if acts == nil || acts.Code != "ACTES" || bundle == nil || bundle.Code != "BOUQUET" || bundle.CategoryID != nil {
		t.Fatalf("have %+v and %+v", acts, bundle)
	}
	if o := must(s.ServiceByCode(ctx, "BOUQUET", db.All))(t); o != nil {
		t.Errorf("a bundle is taken for a service: %v", o.Code)
	}
	if o := must(s.BundleByCode(ctx, "ACTES", db.All))(t); o != nil {
		t.Errorf("a service is taken for a bundle: %v", o.Code)
	}
	offers := must(s.Offers(ctx, []model.OfferID{bundle.ID, 999, acts.ID, bundle.ID}, db.All))(t)
	_, isBundle := offers[0].(*model.Bundle)
	_, isService := offers[2].(*model.Service)
	if !isBundle || !isService || offers[1] != nil || offers[3].Terms().Code != "BOUQUET" {
		t.Errorf("have %v", offers)
	}
}

func TestContentsOfTheBundle(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	bundle := must(s.BundleByCode(ctx, "BOUQUET", db.All))(t).ID
	archive, dpo := must(s.ServiceByCode(ctx, "SAE", db.All))(t).ID, must(s.ServiceByCode(ctx, "DPO", db.All))(t).ID
	if have := offerCodes(must(s.ServicesIn(ctx, []model.OfferID{bundle}, noon, db.All))(t)[0]); !slices.Equal(have, inForce2025) {
		t.Errorf("have %v", have)
	}
	before := slices.DeleteFunc(slices.Clone(inForce2025), func(code string) bool { return code == "SAE" })
	if have := offerCodes(must(s.ServicesIn(ctx, []model.OfferID{bundle}, day(t, "2024-12-31"), db.All))(t)[0]); !slices.Equal(have, before) {
		t.Errorf("before the plan: %v", have)
	}
	for on, want := range map[string]int{"2024-12-31": 0, "2025-01-01": 1} {
		lists := must(s.BundlesOf(ctx, []model.OfferID{archive, dpo}, day(t, on), db.All))(t)
		if len(lists[0]) != want || len(lists[1]) != 0 {
			t.Errorf("bundles of archiving on %s: %d, of the DPO: %d", on, len(lists[0]), len(lists[1]))
		}
	}
}

func TestWhatBelongsToAService(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	archive, acts := must(s.ServiceByCode(ctx, "SAE", db.All))(t), must(s.ServiceByCode(ctx, "ACTES", db.All))(t)
	ids := []model.OfferID{archive.ID, acts.ID}
	required := must(s.RequiredBy(ctx, ids, db.All))(t)
	if !slices.Equal(offerCodes(required[0]), []string{"ACTES"}) || len(required[1]) != 0 {
		t.Errorf("required: %v and %v", offerCodes(required[0]), offerCodes(required[1]))
	}
	indicators := must(s.IndicatorsOf(ctx, ids))(t)
	if len(indicators[0]) != 2 || indicators[0][0].Code != "DEPOSITS" || indicators[0][1].Unit != "Go" || len(indicators[1]) != 1 || indicators[1][0].Definition == "" {
		t.Errorf("indicators: %v", indicators)
	}
	families := must(s.Categories(ctx, []int{*acts.CategoryID, *archive.CategoryID, 999}))(t)
	if families[0].Code != "ECHANGES" || families[1].Code != "ARCHIVES" || families[2] != nil {
		t.Errorf("families: %v", families)
	}
}

func offerCodes[T model.Offer](list []T) []string {
	all := []string{}
	for _, o := range list {
		all = append(all, o.Terms().Code)
	}
	return all
}
