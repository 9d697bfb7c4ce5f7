package actions

import (
	"context"
	"testing"

	"maillage/contribution"
	"maillage/db"
	"maillage/model"
)

// Thawed computes what the call of a year froze, and writes nothing.
func Thawed(t testing.TB, s *db.Store, year int) func() {
	t.Helper()
	ctx := context.Background()
	call, err := s.CampaignOf(ctx, year)
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := s.CampaignInputs(ctx, call.ID)
	if err != nil {
		t.Fatal(err)
	}
	rules, f, err := thaw(inputs, call.Fingerprint)
	if err != nil {
		t.Fatal(err)
	}
	return func() { contribution.Compute(rules, f) }
}

// FrozenFrance opens a call in which every commune of France takes so many subscriptions alone, of the five offers of the demonstration
// that have a price for it in turn, and gives the number of cases.
func FrozenFrance(t testing.TB, s *db.Store, year, each int) int {
	t.Helper()
	ctx := context.Background()
	a := &Actions{DB: s}
	rules, err := a.rulesOf(ctx, year)
	if err != nil {
		t.Fatal(err)
	}
	f, err := a.facts(ctx, nil, rules, year, year)
	if err != nil {
		t.Fatal(err)
	}
	offers := []contribution.Offer{"ACTES", "PES", "MARCHES", "BOUQUET", "DPO"}
	for i, b := range f.Bodies {
		if b.Kind != model.CollectivityKindCommune || b.Inhabitants == nil {
			continue
		}
		for n := range each {
			f.Cases = append(f.Cases, contribution.Case{Subscriber: int32(i), Beneficiaries: []int32{int32(i)}, Offer: offers[n%len(offers)], Scope: model.SubscriptionScopeOwn,
				From: model.NewDate(2022, 1, 1)})
		}
	}
	f.prune()
	inputs, fingerprint, err := freeze(rules, f)
	if err != nil {
		t.Fatal(err)
	}
	call := &model.Campaign{Year: year, Status: model.CampaignStatusDraft, Inputs: inputs, Fingerprint: fingerprint, Cases: len(f.Cases), OpenedBy: "bench"}
	if err := s.InTx(ctx, func(tx *db.Store) error { return tx.Insert(ctx, call) }); err != nil {
		t.Fatal(err)
	}
	return len(f.Cases)
}
