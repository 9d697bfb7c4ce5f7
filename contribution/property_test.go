package contribution_test

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"maillage/contribution"
	"maillage/model"
)

// Lines, payers' amounts and imputations all make the total; nothing is below 0; a second run gives the same bytes.
func TestProperty_Sums(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := draws{rt}
		rules := drafts(d.rule())
		f := d.facts(rules)
		statements := contribution.Compute(rules, f)
		for i := range statements {
			s := &statements[i]
			if !s.Priced {
				rt.Fatalf("not priced: %v", s.Anomalies())
			}
			var lines, payers, imputed model.Euro
			for _, l := range s.Lines() {
				lines += l.Amount
			}
			for _, p := range s.Payers() {
				if payers += p.Amount; p.Amount < 0 {
					rt.Fatalf("%d is paid %s", p.ID, p.Amount)
				}
			}
			for _, b := range s.Beneficiaries() {
				if imputed += b.Imputed; b.Imputed < 0 {
					rt.Fatalf("%s is imputed %s", b.Body.Code, b.Imputed)
				}
			}
			if s.Total < 0 || lines != s.Total || payers != s.Total || imputed != s.Total {
				rt.Fatalf("%s, but lines %s, payers %s, imputed %s", s.Total, lines, payers, imputed)
			}
		}
		if again := contribution.Compute(rules, f); !bytes.Equal(written(again), written(statements)) {
			rt.Fatal("a second run differs")
		}
	})
}

// written is all that statements say, by the code of the subscriber.
func written(statements []contribution.Statement) []byte {
	var list []string
	for i := range statements {
		s := &statements[i]
		b := fmt.Sprint(s.Total, s.Priced, s.Outcome(), s.Anomalies())
		for _, l := range s.Lines() {
			b += fmt.Sprint("; ", l.Label(), l.Amount, l.Explanation())
		}
		for _, p := range s.Payers() {
			b += fmt.Sprint("; ", p.ID, p.Amount)
		}
		for _, x := range s.Beneficiaries() {
			b += fmt.Sprint("; ", x.Body.Code, x.Imputed, x.Standalone)
		}
		list = append(list, b)
	}
	return []byte(strings.Join(list, "\n"))
}

// The shares of an envelope make it to the cent, and it grows no more than its index allows.
func TestProperty_Envelope(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := draws{rt}
		r := envelopeOf(d)
		rules := drafts(r)
		f := d.facts(rules)
		for i := range f.Cases {
			f.Cases[i].From, f.Cases[i].To = model.NewDate(2026, 1, 1), nil
		}
		sum := model.Euro(0)
		for _, s := range contribution.Compute(rules, f) {
			sum += s.Total
		}
		total := fraction(*r.Envelope.Total)
		if g := r.Envelope.Growth; g != nil {
			if most := times(fraction(g.PreviousTotal), plus(units(1), fraction(g.Index))); most.Cmp(total) < 0 {
				total = most
			}
		}
		if want := naiveCents(total, model.RoundingUnitCent, model.RoundingModeHalfUp); want.Int64() != int64(sum) {
			rt.Fatalf("the shares make %s, the envelope is of %s cents", sum, want)
		}
	})
}

