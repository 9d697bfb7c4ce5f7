package contribution

import "maillage/model"

// share is a payer's share of a rule made ready.
type share struct {
	payer model.PayerKind
	part  number
	key   model.SplitKey
	need  int // of the key BASIS
}

func (p *program) shares(in []*model.AllocationInput) []share {
	if len(in) == 0 {
		return []share{{model.PayerKindSubscriber, whole(1), model.SplitKeyPopulation, -1}}
	}
	list := make([]share, len(in))
	for i, a := range in {
		list[i] = share{a.Payer, of(a.Share), or(a.Key, model.SplitKeyPopulation), -1}
		if a.Basis != nil {
			list[i].need = p.need(a.Basis)
		}
	}
	return list
}

// Share is what one of several owes or is imputed. Payers other than the bodies of the facts have a key and no body.
type Share struct {
	Body   *Body // nil for a department or a region
	ID     model.CollectivityID
	Amount model.Euro
}

// Payers are those who owe the total, with what each owes; the amounts make the total. Nobody owes nothing.
func (s *Statement) Payers() []Share {
	if s.rule == nil || !s.Priced || s.Total == 0 {
		return nil
	}
	subscriber := &s.run.f.Bodies[s.Case.Subscriber]
	if s.rule.subscriberPays {
		return []Share{{subscriber, subscriber.ID, s.Total}}
	}
	weights := make([]weight, len(s.rule.allocation))
	for i, a := range s.rule.allocation {
		weights[i] = weight{string(rune('a' + i)), a.part}
	}
	var list []Share
	for i, amount := range splitBy(s.Total, weights) {
		a := s.rule.allocation[i]
		switch {
		case amount == 0:
		case a.payer == model.PayerKindMembers && len(s.members()) > 0:
			members := s.members()
			for j, part := range splitBy(amount, s.weights(members, a.key, a.need)) {
				if part != 0 {
					list = append(list, Share{members[j], members[j].ID, part})
				}
			}
		case a.payer == model.PayerKindDepartment && subscriber.DepartmentID != 0:
			list = append(list, Share{nil, subscriber.DepartmentID, amount})
		case a.payer == model.PayerKindRegion && subscriber.RegionID != 0:
			list = append(list, Share{nil, subscriber.RegionID, amount})
		default: // who has no department, region or member pays that share too
			list = append(list, Share{subscriber, subscriber.ID, amount})
		}
	}
	return merged(list)
}

// merged adds up the shares of one payer.
func merged(list []Share) (out []Share) {
	at := map[model.CollectivityID]int{}
	for _, s := range list {
		if i, again := at[s.ID]; again {
			out[i].Amount += s.Amount
			continue
		}
		at[s.ID] = len(out)
		out = append(out, s)
	}
	return out
}

// members are the beneficiaries other than the subscriber.
func (s *Statement) members() (list []*Body) {
	for _, i := range s.Case.Beneficiaries {
		if i != s.Case.Subscriber {
			list = append(list, &s.run.f.Bodies[i])
		}
	}
	return list
}

// weights are what bodies get their shares by. Somebody without the figure weighs nothing.
func (s *Statement) weights(bodies []*Body, key model.SplitKey, need int) []weight {
	list := make([]weight, len(bodies))
	for i, b := range bodies {
		list[i] = weight{b.Code, whole(1)}
		switch key {
		case model.SplitKeyPopulation:
			list[i].by = ofPointer(b.Inhabitants)
		case model.SplitKeyBasis:
			list[i].by = number{}
			if need >= 0 && need < len(b.Values) && b.Values[need].Known {
				list[i].by = of(b.Values[need].Decimal)
			}
		case model.SplitKeyStandalone:
			list[i].by = number{}
			if e := s.alone(b); e != nil {
				list[i].by = euros(*e)
			}
		}
	}
	return list
}

// Imputation is a beneficiary with what it is imputed, whoever pays, and what it would pay alone, nil where no rule prices that.
type Imputation struct {
	Body       *Body
	Imputed    model.Euro
	Standalone *model.Euro
}

// Beneficiaries are those who benefit, by their places; what they are imputed makes the total. An EPCI that subscribes for
// itself and its communes has no inhabitants of its own, so by population all is imputed to the communes.
func (s *Statement) Beneficiaries() []Imputation {
	bodies := make([]*Body, len(s.Case.Beneficiaries))
	for i, b := range s.Case.Beneficiaries {
		bodies[i] = &s.run.f.Bodies[b]
	}
	key, need := model.SplitKeyPopulation, -1
	if s.rule != nil && s.rule.pooling != nil {
		key, need = or(s.rule.pooling.Imputation, key), s.rule.imputation
	}
	weights := s.weights(bodies, key, need)
	for i, b := range s.Case.Beneficiaries {
		if b == s.Case.Subscriber && len(bodies) > 1 && key == model.SplitKeyPopulation {
			weights[i].by = number{}
		}
	}
	list := make([]Imputation, len(bodies))
	for i, amount := range splitBy(s.Total, weights) {
		list[i] = Imputation{bodies[i], amount, s.alone(bodies[i])}
	}
	return list
}

// alone is what a body would owe if it took the same offer for itself over the same days, nil where that has no price.
func (s *Statement) alone(b *Body) *model.Euro {
	if s.Case.Scope == model.SubscriptionScopeOwn && b == &s.run.f.Bodies[s.Case.Subscriber] {
		if !s.Priced {
			return nil
		}
		return &s.Total
	}
	at := s.run.place(b)
	own := Case{Subscriber: at, Beneficiaries: []int32{at}, Offer: s.Case.Offer, Scope: model.SubscriptionScopeOwn, From: s.Case.From, To: s.Case.To}
	var priced Statement
	s.run.pricing(&own).price(&priced)
	if !priced.Priced || priced.rule != nil && priced.rule.keys != nil {
		return nil
	}
	return &priced.Total
}

// place is where a body stands among the facts.
func (r *run) place(b *Body) int32 {
	if r.places == nil {
		r.places = make(map[*Body]int32, len(r.f.Bodies))
		for i := range r.f.Bodies {
			r.places[&r.f.Bodies[i]] = int32(i)
		}
	}
	return r.places[b]
}
