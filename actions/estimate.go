package actions

import (
	"context"
	"time"

	"maillage/contribution"
	"maillage/model"
)

// Estimate tells what a subscription would cost in a year. It changes nothing. An unknown subscriber is NOT_FOUND; what keeps
// the case from being priced, faults of the drafts among it, is told as anomalies.
func (a *Actions) Estimate(ctx context.Context, in model.EstimateInput) (*model.Estimate, error) {
	scope := model.SubscriptionScopeOwn
	if in.Scope != nil {
		scope = *in.Scope
	}
	if err := checkEstimate(in); err != nil {
		return nil, err
	}
	rules, err := a.rulesOf(ctx, in.Year)
	if err != nil {
		return nil, err
	}
	rules, faults := withDrafts(rules, in.Draft)
	if faults != nil {
		return unpriced(faults), nil
	}
	offer := contribution.OfferOf(in.Offer)
	if offer == "" {
		offer = contribution.OfferOf(in.Draft[0].Offer)
	}
	start := model.NewDate(in.Year, time.January, 1)
	c := contribution.Case{Offer: offer, Scope: scope, From: start}
	if in.StartsOn != nil {
		c.From = *in.StartsOn
	}
	var f *facts
	if in.Hypothetical != nil {
		f = hypothetical(in, rules)
	} else if f, c.Subscriber, err = a.factsAbout(ctx, *in.Subscriber, scope, rules, in.Year); err != nil {
		return nil, err
	}
	c.Beneficiaries = f.beneficiaries(c.Subscriber, scope)
	f.Cases = append(f.Cases, c)
	if in.Hypothetical == nil && scope != model.SubscriptionScopeOwn {
		if err := a.alone(ctx, f); err != nil {
			return nil, err
		}
	}
	return estimate(&contribution.Compute(rules, &f.Facts)[0]), nil
}

func checkEstimate(in model.EstimateInput) error {
	var faults model.Errors
	if (in.Subscriber == nil) == (in.Hypothetical == nil) {
		faults.Add("", model.Invalid("subscriber", "give a subscriber or a hypothetical body, one of the two"))
	}
	if contribution.OfferOf(in.Offer) == "" && len(in.Draft) != 1 {
		faults.Add("", model.Invalid("offer", "name the offer: it can only be left out with exactly one draft"))
	}
	faults.Add("", checkYear("year", in.Year))
	if in.StartsOn != nil && in.StartsOn.Year() > in.Year {
		faults.Add("", model.Invalid("startsOn", "%s is after the year %d: nothing would be due in it", in.StartsOn, in.Year))
	}
	return faults.Err()
}

func checkYear(path string, year int) error {
	if year < 2021 || year > 2100 {
		return model.Invalid(path, "%d is not a year that can be computed: the graph begins in 2021, give one up to 2100", year)
	}
	return nil
}

// factsAbout reads a subscriber and, where its scope has them, its communes.
func (a *Actions) factsAbout(ctx context.Context, code string, scope model.SubscriptionScope, rules []contribution.Published, year int) (*facts, int32, error) {
	who, err := byCode(ctx, a.DB, "subscriber", code)
	if err != nil {
		return nil, 0, err
	}
	members, err := a.DB.MembersOn(ctx, who.ID, model.NewDate(year, time.January, 1))
	if err != nil {
		return nil, 0, err
	}
	if scope != model.SubscriptionScopeOwn && len(members) == 0 {
		return nil, 0, model.Invalid("scope", "%s has no communes on 1 January %d: it can only subscribe for itself, with scope OWN", who.Name, year)
	}
	f, err := a.facts(ctx, append(members, who.ID), rules, year, year)
	if err != nil {
		return nil, 0, err
	}
	at, there := f.place[who.ID]
	if !there {
		return nil, 0, model.Invalid("subscriber", "%s does not exist on 1 January %d: give who takes its place", who.Name, year)
	}
	return f, at, nil
}

// beneficiaries are those in the scope of a subscription, on 1 January.
func (f *facts) beneficiaries(subscriber int32, scope model.SubscriptionScope) (list []int32) {
	if scope != model.SubscriptionScopeMembers {
		list = append(list, subscriber)
	}
	if scope != model.SubscriptionScopeOwn {
		list = append(list, f.members[f.Bodies[subscriber].ID]...)
	}
	return list
}

// hypothetical is a world of one body that does not exist.
func hypothetical(in model.EstimateInput, rules []contribution.Published) *facts {
	h := in.Hypothetical
	b := contribution.Body{Kind: h.Kind, Code: "HYPOTHETICAL", Name: "cas d'école"}
	if h.Nature != nil {
		b.Nature = *h.Nature
	}
	needs := contribution.Needs(rules, in.Year)
	for _, need := range needs {
		v := contribution.Value{}
		for _, fact := range h.Facts {
			if fact.Kind == need.Kind && orEmpty(fact.Indicator) == need.Indicator {
				v = contribution.Value{Decimal: fact.Value, Vintage: "hypothèse", Known: true}
			}
		}
		b.Values = append(b.Values, v)
	}
	for _, fact := range h.Facts {
		switch n := fact.Value; fact.Kind {
		case model.BasisKindMemberCommunes:
			coef, scale := n.Parts()
			for ; scale > 0; scale-- {
				coef /= 10
			}
			b.Communes = int(coef)
		case model.BasisKindPopulationMunicipal:
			b.Inhabitants = &n
		case model.BasisKindPopulationTotal, model.BasisKindPopulationDgf:
			if b.Inhabitants == nil {
				b.Inhabitants = &n
			}
		}
	}
	return &facts{Facts: contribution.Facts{Year: in.Year, Needs: needs, Bodies: []contribution.Body{b}}}
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// alone adds the cases of the communes that pay alone for services of the pooled case, which comes first.
func (a *Actions) alone(ctx context.Context, f *facts) error {
	reaches, err := a.reachesOf(ctx, f.Year)
	if err != nil {
		return err
	}
	for _, r := range reaches {
		i, there := f.place[r.SubscriberID]
		if there && r.Scope == model.SubscriptionScopeOwn && i != f.Cases[0].Subscriber && r.shares(f.Cases[0].Offer) {
			f.Cases[0].Overlapped = append(f.Cases[0].Overlapped, int32(len(f.Cases)))
			f.Cases = append(f.Cases, contribution.Case{Subscriber: i, Beneficiaries: []int32{i}, Offer: r.offer, Scope: r.Scope, From: r.StartsOn, To: r.EndsOn})
		}
	}
	return nil
}
