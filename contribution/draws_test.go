package contribution_test

import (
	"fmt"
	"math/big"

	"pgregory.net/rapid"

	"maillage/contribution"
	"maillage/model"
)

// draws are small worlds and rules drawn at random.
type draws struct{ *rapid.T }

func (d draws) number(name string, most int64, places int) model.Decimal {
	n, err := model.NewDecimal(rapid.Int64Range(0, most).Draw(d.T, name), rapid.IntRange(0, places).Draw(d.T, name+" places"))
	if err != nil {
		d.Fatal(err)
	}
	return n
}

func (d draws) one(name string, of ...string) string { return rapid.SampledFrom(of).Draw(d.T, name) }

func (d draws) maybe(name string) bool { return rapid.Bool().Draw(d.T, name) }

func (d draws) rates(name string) *model.RateBracketsInput {
	in := &model.RateBracketsInput{}
	at := int64(0)
	for range rapid.IntRange(1, 5).Draw(d.T, name) {
		t, _ := model.NewDecimal(at, 0)
		in.Brackets = append(in.Brackets, &model.RateBracketInput{Threshold: t, Rate: d.number("rate", 9999, 4)})
		at += rapid.Int64Range(1, 3000).Draw(d.T, "step")
	}
	if d.maybe("upper") {
		in.Bound = new(model.BoundUpperInclusive)
	}
	return in
}

func (d draws) part() *model.RulePartInput {
	p := &model.RulePartInput{Label: "Part", Basis: &model.BasisInput{Kind: model.BasisKindPopulationMunicipal}}
	switch d.one("scale", "flat", "unit", "marginal", "whole", "linear", "package", "percentage") {
	case "flat":
		p.Scale = &model.ScaleInput{Flat: &model.FlatInput{Amount: d.number("amount", 1e6, 3)}}
	case "unit":
		p.Scale = &model.ScaleInput{PerUnit: &model.PerUnitInput{Rate: d.number("rate", 9999, 5)}}
	case "marginal":
		p.Scale = &model.ScaleInput{MarginalRate: d.rates("marginal")}
	case "whole":
		p.Scale = &model.ScaleInput{WholeRate: d.rates("whole")}
	case "linear":
		p.Scale = &model.ScaleInput{LinearAverageRate: d.rates("linear")}
	case "package":
		p.Scale = &model.ScaleInput{Package: &model.PackageInput{Size: model.MustDecimal("250"), Amount: d.number("amount", 1e5, 2)}}
	default:
		p.Scale = &model.ScaleInput{Percentage: &model.PercentageInput{Rate: model.MustDecimal("0.008")}}
	}
	return p
}

// rule has one to three parts, and whatever of the rest.
func (d draws) rule() *contribution.Rule {
	r := ruleWith()
	r.Offer = &model.RuleOfferInput{Membership: new(true)}
	for range rapid.IntRange(1, 3).Draw(d.T, "parts") {
		r.Parts = append(r.Parts, d.part())
	}
	r.Proration = new(rapid.SampledFrom(model.AllProration).Draw(d.T, "proration"))
	r.Rounding = &model.RoundingInput{Unit: new(rapid.SampledFrom(model.AllRoundingUnit).Draw(d.T, "unit")), Mode: new(rapid.SampledFrom(model.AllRoundingMode).Draw(d.T, "mode")),
		At: new(rapid.SampledFrom(model.AllRoundingPlace).Draw(d.T, "at"))}
	aggregates := []model.PoolingAggregate{model.PoolingAggregateTotalBasis, model.PoolingAggregateSumOfMembers, model.PoolingAggregateSumOfPreviousYear}
	r.Pooling = &model.PoolingInput{Aggregate: rapid.SampledFrom(aggregates).Draw(d.T, "aggregate"), AntiDoubleCharge: new(rapid.SampledFrom(model.AllAntiDoubleCharge).Draw(d.T, "double")),
		Imputation: new(rapid.SampledFrom([]model.SplitKey{model.SplitKeyPopulation, model.SplitKeyEqually, model.SplitKeyStandalone}).Draw(d.T, "imputation"))}
	if d.maybe("discount") {
		r.Corrections = append(r.Corrections, &model.CorrectionInput{Label: "Remise", Discount: &model.DiscountInput{Rate: d.number("discount", 100, 2)}})
		if r.Corrections[0].Discount.Rate.Cmp(model.MustDecimal("1")) > 0 {
			r.Corrections[0].Discount.Rate = model.MustDecimal("0.5")
		}
	}
	if d.maybe("coefficient") {
		r.Corrections = append(r.Corrections, &model.CorrectionInput{Label: "Coefficient", Coefficient: new(d.number("coefficient", 3000, 3))})
	}
	if d.maybe("shared") {
		third := model.MustDecimal("0.25")
		r.Allocation = []*model.AllocationInput{{Payer: model.PayerKindSubscriber, Share: third}, {Payer: model.PayerKindMembers, Share: model.MustDecimal("0.5"), Key: r.Pooling.Imputation}, {Payer: model.PayerKindRegion, Share: third}}
	}
	return r
}

