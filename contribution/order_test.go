package contribution_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"maillage/contribution"
	"maillage/model"
)

// The order of bodies, of cases and of rules changes nothing.
func TestProperty_Order(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := draws{rt}
		a := d.rule()
		b := envelopeOf(d)
		b.AppliesTo = &model.RuleScopeInput{Scopes: []model.SubscriptionScope{model.SubscriptionScopeOwn}}
		a.AppliesTo = &model.RuleScopeInput{Scopes: []model.SubscriptionScope{model.SubscriptionScopeMembers}}
		rules := drafts(a, b)
		f := d.facts(rules)
		g := shuffled(f, rapid.Uint64().Draw(rt, "seed"))
		have, want := byCode(contribution.Compute([]contribution.Published{rules[1], rules[0]}, g), g), byCode(contribution.Compute(rules, f), f)
		if have != want {
			rt.Fatalf("in another order:\n%s\nnot\n%s", have, want)
		}
	})
}

func byCode(statements []contribution.Statement, f *contribution.Facts) string {
	var list []string
	for i := range statements {
		list = append(list, f.Bodies[f.Cases[i].Subscriber].Code+" "+string(written(statements[i:i+1])))
	}
	slices.Sort(list)
	return strings.Join(list, "\n")
}

// shuffled are the same facts with bodies and cases in another order.
func shuffled(f *contribution.Facts, seed uint64) *contribution.Facts {
	r := rand.New(rand.NewPCG(seed, 1))
	g := &contribution.Facts{Year: f.Year, Needs: f.Needs, Bodies: make([]contribution.Body, len(f.Bodies)), Cases: make([]contribution.Case, len(f.Cases))}
	bodies, cases := r.Perm(len(f.Bodies)), r.Perm(len(f.Cases))
	for i, b := range f.Bodies {
		g.Bodies[bodies[i]] = b
	}
	for i, c := range f.Cases {
		c.Subscriber = int32(bodies[c.Subscriber])
		c.Beneficiaries, c.Overlapped = slices.Clone(c.Beneficiaries), slices.Clone(c.Overlapped)
		for j, b := range c.Beneficiaries {
			c.Beneficiaries[j] = int32(bodies[b])
		}
		for j, o := range c.Overlapped {
			c.Overlapped[j] = int32(cases[o])
		}
		// The beneficiaries of a case have no order either, but lines are told in it.
		g.Cases[cases[i]] = c
	}
	return g
}
