package contribution

import (
	"slices"

	"maillage/model"
)

// Check looks at a rule before anybody is priced: what its parts make together for one subscriber, at each threshold, one
// unit before and after it and halfway to the next, and where the amount jumps. Parts on another basis than the first one count as 0.
func Check(r *Rule) *model.RuleCheck {
	p := compile([]Published{{Rule: r}}, r.ValidFrom.Year(), nil)
	parts := alike(p.rules[0].parts)
	c := &model.RuleCheck{Monotonic: true, Jumps: []*model.RuleJump{}, Curve: []*model.ScalePoint{}}
	var last number
	for i, base := range bases(parts) {
		v := together(parts, base)
		if i > 0 && v.cmp(last) < 0 {
			c.Monotonic = false
		}
		last = v
		if point := pointOf(base, v); point != nil {
			c.Curve = append(c.Curve, point)
		}
	}
	for _, t := range thresholds(parts) {
		if t.cmp(whole(1)) < 0 {
			continue
		}
		// The slope is what one unit adds on the far side; what goes beyond it at the threshold is a jump.
		before, at, beyond := together(parts, t.sub(whole(1))), together(parts, t), together(parts, t.add(whole(1)))
		step := at.sub(before)
		if upper(parts) {
			step = beyond.sub(at)
		}
		inside := together(parts, t.sub(whole(1))).sub(together(parts, most(t.sub(whole(2)), number{})))
		if slack := step.sub(inside); slack.cmp(whole(1)) > 0 || slack.cmp(whole(-1)) < 0 {
			from, _ := halfUp.of(before)
			to, _ := halfUp.of(at)
			if upper(parts) {
				from, _ = halfUp.of(at)
				to, _ = halfUp.of(beyond)
			}
			if d := decimalOf(t); d != nil {
				c.Jumps = append(c.Jumps, &model.RuleJump{At: *d, Before: from, After: to})
			}
		}
	}
	return c
}

// alike are the parts on the basis of the first one that has any, and those without basis.
func alike(parts []part) (list []part) {
	first := slices.IndexFunc(parts, func(p part) bool { return p.kind != model.BasisKindNone })
	for i, p := range parts {
		if p.kind == model.BasisKindNone || i == first || first >= 0 && p.kind == parts[first].kind && p.need == parts[first].need {
			list = append(list, p)
		}
	}
	return list
}

func together(parts []part, base number) (sum number) {
	for _, p := range parts {
		v, _ := p.scale.at(base, whole(1))
		sum = sum.add(v)
	}
	return sum
}

func thresholds(parts []part) (list []number) {
	for _, p := range parts {
		if b := p.scale.brackets(); b != nil {
			list = append(list, b.thresholds...)
		}
		if l, ok := p.scale.(logarithmic); ok {
			list = append(list, l.from, l.upTo)
		}
	}
	slices.SortFunc(list, number.cmp)
	return slices.CompactFunc(list, func(a, b number) bool { return a.cmp(b) == 0 })
}

func upper(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool {
		b := p.scale.brackets()
		return b != nil && b.upper
	})
}

// bases are the points of the curve: around each threshold, halfway to the next, and half as far again beyond the last.
func bases(parts []part) (list []number) {
	at := thresholds(parts)
	if len(at) == 0 {
		at = []number{{}, whole(1000), whole(10_000), whole(100_000)}
	}
	list = append(list, number{})
	for i, t := range at {
		if t.cmp(whole(1)) >= 0 {
			list = append(list, t.sub(whole(1)))
		}
		list = append(list, t, t.add(whole(1)))
		end := most(t.add(t), whole(1000))
		if i+1 < len(at) {
			end = at[i+1]
		}
		half, ok := downToEuro.of(t.add(end).quo(whole(2)))
		if ok {
			list = append(list, euros(half))
		}
	}
	slices.SortFunc(list, number.cmp)
	return slices.CompactFunc(list, func(a, b number) bool { return a.cmp(b) == 0 })
}

var downToEuro = rounding{unit: 2, mode: model.RoundingModeDown}

func pointOf(base, v number) *model.ScalePoint {
	d := decimalOf(base)
	e, ok := halfUp.of(v)
	if d == nil || !ok {
		return nil
	}
	return &model.ScalePoint{Base: *d, Value: v.plain(), Amount: e, Explanation: french(base) + " : " + told(v)}
}

// Clash finds a body and a scope that two rules would both price on the first day on which both do, nil where there is none.
func Clash(a, b Published, f *Facts) (*Body, model.SubscriptionScope) {
	if OfferOf(a.Offer) != OfferOf(b.Offer) {
		return nil, ""
	}
	p := compile([]Published{a, b}, f.Year, f.Needs)
	r := &run{p: p, f: f, first: max(a.ValidFrom, b.ValidFrom)}
	for _, scope := range model.AllSubscriptionScope {
		for i := range f.Bodies {
			c := Case{Subscriber: int32(i), Scope: scope, From: r.first}
			x := r.pricing(&c)
			if p.rules[0].addresses(x) && p.rules[1].addresses(x) {
				return x.subscriber, scope
			}
		}
	}
	return nil, ""
}

// Uncovered are the places of the bodies that a rule addresses by kind and scope and that none of the rules prices on its
// first day.
func Uncovered(r *Rule, rules []Published, f *Facts) (list []int32) {
	p := compile(rules, f.Year, f.Needs)
	run := &run{p: p, f: f, first: r.ValidFrom}
	kinds, scopes := model.AllCollectivityKind, []model.SubscriptionScope{model.SubscriptionScopeOwn}
	if a := r.AppliesTo; a != nil {
		if len(a.Kinds) > 0 {
			kinds = a.Kinds
		}
		if len(a.Scopes) > 0 {
			scopes = a.Scopes
		}
	}
	for i := range f.Bodies {
		if !slices.Contains(kinds, f.Bodies[i].Kind) {
			continue
		}
		for _, scope := range scopes {
			c := Case{Subscriber: int32(i), Offer: OfferOf(r.Offer), Scope: scope, From: r.ValidFrom}
			x := run.pricing(&c)
			if !slices.ContainsFunc(x.offered().rules, func(r *rule) bool { return r.addresses(x) }) {
				list = append(list, int32(i))
				break
			}
		}
	}
	return list
}
