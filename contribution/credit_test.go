package contribution_test

import (
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// A credit below half a cent changes an amount of which only the total is rounded: the lines, which are computed again when they are
// asked for, have to know of it. The EPCI's euro, a tenth of it, for the two months begun of twelve, is 0.0166…; two communes' own
// 0.10, for the 32 days of 365 that the EPCI is billed for, take all of it.
func TestTinyCreditsAreInTheLines(t *testing.T) {
	t.Parallel()
	tenth := model.MustDecimal("0.1")
	r := ruleWith()
	r.Offer = &model.RuleOfferInput{Membership: new(true)}
	r.Parts = []*model.RulePartInput{{Label: "Forfait", Basis: &model.BasisInput{Kind: model.BasisKindNone}, Scale: &model.ScaleInput{Flat: &model.FlatInput{Amount: model.MustDecimal("1")}}}}
	r.Corrections = []*model.CorrectionInput{{Label: "Coefficient", Coefficient: &tenth}}
	r.Proration = new(model.ProrationMonthsStarted)
	r.Rounding = &model.RoundingInput{Unit: new(model.RoundingUnitCent), Mode: new(model.RoundingModeUp), At: new(model.RoundingPlaceTotal)}
	r.Pooling = &model.PoolingInput{Aggregate: model.PoolingAggregateTotalBasis, AntiDoubleCharge: new(model.AntiDoubleChargeCredit)}
	rules := drafts(r)
	for _, communes := range []int{2, 3, 4} {
		f := &contribution.Facts{Year: 2026, Needs: contribution.Needs(rules, 2026), Bodies: []contribution.Body{{ID: 1, Kind: model.CollectivityKindEPCI, Code: "E", Communes: communes}}}
		pooled := contribution.Case{Offer: contribution.Membership, Scope: model.SubscriptionScopeMembers, From: model.NewDate(2025, 6, 1), To: new(model.NewDate(2026, 2, 2))}
		for i := range int32(communes) {
			f.Bodies = append(f.Bodies, contribution.Body{ID: model.CollectivityID(i + 2), Kind: model.CollectivityKindCommune, Code: string(rune('A' + i))})
			pooled.Beneficiaries, pooled.Overlapped = append(pooled.Beneficiaries, i+1), append(pooled.Overlapped, i)
			f.Cases = append(f.Cases, contribution.Case{Subscriber: i + 1, Beneficiaries: []int32{i + 1}, Offer: contribution.Membership, Scope: model.SubscriptionScopeOwn, From: model.NewDate(2025, 6, 1)})
		}
		f.Cases = append(f.Cases, pooled)
		s := contribution.Compute(rules, f)[communes]
		var lines model.Euro
		for _, l := range s.Lines() {
			lines += l.Amount
		}
		if s.Total != 0 || lines != 0 {
			t.Errorf("%d communes: the total is %s, its lines make %s", communes, s.Total, lines)
		}
	}
}
