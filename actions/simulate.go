package actions

import (
	"context"
	"slices"
	"time"

	"maillage/contribution"
	"maillage/model"
)

// Simulate compares drafts with the rules in force over all who would be priced. It changes nothing.
func (a *Actions) Simulate(ctx context.Context, in model.SimulationInput) (*model.Simulation, error) {
	of := in.Year
	if in.FactsOf != nil {
		of = *in.FactsOf
	}
	var faults model.Errors
	faults.Add("", checkYear("year", in.Year))
	faults.Add("", checkYear("factsOf", of))
	if len(in.Draft) == 0 {
		faults.Add("", model.Invalid("draft", "there is no draft: give at least one rule to compare"))
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	current, err := a.rulesOf(ctx, in.Year)
	if err != nil {
		return nil, err
	}
	drafted, faults := withDrafts(current, in.Draft)
	if faults != nil {
		return &model.Simulation{ByStratum: []*model.SimulationStratum{}, Anomalies: told(faults)}, nil
	}
	rules := append(slices.Clip(current), drafted...) // one reading serves both sides
	var f *facts
	if in.Cases != nil && *in.Cases == model.SimulationCasesEveryone {
		if f, err = a.facts(ctx, nil, rules, in.Year, of); err == nil {
			f.everyone(drafted, in.Draft)
		}
	} else {
		f, err = a.yearFacts(ctx, rules, in.Year, of)
	}
	if err != nil {
		return nil, err
	}
	c := comparison{f: f, in: in, by: map[model.CollectivityID]*model.SimulationLine{}, result: &model.Simulation{Anomalies: []*model.ContributionAnomaly{}}}
	c.before = contribution.Compute(current, &f.Facts)
	c.add(c.before, false)
	c.add(contribution.Compute(drafted, &f.Facts), true)
	return c.done(), nil
}

// ruled are the rules of a year and the facts that they price.
func (a *Actions) ruled(ctx context.Context, year int) ([]contribution.Published, *facts, error) {
	rules, err := a.rulesOf(ctx, year)
	if err != nil {
		return nil, nil, err
	}
	f, err := a.yearFacts(ctx, rules, year, year)
	return rules, f, err
}

// yearFacts are the facts of a year with all that is owed in it as cases: subscriptions and seats, for bodies of another year too.
func (a *Actions) yearFacts(ctx context.Context, rules []contribution.Published, year, of int) (*facts, error) {
	f, err := a.facts(ctx, nil, rules, year, of)
	if err != nil {
		return nil, err
	}
	if err := a.subscribed(ctx, f, year); err != nil {
		return nil, err
	}
	f.seated()
	return f, nil
}

// subscribed adds the subscriptions of a year as cases.
func (a *Actions) subscribed(ctx context.Context, f *facts, year int) error {
	reaches, err := a.reachesOf(ctx, year)
	if err != nil {
		return err
	}
	own := map[int32][]int32{} // of a body: the cases in which it pays alone
	var pooled []reach
	for _, r := range reaches {
		i, there := f.place[r.SubscriberID]
		if !there {
			f.gone = append(f.gone, r.SubscriberID)
			continue
		}
		if r.Scope != model.SubscriptionScopeOwn {
			pooled = append(pooled, r)
			continue
		}
		own[i] = append(own[i], int32(len(f.Cases)))
		f.Cases = append(f.Cases, contribution.Case{Subscriber: i, Beneficiaries: []int32{i}, Offer: r.offer, Scope: r.Scope, From: r.StartsOn, To: r.EndsOn})
	}
	for _, r := range pooled {
		c := contribution.Case{Subscriber: f.place[r.SubscriberID], Offer: r.offer, Scope: r.Scope, From: r.StartsOn, To: r.EndsOn}
		for _, who := range r.Beneficiaries {
			i, there := f.place[who]
			if !there {
				continue
			}
			c.Beneficiaries = append(c.Beneficiaries, i)
			for _, at := range own[i] {
				if i != c.Subscriber && r.shares(f.Cases[at].Offer) {
					c.Overlapped = append(c.Overlapped, at)
				}
			}
		}
		f.Cases = append(f.Cases, c)
	}
	return nil
}

// seated adds the membership of who sits in a college as cases: it is owed without any subscription.
func (f *facts) seated() {
	from := model.NewDate(f.Year, time.January, 1)
	for i := range f.Bodies {
		if f.Bodies[i].College != "" {
			f.Cases = append(f.Cases, contribution.Case{Subscriber: int32(i), Beneficiaries: []int32{int32(i)}, Offer: contribution.Membership, Scope: model.SubscriptionScopeOwn, From: from})
		}
	}
}

// everyone adds a case for each body and scope that a draft addresses, as if it subscribed on 1 January.
func (f *facts) everyone(rules []contribution.Published, drafts []*model.ContributionRuleInput) {
	from := model.NewDate(f.Year, time.January, 1)
	done := map[string]bool{}
	for _, d := range drafts {
		offer := contribution.OfferOf(d.Offer)
		scopes := []model.SubscriptionScope{model.SubscriptionScopeOwn}
		if d.AppliesTo != nil && len(d.AppliesTo.Scopes) > 0 {
			scopes = d.AppliesTo.Scopes
		}
		for _, scope := range scopes {
			if key := string(offer) + "/" + string(scope); done[key] {
				continue
			} else {
				done[key] = true
			}
			for i := range f.Bodies {
				b := &f.Bodies[i]
				if d.AppliesTo != nil && len(d.AppliesTo.Kinds) > 0 && !slices.Contains(d.AppliesTo.Kinds, b.Kind) || scope != model.SubscriptionScopeOwn && b.Communes == 0 {
					continue
				}
				f.Cases = append(f.Cases, contribution.Case{Subscriber: int32(i), Beneficiaries: f.beneficiaries(int32(i), scope), Offer: offer, Scope: scope, From: from})
			}
		}
	}
}
