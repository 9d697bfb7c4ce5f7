package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"
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

// comparison adds the statements of both sides up, by payer.
type comparison struct {
	f      *facts
	in     model.SimulationInput
	by     map[model.CollectivityID]*model.SimulationLine
	before []contribution.Statement // the same cases by the rules in force
	result *model.Simulation
}

// mostAnomalies is how many of them a simulation tells.
const mostAnomalies = 100

func (c *comparison) add(statements []contribution.Statement, drafted bool) {
	offers := map[contribution.Offer]bool{}
	for _, d := range c.in.Draft {
		offers[contribution.OfferOf(d.Offer)] = true
	}
	for i := range statements {
		s := &statements[i]
		if !offers[s.Case.Offer] || !inside(&c.f.Bodies[s.Case.Subscriber], c.in.Territory) {
			continue
		}
		if !s.Priced {
			c.result.Unpriced++
			if drafted {
				for _, p := range c.before[i].Payers() {
					c.line(p).Unpriced = true
				}
			}
			if drafted && len(c.result.Anomalies) < mostAnomalies {
				c.result.Anomalies = append(c.result.Anomalies, anomalies(s.Anomalies())...)
			}
			continue
		}
		for _, p := range s.Payers() {
			line := c.line(p)
			if drafted {
				line.Draft += p.Amount
			} else {
				line.Current += p.Amount
			}
		}
	}
}

func (c *comparison) line(p contribution.Share) *model.SimulationLine {
	line := c.by[p.ID]
	if line == nil {
		line = &model.SimulationLine{PayerID: p.ID, Code: fmt.Sprint(p.ID)}
		if p.Body != nil {
			line.Code = p.Body.Code
		}
		c.by[p.ID] = line
	}
	return line
}

func inside(b *contribution.Body, t *model.TerritoryInput) bool {
	return t == nil || t.Region != nil && b.Region == *t.Region || t.Department != nil && b.Department == *t.Department ||
		t.EPCI != nil && (b.EPCI == *t.EPCI || b.Code == *t.EPCI)
}

func (c *comparison) done() *model.Simulation {
	r := c.result
	for _, line := range c.by {
		line.Delta = line.Draft - line.Current
		line.DeltaRate = contribution.Ratio(line.Delta, line.Current, 4)
		r.Compared = append(r.Compared, line)
		r.Current, r.Draft = r.Current+line.Current, r.Draft+line.Draft
		switch {
		case line.Unpriced:
			line.DeltaRate = nil
		case line.Delta < 0:
			r.Winners++
		case line.Delta > 0:
			r.Losers++
		default:
			r.Unchanged++
		}
	}
	r.Delta = r.Draft - r.Current
	slices.SortFunc(r.Compared, func(a, b *model.SimulationLine) int { return strings.Compare(a.Code, b.Code) })
	r.ByStratum = c.strata()
	return r
}

func (c *comparison) strata() (list []*model.SimulationStratum) {
	rows := make([]*model.SimulationStratum, len(strata)+1)
	for _, line := range c.result.Compared {
		at := len(strata)
		if i, there := c.f.place[line.PayerID]; there {
			at, _ = stratumOf(&c.f.Bodies[i])
		}
		if rows[at] == nil {
			rows[at] = &model.SimulationStratum{Label: stratumLabel(at)}
		}
		rows[at].Collectivities++
		rows[at].Current, rows[at].Draft, rows[at].Delta = rows[at].Current+line.Current, rows[at].Draft+line.Draft, rows[at].Delta+line.Delta
	}
	for _, row := range rows {
		if row != nil {
			list = append(list, row)
		}
	}
	return list
}
