package contribution

import "maillage/model"

// members are the places of the beneficiaries other than the subscriber.
func (s *Statement) members() (list []int32) {
	for _, i := range s.Case.Beneficiaries {
		if i != s.Case.Subscriber {
			list = append(list, i)
		}
	}
	return list
}

// weights are what bodies get their shares by. Somebody without the figure weighs nothing.
func (s *Statement) weights(places []int32, key model.SplitKey, need int) []weight {
	list := make([]weight, len(places))
	for i, at := range places {
		b := &s.run.f.Bodies[at]
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
			if e := s.alone(at); e != nil {
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
	places := s.Case.Beneficiaries
	key, need := model.SplitKeyPopulation, -1
	if s.rule != nil && s.rule.pooling != nil {
		key, need = or(s.rule.pooling.Imputation, key), s.rule.imputation
	}
	weights := s.weights(places, key, need)
	for i, at := range places {
		if at == s.Case.Subscriber && len(places) > 1 && key == model.SplitKeyPopulation {
			weights[i].by = number{}
		}
	}
	list := make([]Imputation, len(places))
	for i, amount := range splitBy(s.Total, weights) {
		list[i] = Imputation{&s.run.f.Bodies[places[i]], amount, s.alone(places[i])}
	}
	return list
}

// alone is what a body would owe if it took the same offer for itself over the same days, nil where that has no price.
func (s *Statement) alone(at int32) *model.Euro {
	if s.Case.Scope == model.SubscriptionScopeOwn && at == s.Case.Subscriber {
		if !s.Priced {
			return nil
		}
		return &s.Total
	}
	own := Case{Subscriber: at, Beneficiaries: []int32{at}, Offer: s.Case.Offer, Scope: model.SubscriptionScopeOwn, From: s.Case.From, To: s.Case.To}
	var priced Statement
	s.run.pricing(&own).price(&priced)
	if !priced.Priced || priced.rule.keys != nil {
		return nil
	}
	return &priced.Total
}
