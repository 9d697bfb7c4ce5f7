package contribution

import "maillage/model"

// split shares a voted total between all the cases that a rule prices, key by key (enveloppe). Where its growth is capped, the
// total is at most that of the year before, indexed: CGCT L1424-35 has it so for fire services.
func (r *run) split(rule *rule) {
	e := rule.Envelope
	total := of(*e.Total)
	if e.Growth != nil {
		total = least(total, of(e.Growth.PreviousTotal).mul(whole(1).add(of(e.Growth.Index))))
	}
	r.envelopes[rule] = total
	var members []*Statement
	for i := range r.statements {
		if s := &r.statements[i]; s.rule == rule {
			members = append(members, s)
		}
	}
	if len(members) == 0 {
		return
	}
	cents, ok := halfUp.of(total)
	keys := make([]weight, len(rule.keys))
	for k := range rule.keys {
		keys[k] = weight{rule.keys[k].label, rule.keys[k].share}
	}
	if !ok {
		for _, s := range members {
			s.Priced, s.Anomalies = false, append(s.Anomalies, Anomaly{Code: TooLarge, Message: "the envelope is beyond " + MaxEuro.String() + " euros: check it"})
		}
		return
	}
	weights := r.weigh(rule, members)
	lines := make([]Line, 0, len(members)*len(keys))
	for m, s := range members {
		for k := range rule.keys {
			lines = append(lines, Line{part: &rule.keys[k], base: weights[k][m].by, step: split, about: -1, run: r, of: s})
		}
		s.Lines = lines[m*len(keys) : (m+1)*len(keys)]
	}
	for k, part := range splitBy(cents, keys) {
		for m, amount := range splitBy(part, weights[k]) {
			members[m].Lines[k].Amount = amount
			members[m].Total += amount
		}
	}
}

// weigh reads the weights of each key; a case whose basis is missing weighs nothing and is not priced.
func (r *run) weigh(rule *rule, members []*Statement) [][]weight {
	weights := make([][]weight, len(rule.keys))
	for k := range weights {
		weights[k] = make([]weight, len(members))
	}
	for m, s := range members {
		x := r.pricing(s.Case)
		for k := range rule.keys {
			base, known := x.basis(&rule.keys[k], rule)
			weights[k][m] = weight{x.subscriber.Code, base}
			if !known {
				s.Priced, s.Outcome = false, model.ContributionOutcomeDue
			}
		}
		s.Anomalies = append(s.Anomalies, x.anomalies...)
	}
	return weights
}
