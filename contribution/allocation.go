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
					b := &s.run.f.Bodies[members[j]]
					list = append(list, Share{b, b.ID, part})
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
