package contribution

import (
	"fmt"

	"maillage/model"
)

// pricing is one case being priced.
type pricing struct {
	run        *run
	c          *Case
	subscriber *Body
	day        model.Date // on which the rule is looked up: 1 January, or the first day of the case if it comes later
	own        bool       // it subscribes for itself alone
	anomalies  []Anomaly
	sum        tally
	met        [64]*offered
}

func (r *run) pricing(c *Case) *pricing {
	x := &pricing{run: r}
	x.begin(c)
	return x
}

func (x *pricing) begin(c *Case) {
	x.c, x.subscriber, x.day, x.own = c, &x.run.f.Bodies[c.Subscriber], max(x.run.first, c.From), c.Scope == model.SubscriptionScopeOwn
	x.anomalies = nil
}

// offered are the rules of what the case subscribes to. A set goes through the same few offers again and again: those that were
// met are kept at hand by the ends of their codes.
func (x *pricing) offered() *offered {
	code := x.c.Offer
	place := &x.met[0]
	if n := len(code); n > 1 {
		place = &x.met[(code[n-1]+10*code[n-2])%byte(len(x.met))]
	}
	if *place == nil || (*place).offer != code {
		if *place = x.run.p.byOffer[code]; *place == nil {
			*place = &offered{offer: code}
		}
	}
	return *place
}

// communes is how many communes benefit, or for a body that subscribes for itself how many it has; a commune is one.
func (x *pricing) communes() int {
	switch {
	case !x.own:
		return x.members()
	case x.subscriber.Kind == model.CollectivityKindCommune:
		return max(x.subscriber.Communes, 1)
	}
	return x.subscriber.Communes
}

// members is how many benefit beside the subscriber.
func (x *pricing) members() (n int) {
	for _, i := range x.c.Beneficiaries {
		if i != x.c.Subscriber {
			n++
		}
	}
	return n
}

// covers tells whether at least such a share of the subscriber's communes benefit; of no communes, none do.
func (x *pricing) covers(share number) bool {
	if x.subscriber.Communes == 0 {
		return share.sign() <= 0
	}
	return whole(int64(x.members())).cmp(share.mul(whole(int64(x.subscriber.Communes)))) >= 0
}

// counts tells whether a beneficiary's basis is part of the sum of a pooled subscription. An EPCI has no inhabitants beside
// those of its communes, so for populations it does not count again.
func (x *pricing) counts(who int32, k model.BasisKind) bool {
	return who != x.c.Subscriber || !peopled(k)
}

func peopled(k model.BasisKind) bool {
	return k == model.BasisKindPopulationMunicipal || k == model.BasisKindPopulationTotal || k == model.BasisKindPopulationDgf || k == model.BasisKindPaidBefore
}

// basis is the basis of a part in this case; ok is false where a value is missing, which is then an anomaly.
func (x *pricing) basis(p *part) (sum number, ok bool) {
	switch {
	case p.kind == model.BasisKindNone:
		return number{}, true
	case p.kind == model.BasisKindMemberCommunes:
		return whole(int64(x.communes())), true
	case x.own:
		return x.value(p.need, x.subscriber)
	}
	ok = true
	for _, i := range x.c.Beneficiaries {
		if x.counts(i, p.kind) {
			v, known := x.value(p.need, &x.run.f.Bodies[i])
			sum, ok = sum.add(v), ok && known
		}
	}
	return sum, ok
}

// value is the basis of one body. One that is not known, or that is below nothing, is an anomaly.
func (x *pricing) value(need int, b *Body) (number, bool) {
	if need < len(b.Values) {
		if v := &b.Values[need]; v.Known {
			if n := of(v.Decimal); n.c >= 0 {
				return n, true
			}
			x.anomalies = append(x.anomalies, Anomaly{NegativeBasis, fmt.Sprintf("%s (%s) has the basis %s: a basis counts something, correct the figure", b.Name, b.Code, v), "", b})
			return number{}, false
		}
	}
	x.missing(b, x.run.p.needs[need])
	return number{}, false
}

func (x *pricing) missing(b *Body, n Need) {
	what := string(n.Kind)
	if n.Indicator != "" {
		what += " " + n.Indicator
	}
	when := fmt.Sprint(n.Year)
	if n.Year == 0 {
		when = n.On.String()
	}
	x.anomalies = append(x.anomalies, Anomaly{MissingBasis, fmt.Sprintf("%s (%s) has no %s for %s: enter the figure, or leave the body out; it is not taken for 0", b.Name, b.Code, what, when), "", b})
}

// column is the second basis of a matrix, of one member or, where it is nil, of the case: the number of communes, or a basis of
// its own. ok is false where a value is missing, which is then an anomaly.
func (x *pricing) column(p *part, member *Body) (n number, ok bool) {
	switch {
	case p.across == nil:
		return number{}, true
	case member != nil:
		return x.alone(p.across, member)
	}
	return x.basis(p.across)
}

// alone is the basis of a part for one member alone; a commune is one commune.
func (x *pricing) alone(p *part, member *Body) (n number, ok bool) {
	switch p.kind {
	case model.BasisKindNone:
		return number{}, true
	case model.BasisKindMemberCommunes:
		return whole(1), true
	}
	return x.value(p.need, member)
}

// variables are what conditions read. A population that is not known is not among them: what asks for it cannot be told.
func (x *pricing) variables() map[string]any {
	b := x.subscriber
	v := map[string]any{"kind": string(b.Kind), "nature": b.Nature, "code": b.Code, "department": b.Department, "region": b.Region,
		"epci": b.EPCI, "members": int64(x.communes()), "college": b.College, "scope": string(x.c.Scope), "year": int64(x.run.f.Year),
		"startYear": int64(x.c.From.Year()), "startMonth": int64(month(x.c.From))}
	if b.Inhabitants != nil {
		coef, scale := b.Inhabitants.Parts()
		v["population"] = coef / pow10[scale]
	}
	return v
}
