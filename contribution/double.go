package contribution

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"maillage/model"
)

// antiDouble is what becomes of communes that already pay, where a rule prices a subscription for them.
func (x *pricing) antiDouble(r *rule) model.AntiDoubleCharge {
	if x.own || r.pooling == nil {
		return model.AntiDoubleChargeKeep
	}
	return or(r.pooling.AntiDoubleCharge, model.AntiDoubleChargeKeep)
}

// drop takes from the cases of communes what their EPCI's rule bills for them: while the EPCI pays, they owe nothing of their
// own (ADULLACT: never both).
func (r *run) drop(x *pricing) {
	for i := range r.f.Cases {
		c := &r.f.Cases[i]
		if len(c.Overlapped) == 0 {
			continue
		}
		x.begin(c)
		rule, other := x.find()
		if rule == nil || other != nil || x.antiDouble(rule) != model.AntiDoubleChargeDrop {
			continue
		}
		billed := x.billed(rule)
		for _, at := range c.Overlapped {
			if own := &r.f.Cases[at]; billed.and(r.lasts(own)).days() > 0 {
				r.taken[own] = append(r.taken[own], billed)
			}
		}
	}
	for _, spans := range r.taken {
		slices.SortFunc(spans, func(a, b interval) int { return cmp.Compare(a.from, b.from) })
	}
}

// deduction is a line of what another case owes, and its exact amount.
type deduction struct {
	line Line
	by   number
}

// credit deducts what communes owe alone for the time that their EPCI pays for them too, never below 0, and never twice.
func (x *pricing) credit(sum *tally, r *rule) {
	if x.antiDouble(r) != model.AntiDoubleChargeCredit {
		return
	}
	if made, again := x.run.credits[x.c]; again {
		for i := range made {
			sum.add(&made[i].line, made[i].by)
		}
		return
	}
	billed := x.billed(r)
	for _, at := range x.c.Overlapped {
		s := &x.run.statements[at]
		if s.rule == nil {
			continue // nothing is due
		}
		own := x.run.pricing(s.Case)
		if !s.Priced {
			b := own.subscriber
			x.anomalies = append(x.anomalies, Anomaly{MissingBasis, fmt.Sprintf("what %s (%s) owes alone is to be deducted, and has no amount: see there", b.Name, b.Code), "", b})
			continue
		}
		alone := own.billed(s.rule)
		together := billed.and(alone).days()
		if together == 0 {
			continue
		}
		share := least(euros(s.Total).mul(whole(together)).quo(whole(alone.days())), least(euros(s.Total-x.run.credited[s.Case]), sum.exact()))
		l := Line{step: credited, about: s.Case.Subscriber, base: euros(s.Total)}
		sum.add(&l, share.neg())
		x.run.credited[s.Case] -= l.Amount
		x.run.credits[x.c] = append(x.run.credits[x.c], deduction{l, share.neg()}) // less than half a cent counts too, where only the total is rounded
	}
}

// inOrder are the places of cases for several bodies in an order of their own, so that what one of them is credited, and the
// other is not, does not hang on the order of the cases.
func (r *run) inOrder(pooled []int32) {
	slices.SortStableFunc(pooled, func(a, b int32) int {
		c, d := &r.f.Cases[a], &r.f.Cases[b]
		return cmp.Or(strings.Compare(r.f.Bodies[c.Subscriber].Code, r.f.Bodies[d.Subscriber].Code), strings.Compare(string(c.Offer), string(d.Offer)),
			cmp.Compare(c.From, d.From), strings.Compare(string(c.Scope), string(d.Scope)))
	})
}

// PaidTwice are the communes that pay alone for what this case pays for them, where the rule neither drops nor credits that.
func (s *Statement) PaidTwice() (list []*Body) {
	if s.rule == nil || !s.Priced || s.rule.pooling != nil && or(s.rule.pooling.AntiDoubleCharge, model.AntiDoubleChargeKeep) != model.AntiDoubleChargeKeep {
		return nil
	}
	for _, own := range s.Case.Overlapped {
		if other := &s.run.statements[own]; other.Priced && other.Total > 0 && s.run.lasts(s.Case).and(s.run.lasts(other.Case)).days() > 0 {
			list = append(list, &s.run.f.Bodies[other.Case.Subscriber])
		}
	}
	return list
}

// Facts are what the statement was computed from.
func (s *Statement) Facts() *Facts { return s.run.f }
