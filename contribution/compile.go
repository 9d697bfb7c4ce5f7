package contribution

import (
	"math"
	"slices"

	"maillage/model"
)

// program is a set of rules made ready for a year: what does not depend on a case is found out once.
type program struct {
	year    int
	needs   []Need
	rules   []*rule
	byOffer map[Offer]*offered
	splits  bool // some rule is an envelope
	drops   bool // some rule takes over what communes pay alone
	paid    part // what was paid before, where a rule asks for it
}

// offered are the rules of an offer.
type offered struct {
	offer Offer
	rules []*rule
}

// rule is a rule made ready.
type rule struct {
	Published
	begins, ends   model.Date // when it prices, half-open
	anybody        bool       // it prices whoever subscribes
	kinds, natures []string
	college        string
	scopes         []model.SubscriptionScope
	territory      *model.TerritoryInput
	from, upTo     *number // inhabitants
	condition      *condition
	parts          []part
	keys           []part // of an envelope
	corrections    []correction
	pooling        *model.PoolingInput
	imputation     int // need of the imputation BASIS
	proration      model.Proration
	rounding       rounding
	allocation     []share
	subscriberPays bool // all of it
}

// part is a summand made ready.
type part struct {
	label     string
	kind      model.BasisKind
	need      int   // place among the needs, -1 where none is looked up
	across    *part // of a matrix's columns
	scale     scale
	condition *condition
	share     number // of an envelope
}

func compile(rules []Published, year int, known []Need) *program {
	p := &program{year: year, needs: slices.Clone(known), byOffer: map[Offer]*offered{}}
	for _, in := range rules {
		r := p.rule(in)
		p.splits = p.splits || r.keys != nil
		p.drops = p.drops || r.pooling != nil && or(r.pooling.AntiDoubleCharge, model.AntiDoubleChargeKeep) == model.AntiDoubleChargeDrop
		p.rules = append(p.rules, r)
		offer := OfferOf(in.Offer)
		if p.byOffer[offer] == nil {
			p.byOffer[offer] = &offered{offer: offer}
		}
		p.byOffer[offer].rules = append(p.byOffer[offer].rules, r)
	}
	return p
}

// rule makes a rule ready that Validate and Complete have passed; of one that they have not, what is missing prices nothing.
func (p *program) rule(in Published) *rule {
	r := &rule{Published: in, begins: in.ValidFrom, ends: or(in.ValidTo, math.MaxInt32), anybody: in.AppliesTo == nil,
		pooling: in.Pooling, proration: or(in.Proration, model.ProrationNone), rounding: roundingOf(in.Rounding)}
	if a := in.AppliesTo; a != nil {
		for _, k := range a.Kinds {
			r.kinds = append(r.kinds, string(k))
		}
		r.natures, r.scopes, r.territory, r.college = a.Natures, a.Scopes, a.Territory, or(a.College, "")
		if a.Population != nil {
			r.from, r.upTo = bound(a.Population.From), bound(a.Population.UpTo)
		}
		r.condition, _ = conditionOf(a.Condition)
	}
	for _, in := range in.Parts {
		x := p.basis(in.Label, in.Basis)
		x.condition, _ = conditionOf(in.Condition)
		if x.scale = scaleOf(in.Scale); in.Printed != nil {
			x.scale = printedScale(in.Printed)
		}
		if m, ok := x.scale.(matrix); ok {
			columns := p.basis(in.Label, m.across)
			x.across = &columns
		}
		if x.scale != nil {
			r.parts = append(r.parts, x)
		}
	}
	if in.Envelope != nil && in.Envelope.Total != nil {
		for _, k := range in.Envelope.Keys {
			x := p.basis(k.Label, k.Basis)
			x.share = ofPointer(k.Share)
			r.keys = append(r.keys, x)
		}
	}
	if in.Pooling != nil && in.Pooling.Aggregate == model.PoolingAggregateSumOfPreviousYear {
		p.paid = p.basis("Contribution de l'année précédente", &model.BasisInput{Kind: model.BasisKindPaidBefore})
		p.paid.scale = perUnit{whole(1)}
	}
	for _, c := range in.Corrections {
		r.corrections = append(r.corrections, correctionOf(c, r.rounding))
	}
	r.allocation = p.shares(in.Allocation)
	r.subscriberPays = !slices.ContainsFunc(r.allocation, func(a share) bool { return a.payer != model.PayerKindSubscriber })
	if r.imputation = -1; in.Pooling != nil && in.Pooling.Basis != nil {
		r.imputation = p.need(in.Pooling.Basis)
	}
	return r
}

func bound(d *model.Decimal) *number {
	if d == nil {
		return nil
	}
	n := of(*d)
	return &n
}

func (p *program) basis(label string, b *model.BasisInput) part {
	return part{label: label, kind: b.Kind, need: p.need(b)}
}

// need is the place of a basis among the needs.
func (p *program) need(b *model.BasisInput) int {
	n, asked := needOf(b, p.year)
	if !asked {
		return -1
	}
	at := slices.Index(p.needs, n)
	if at < 0 {
		at = len(p.needs)
		p.needs = append(p.needs, n)
	}
	return at
}

// addresses tells whether a rule prices a case: of this body, with this scope, from this day on.
func (r *rule) addresses(x *pricing) bool {
	b := x.subscriber
	if x.day < r.begins || x.day >= r.ends || !x.own && r.pooling == nil && r.keys == nil {
		return false
	}
	if r.anybody {
		return true
	}
	if len(r.kinds) > 0 && !slices.Contains(r.kinds, string(b.Kind)) || len(r.natures) > 0 && !slices.Contains(r.natures, b.Nature) {
		return false
	}
	if len(r.scopes) > 0 && !slices.Contains(r.scopes, x.c.Scope) {
		return false
	}
	if r.college != "" && r.college != b.College {
		return false
	}
	if t := r.territory; t != nil && (t.Region != nil && *t.Region != b.Region || t.Department != nil && *t.Department != b.Department ||
		t.EPCI != nil && *t.EPCI != b.EPCI && *t.EPCI != b.Code) {
		return false
	}
	if r.from != nil || r.upTo != nil {
		if b.Inhabitants == nil {
			return false
		}
		n := of(*b.Inhabitants)
		if r.from != nil && n.cmp(*r.from) < 0 || r.upTo != nil && n.cmp(*r.upTo) >= 0 {
			return false
		}
	}
	return r.condition.holds(x)
}
