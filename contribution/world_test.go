package contribution_test

import (
	"fmt"
	"strings"
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// The places of the small world's bodies: an EPCI of 6,000 inhabitants and its communes of 1,000, 2,000 and 3,000.
const epci, ay, by, cy = 0, 1, 2, 3

// world is a small world in which some rules price the year 2026. Figures are known as "A PAID_BEFORE": "100".
func world(t *testing.T, figures map[string]string, rules ...*contribution.Rule) ([]contribution.Published, *contribution.Facts) {
	t.Helper()
	var published []contribution.Published
	for i, r := range rules {
		if err := contribution.Validate(r); err != nil {
			t.Fatal(told(err))
		}
		published = append(published, contribution.Published{ID: model.RuleID(i + 1), Rule: r})
	}
	f := &contribution.Facts{Year: 2026, Needs: contribution.Needs(published, 2026)}
	for i, inhabitants := range []string{"6000", "1000", "2000", "3000"} {
		n := model.MustDecimal(inhabitants)
		b := contribution.Body{ID: model.CollectivityID(i + 1), Kind: model.CollectivityKindCommune, Code: "EABC"[i : i+1], Name: "nom de " + "EABC"[i:i+1], EPCI: "E",
			DepartmentID: 35, RegionID: 53, Inhabitants: &n}
		if i == epci {
			b.Kind, b.Nature, b.Communes, b.EPCI = model.CollectivityKindEPCI, "CC", 3, ""
		}
		for _, need := range f.Needs {
			text, known := figures[strings.TrimSpace(fmt.Sprintf("%s %s %s", b.Code, need.Kind, need.Indicator))]
			if !known && need.Kind == model.BasisKindPopulationMunicipal {
				text, known = inhabitants, true
			}
			v := contribution.Value{Known: known, Vintage: "essai"}
			if known {
				v.Decimal = model.MustDecimal(text)
			}
			b.Values = append(b.Values, v)
		}
		f.Bodies = append(f.Bodies, b)
	}
	return published, f
}

// own is a case of a body for itself, from and to as 2026-01-01, the end left out where there is none.
func own(who int32, days ...string) contribution.Case {
	return spanned(contribution.Case{Subscriber: who, Beneficiaries: []int32{who}, Scope: model.SubscriptionScopeOwn}, days)
}

// pooled is a case of the EPCI for its communes.
func pooled(overlapped []int32, days ...string) contribution.Case {
	return spanned(contribution.Case{Subscriber: epci, Beneficiaries: []int32{ay, by, cy}, Scope: model.SubscriptionScopeMembers, Overlapped: overlapped}, days)
}

func spanned(c contribution.Case, days []string) contribution.Case {
	c.Offer, c.From = contribution.Membership, model.NewDate(2025, 1, 1)
	for i, text := range days {
		d, err := model.ParseDate(text)
		if err != nil {
			panic(err)
		}
		if i == 0 {
			c.From = d
		} else {
			c.To = &d
		}
	}
	return c
}

// lines are those of a statement as "label amount", in one text; of one that is not priced, the codes of its anomalies.
func lines(s *contribution.Statement) string {
	var list []string
	for _, l := range s.Lines() {
		list = append(list, l.Label()+" "+l.Amount.String())
	}
	for _, a := range s.Anomalies() {
		list = append(list, a.Code)
	}
	return strings.Join(list, "; ")
}

func same(t *testing.T, what string, have, want any) {
	t.Helper()
	if fmt.Sprint(have) != fmt.Sprint(want) {
		t.Errorf("%s: have\n%v\nwant\n%v", what, have, want)
	}
}

const perHead = `parts: [{label: Part, basis: {kind: POPULATION_MUNICIPAL}, scale: {perUnit: {rate: "0.12"}}}]`
