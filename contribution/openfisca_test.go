package contribution_test

import (
	_ "embed"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// vectors are outputs of the reference implementation of the four scales of the field, in 64-bit floats.
//
//go:embed testdata/openfisca-vectors.json
var vectors []byte

type vector struct {
	Kind     string
	Brackets []struct {
		Threshold, Amount, Rate json.Number
		AverageRate             json.Number `json:"average_rate"`
	}
	Options struct {
		Right  bool
		Factor json.Number
		Round  *int `json:"round_base_decimals"`
	}
	Base, Expected []json.Number
}

// Every point equals the reference within 1e-6, but for two things that it does and we refuse or do otherwise: thresholds
// that stand twice are refused, and a linear average rate goes on beyond its last threshold, where the reference gives 0.
func TestOpenFisca(t *testing.T) {
	t.Parallel()
	var file struct{ Cases []vector }
	if err := json.Unmarshal(vectors, &file); err != nil {
		t.Fatal(err)
	}
	points, refused, beyond := 0, 0, 0
	for i, v := range file.Cases {
		scale, last, err := v.scale(t)
		if v.twice() {
			if refused++; err == nil {
				t.Errorf("case %d: a threshold that stands twice must be refused", i)
			}
			continue
		}
		if err != nil {
			t.Errorf("case %d: %v", i, err)
			continue
		}
		for j, base := range v.Base {
			if f := float(t, base); f < 0 {
				if want := float(t, v.Expected[j]); want != 0 {
					t.Errorf("case %d: the reference gives %v below 0", i, want)
				}
				continue // a basis counts something: below 0 it is refused, see TestPoint
			} else if v.Kind == "linear_average_rate" && f >= last {
				beyond++
				continue
			}
			points++
			have, want := scale(base), float(t, v.Expected[j])
			if math.Abs(have-want) > 1e-6*math.Max(1, math.Abs(want)) {
				t.Errorf("case %d (%s, %+v) at %s: have %v, want %v", i, v.Kind, v.Options, base, have, want)
			}
		}
	}
	if len(file.Cases) != 143 || points < 1000 {
		t.Errorf("only %d cases, %d points were compared", len(file.Cases), points)
	}
	t.Logf("%d scales, %d points; %d scales refused for double thresholds, %d points beyond a linear average rate", len(file.Cases), points, refused, beyond)
}

func float(t *testing.T, n json.Number) float64 {
	t.Helper()
	f, err := n.Float64()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// decimal reads a float's shortest text, without exponent.
func decimal(t *testing.T, n json.Number) model.Decimal {
	t.Helper()
	d, err := model.ParseDecimal(strconv.FormatFloat(float(t, n), 'f', -1, 64))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (v vector) twice() bool {
	seen := map[float64]bool{}
	for _, b := range v.Brackets {
		f, _ := b.Threshold.Float64()
		if seen[f] {
			return true
		}
		seen[f] = true
	}
	return false
}

// scale is the vector's scale in our terms, and its last threshold. The reference sorts brackets by itself; its amounts hold
// from above the threshold on.
func (v vector) scale(t *testing.T) (at func(json.Number) float64, last float64, err error) {
	slices.SortStableFunc(v.Brackets, func(a, b struct {
		Threshold, Amount, Rate json.Number
		AverageRate             json.Number `json:"average_rate"`
	}) int {
		if float(t, a.Threshold) < float(t, b.Threshold) {
			return -1
		}
		return 1
	})
	factor := 1.0
	if v.Options.Factor != "" {
		factor = float(t, v.Options.Factor)
	}
	var amounts []*model.AmountBracketInput
	var rates []*model.RateBracketInput
	for _, b := range v.Brackets {
		last = float(t, b.Threshold) * factor
		at := decimal(t, json.Number(strconv.FormatFloat(last, 'f', -1, 64)))
		switch v.Kind {
		case "single_amount", "marginal_amount":
			amounts = append(amounts, &model.AmountBracketInput{Threshold: at, Amount: decimal(t, b.Amount)})
		case "marginal_rate":
			rates = append(rates, &model.RateBracketInput{Threshold: at, Rate: decimal(t, b.Rate)})
		case "linear_average_rate":
			rates = append(rates, &model.RateBracketInput{Threshold: at, Rate: decimal(t, b.AverageRate)})
		}
	}
	bound := model.BoundLowerInclusive
	if v.Options.Right || v.Kind == "marginal_amount" {
		bound = model.BoundUpperInclusive
	}
	var in model.ScaleInput
	switch v.Kind {
	case "single_amount":
		in.SingleAmount = &model.AmountBracketsInput{Brackets: amounts, Bound: &bound}
	case "marginal_amount":
		in.MarginalAmount = &model.AmountBracketsInput{Brackets: amounts, Bound: &bound}
	case "marginal_rate":
		in.MarginalRate = &model.RateBracketsInput{Brackets: rates}
	case "linear_average_rate":
		in.LinearAverageRate = &model.RateBracketsInput{Brackets: rates}
	}
	s, err := contribution.NewScale(&in)
	if err != nil {
		return nil, last, err
	}
	if v.Options.Round != nil {
		return v.rounded(t, rates), last, nil
	}
	return func(base json.Number) float64 {
		p, err := s.Point(decimal(t, base))
		if err != nil {
			t.Fatal(err)
		}
		f, err := strconv.ParseFloat(p.Value, 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}, last, nil
}

// rounded is the reference's rounding of each slice to the cent: with us each slice is a part, rounded as a line.
func (v vector) rounded(t *testing.T, rates []*model.RateBracketInput) func(json.Number) float64 {
	if *v.Options.Round != 2 {
		t.Fatalf("the reference rounds to %d decimals", *v.Options.Round)
	}
	even := model.RoundingModeHalfEven
	declared := "X"
	r := contribution.Rule{Code: "R", Name: "R", Offer: &model.RuleOfferInput{Bundle: &declared}, ValidFrom: model.NewDate(2026, 1, 1), Rounding: &model.RoundingInput{Mode: &even}}
	for i, b := range rates {
		slice := []*model.RateBracketInput{b}
		if i+1 < len(rates) {
			slice = append(slice, &model.RateBracketInput{Threshold: rates[i+1].Threshold})
		}
		r.Parts = append(r.Parts, &model.RulePartInput{Label: "tranche", Basis: &model.BasisInput{Kind: model.BasisKindDeclared, Indicator: &declared},
			Scale: &model.ScaleInput{MarginalRate: &model.RateBracketsInput{Brackets: slice}}})
	}
	return func(base json.Number) float64 {
		f := contribution.Facts{Year: 2026, Bodies: []contribution.Body{{Code: "1", Values: []contribution.Value{{Decimal: decimal(t, base), Known: true}}}},
			Cases: []contribution.Case{{Beneficiaries: []int32{0}, Offer: "X", Scope: model.SubscriptionScopeOwn, From: model.NewDate(2026, 1, 1)}}}
		s := contribution.Compute([]contribution.Published{{Rule: &r}}, &f)
		return float64(s[0].Total) / 100
	}
}