// A floor and a cap that come last hold, whatever the rounding; a part of a year is never dearer than the year.
func TestProperty_Bounds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := draws{rt}
		r := d.rule()
		r.Proration = nil
		n := d.number("inhabitants", 20_000, 0)
		least, most := d.number("floor", 1e5, 3), d.number("cap", 1e6, 3)
		priced := func() model.Euro {
			f := factsOf(n, n)
			f.Needs = contribution.Needs(drafts(r), 2026)
			f.Bodies[0].Values = slices.Repeat(f.Bodies[0].Values[:1], len(f.Needs))
			f.Cases[0].Offer = contribution.Membership
			return contribution.Compute(drafts(r), f)[0].Total
		}
		year := priced()
		all := r.Corrections
		r.Corrections = append(slices.Clip(all), &model.CorrectionInput{Label: "Plancher", Floor: &model.AmountInput{Amount: least}})
		if have := priced(); big.NewRat(int64(have), 100).Cmp(fraction(least)) < 0 || have < year {
			rt.Fatalf("%s is below the floor of %s", have, least)
		}
		r.Corrections = append(slices.Clip(all), &model.CorrectionInput{Label: "Plafond", Cap: &model.AmountInput{Amount: most}})
		if have := priced(); big.NewRat(int64(have), 100).Cmp(fraction(most)) > 0 || have > year {
			rt.Fatalf("%s is above the cap of %s", have, most)
		}
		r.Corrections = all
		r.Proration = new(rapid.SampledFrom(model.AllProration).Draw(rt, "of a year"))
		f := factsOf(n, n)
		f.Needs = contribution.Needs(drafts(r), 2026)
		f.Bodies[0].Values = slices.Repeat(f.Bodies[0].Values[:1], len(f.Needs))
		f.Cases[0] = d.span(f.Cases[0])
		if have := contribution.Compute(drafts(r), f)[0].Total; have > year || have < 0 {
			rt.Fatalf("a part of the year costs %s, the year %s", have, year)
		}
	})
}

// A marginal scale never falls, and does not jump: one cent more of basis adds at most a hundredth of the dearest rate.
func TestProperty_Marginal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := draws{rt}
		in := d.rates("brackets")
		s, err := contribution.NewScale(&model.ScaleInput{MarginalRate: in})
		if err != nil {
			rt.Fatal(err)
		}
		dearest := slices.MaxFunc(in.Brackets, func(a, b *model.RateBracketInput) int { return a.Rate.Cmp(b.Rate) }).Rate
		base := d.number("base", 2_000_000, 2)
		if d.maybe("at a threshold") {
			base = rapid.SampledFrom(in.Brackets).Draw(rt, "threshold").Threshold
		}
		more, _ := model.ParseDecimal(naivePrinted(plus(fraction(base), big.NewRat(1, 100))))
		p, _ := s.Point(base)
		q, _ := s.Point(more)
		before, _ := new(big.Rat).SetString(p.Value)
		after, _ := new(big.Rat).SetString(q.Value)
		if step := minus(after, before); step.Sign() < 0 || step.Cmp(times(fraction(dearest), big.NewRat(1, 100))) > 0 {
			rt.Fatalf("from %s at %s to %s at %s", p.Value, base, q.Value, more)
		}
	})
}

// At 0.10 a day for each inhabitant, an EPCI and its communes together pay for each day on which one of them subscribes for a
// commune, once: dropped or credited.
func TestProperty_Double(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := draws{rt}
		r := ruleWith(&model.RulePartInput{Label: "Part", Basis: &model.BasisInput{Kind: model.BasisKindPopulationMunicipal}, Scale: &model.ScaleInput{PerUnit: &model.PerUnitInput{Rate: model.MustDecimal("36.5")}}})
		r.Offer, r.Proration = &model.RuleOfferInput{Membership: new(true)}, new(model.ProrationDays)
		anti := rapid.SampledFrom([]model.AntiDoubleCharge{model.AntiDoubleChargeDrop, model.AntiDoubleChargeCredit}).Draw(rt, "double")
		r.Pooling = &model.PoolingInput{Aggregate: model.PoolingAggregateTotalBasis, AntiDoubleCharge: &anti}
		rules := drafts(r)
		f := d.facts(rules)
		have, want := model.Euro(0), int64(0)
		for _, s := range contribution.Compute(rules, f) {
			if have += s.Total; s.Total < 0 {
				rt.Fatal("below 0")
			}
		}
		for who, b := range f.Bodies {
			days := map[model.Date]bool{} // on which somebody subscribes for it
			for _, c := range f.Cases {
				for day := max(c.From, model.NewDate(2026, 1, 1)); slices.Contains(c.Beneficiaries, int32(who)) && day < model.NewDate(2027, 1, 1) && (c.To == nil || day < *c.To); day++ {
					days[day] = true
				}
			}
			n, _ := b.Inhabitants.Parts()
			want += 10 * n * int64(len(days))
		}
		if int64(have) != want {
			rt.Fatalf("%s: %s in all, not %d cents", anti, have, want)
		}
	})
}