// facts are two EPCI with their communes, some with cases of their own beside those of their EPCI.
func (d draws) facts(rules []contribution.Published) *contribution.Facts {
	f := &contribution.Facts{Year: 2026, Needs: contribution.Needs(rules, 2026)}
	add := func(code string, kind model.CollectivityKind, n model.Decimal, communes int) int32 {
		b := contribution.Body{ID: model.CollectivityID(len(f.Bodies) + 1), Kind: kind, Code: code, Name: code, Inhabitants: &n, Communes: communes, RegionID: 1053}
		for range f.Needs {
			b.Values = append(b.Values, contribution.Value{Decimal: n, Known: true})
		}
		f.Bodies = append(f.Bodies, b)
		return int32(len(f.Bodies) - 1)
	}
	for e := range 2 {
		n := rapid.IntRange(1, 5).Draw(d.T, "communes")
		epci := add(fmt.Sprintf("E%d", e), model.CollectivityKindEPCI, d.number("of all", 90_000, 0), n)
		pooled := d.span(contribution.Case{Subscriber: epci, Scope: model.SubscriptionScopeMembers})
		for c := range n {
			who := add(fmt.Sprintf("C%d%d", e, c), model.CollectivityKindCommune, d.number("inhabitants", 9_000, 0), 0)
			pooled.Beneficiaries = append(pooled.Beneficiaries, who)
			if d.maybe("alone too") {
				pooled.Overlapped = append(pooled.Overlapped, int32(len(f.Cases)))
				f.Cases = append(f.Cases, d.span(contribution.Case{Subscriber: who, Beneficiaries: []int32{who}, Scope: model.SubscriptionScopeOwn}))
			}
		}
		f.Cases = append(f.Cases, pooled)
	}
	return f
}

func (d draws) span(c contribution.Case) contribution.Case {
	c.Offer, c.From = contribution.Membership, model.NewDate(2025, 6, 1)
	if d.maybe("begins in the year") {
		c.From = model.NewDate(2026, 1, rapid.IntRange(1, 380).Draw(d.T, "from"))
	}
	if d.maybe("ends") {
		c.To = new(c.From + model.Date(rapid.IntRange(0, 500).Draw(d.T, "days")))
	}
	return c
}

func drafts(rules ...*contribution.Rule) (list []contribution.Published) {
	for i, r := range rules {
		list = append(list, contribution.Published{ID: model.RuleID(i + 1), Rule: r})
	}
	return list
}

func envelopeOf(d draws) *contribution.Rule {
	r := ruleWith()
	r.Code, r.Offer = "ENVELOPE", &model.RuleOfferInput{Membership: new(true)}
	share := d.number("share", 100, 2)
	if share.Cmp(model.MustDecimal("1")) > 0 {
		share = model.MustDecimal("0.4")
	}
	rest, _ := model.ParseDecimal(new(big.Rat).Sub(big.NewRat(1, 1), fraction(share)).FloatString(2))
	r.Envelope = &model.EnvelopeInput{Total: new(d.number("total", 1e9, 2)), Keys: []*model.EnvelopeKeyInput{
		{Label: "Population", Basis: &model.BasisInput{Kind: model.BasisKindPopulationMunicipal}, Share: &share},
		{Label: "Parts égales", Basis: &model.BasisInput{Kind: model.BasisKindMemberCommunes}, Share: &rest}}}
	if d.maybe("growth") {
		r.Envelope.Growth = &model.GrowthInput{PreviousTotal: d.number("previous", 1e9, 2), Index: d.number("index", 10, 2)}
	}
	return r
}
