package contribution

// split prices the cases of envelopes and shares each envelope out.
func (r *run) split(x *pricing) {
	for i := range r.f.Cases {
		x.begin(&r.f.Cases[i])
		if rule, _ := x.find(); rule != nil && rule.keys != nil {
			x.price(&r.statements[i])
		}
	}
	for _, rule := range r.p.rules {
		if rule.keys != nil {
			r.share(rule)
		}
	}
}

// share shares a voted total between all the cases that a rule prices, key by key (enveloppe). Where its growth is capped, the
// total is at most that of the year before, indexed: CGCT L1424-35 has it so for fire services.
func (r *run) share(rule *rule) {
	e := rule.Envelope
	total := of(*e.Total)
	if e.Growth != nil {
		total = least(total, of(e.Growth.PreviousTotal).mul(whole(1).add(of(e.Growth.Index))))
	}
	r.envelopes[rule] = total
	members, weights := r.weigh(rule)
	if len(members) == 0 {
		return
	}
	cents, ok := halfUp.of(total)
	if !ok {
		for _, s := range members {
			s.trouble(Anomaly{Code: TooLarge, Message: "the envelope is beyond " + MaxEuro.String() + " euros: check it"})
		}
		return
	}
	keys := make([]weight, len(rule.keys))
	for k := range rule.keys {
		keys[k] = weight{rule.keys[k].label, rule.keys[k].share}
	}
	lines := make([]Line, 0, len(members)*len(keys))
	for m, s := range members {
		for k := range rule.keys {
			lines = append(lines, Line{part: &rule.keys[k], base: weights[k][m].by, step: split, about: nobody})
		}
		r.kept[s.Case] = lines[m*len(keys) : (m+1)*len(keys)]
	}
	for k, part := range splitBy(cents, keys) {
		for m, amount := range splitBy(part, weights[k]) {
			lines[m*len(keys)+k].Amount = amount
			members[m].Total += amount
		}
	}
}

// weigh finds those who share an envelope, and reads their weights by each key; one whose basis is missing is not priced.
func (r *run) weigh(rule *rule) (members []*Statement, weights [][]weight) {
	weights = make([][]weight, len(rule.keys))
	for i := range r.statements {
		s := &r.statements[i]
		if s.rule != rule || s.outcome != due {
			continue
		}
		x := r.pricing(s.Case)
		bases := make([]number, len(rule.keys))
		for k := range rule.keys {
			bases[k], _ = x.basis(&rule.keys[k])
		}
		if x.anomalies != nil {
			s.trouble(x.anomalies...)
			continue
		}
		members = append(members, s)
		for k := range rule.keys {
			weights[k] = append(weights[k], weight{x.subscriber.Code, bases[k]})
		}
	}
	return members, weights
}
