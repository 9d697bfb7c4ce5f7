package contribution

import (
	"fmt"

	"maillage/model"
)

// pricing is one case being priced.
type pricing struct {
	run        *run
	p          *program
	c          *Case
	subscriber *Body
	scope      model.SubscriptionScope
	day        model.Date // on which the rule is looked up: 1 January, or the first day of the case if it comes later
	anomalies  []Anomaly
}

func (r *run) pricing(c *Case) *pricing {
	x := &pricing{}
	x.begin(r, c)
	return x
}

func (x *pricing) begin(r *run, c *Case) {
	*x = pricing{run: r, p: r.p, c: c, subscriber: &r.f.Bodies[c.Subscriber], scope: c.Scope, day: max(r.first, c.From)}
}

// communes is how many communes benefit, or for a body that subscribes for itself how many it has; a commune is one.
func (x *pricing) communes() int {
	if x.scope == model.SubscriptionScopeOwn {
		if x.subscriber.Kind == model.CollectivityKindCommune {
			return max(x.subscriber.Communes, 1)
		}
		return x.subscriber.Communes
	}
	n := 0
	for _, i := range x.c.Beneficiaries {
		if i != x.c.Subscriber {
			n++
		}
	}
	return n
}

// memberShare is the share of the subscriber's communes that benefit.
func (x *pricing) memberShare() number {
	if x.subscriber.Communes == 0 {
		return number{}
	}
	n := 0
	for _, i := range x.c.Beneficiaries {
		if i != x.c.Subscriber {
			n++
		}
	}
	return whole(int64(n)).quo(whole(int64(x.subscriber.Communes)))
}

// counted are the bodies whose bases a part sums: the subscriber alone, or the beneficiaries of a pooled subscription. An
// EPCI has no inhabitants beside those of its communes, so for populations it does not count again.
func (x *pricing) counted(p *part, r *rule) []*Body {
	if x.scope == model.SubscriptionScopeOwn {
		return []*Body{x.subscriber}
	}
	var list []*Body
	for _, i := range x.c.Beneficiaries {
		if i != x.c.Subscriber || !peopled(p.kind) {
			list = append(list, &x.run.f.Bodies[i])
		}
	}
	return list
}

func peopled(k model.BasisKind) bool {
	return k == model.BasisKindPopulationMunicipal || k == model.BasisKindPopulationTotal || k == model.BasisKindPopulationDgf || k == model.BasisKindPaidBefore
}

// basis is the basis of a part in this case; ok is false where a value is missing, which is then an anomaly.
func (x *pricing) basis(p *part, r *rule) (sum number, ok bool) {
	switch {
	case p.kind == model.BasisKindNone:
		return number{}, true
	case p.kind == model.BasisKindMemberCommunes:
		return whole(int64(x.communes())), true
	case x.scope == model.SubscriptionScopeOwn:
		return x.value(p.need, x.subscriber)
	}
	ok = true
	for _, i := range x.c.Beneficiaries {
		if i == x.c.Subscriber && peopled(p.kind) {
			continue
		}
		v, known := x.value(p.need, &x.run.f.Bodies[i])
		sum, ok = sum.add(v), ok && known
	}
	return sum, ok
}

// value is the basis of one body.
func (x *pricing) value(need int, b *Body) (number, bool) {
	if need < len(b.Values) && b.Values[need].Known {
		return of(b.Values[need].Decimal), true
	}
	n := x.p.needs[need]
	what := string(n.Kind)
	if n.Indicator != "" {
		what += " " + n.Indicator
	}
	when := fmt.Sprint(n.Year)
	if n.Year == 0 {
		when = n.On.String()
	}
	x.anomalies = append(x.anomalies, Anomaly{MissingBasis, fmt.Sprintf("%s (%s) has no %s for %s: enter the figure, or leave the body out; it is not taken for 0", b.Name, b.Code, what, when), "", b})
	return number{}, false
}

// column is the second basis of a matrix, of one member or, where it is nil, of the case: the number of communes, or a basis of
// its own. ok is false where a value is missing, which is then an anomaly.
func (x *pricing) column(p *part, member *Body) (n number, ok bool) {
	if _, two := p.scale.(matrix); !two {
		return number{}, true
	}
	across := &part{kind: model.BasisKindMemberCommunes, need: p.across}
	if p.across >= 0 {
		across.kind = x.p.needs[p.across].Kind
	}
	if member != nil {
		return x.own(across, member)
	}
	return x.basis(across, nil)
}

// own is the basis of a part for one member alone; a commune is one commune.
func (x *pricing) own(p *part, member *Body) (n number, ok bool) {
	switch {
	case p.kind == model.BasisKindNone:
		return number{}, true
	case p.kind == model.BasisKindMemberCommunes:
		return whole(1), true
	}
	return x.value(p.need, member)
}

// variables are what conditions read.
func (x *pricing) variables() map[string]any {
	b := x.subscriber
	inhabitants := int64(0)
	if b.Inhabitants != nil {
		inhabitants, _ = b.Inhabitants.Parts()
	}
	return map[string]any{"kind": string(b.Kind), "nature": b.Nature, "code": b.Code, "department": b.Department, "region": b.Region,
		"epci": b.EPCI, "population": inhabitants, "members": int64(x.communes()), "college": b.College, "scope": string(x.scope), "year": int64(x.p.year),
		"startYear": int64(x.c.From.Year()), "startMonth": int64(month(x.c.From))}
}
