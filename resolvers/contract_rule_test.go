package resolvers_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"maillage/contract"
	"maillage/db/dbtest"
)

// performAsAdmin asks a mutation of the contract as it is written, on a database of its own.
func performAsAdmin(t *testing.T, name string, into any) {
	t.Helper()
	for _, o := range contract.Operations() {
		if o.Name != name {
			continue
		}
		answer, _ := ask(t, house(t, dbtest.Full(t)), o.Query, o.Variables, "yes")
		if err := json.Unmarshal([]byte(answer), &struct{ Data any }{into}); err != nil {
			t.Fatal(err, answer)
		}
		return
	}
	t.Fatalf("the contract has no operation %s", name)
}

func TestContract06(t *testing.T) {
	t.Parallel()
	var data struct {
		DraftContributionRule struct {
			Rule struct {
				Code, Status, ValidFrom string
				ValidTo                 *string
				Version                 int
				Offer                   struct{ Code string }
				Table                   []struct{ Label, From, UpTo, Amount, Rate string }
			}
			Errors []struct{ Message string }
		}
	}
	performAsAdmin(t, "06-draft-rule", &data)
	r := data.DraftContributionRule.Rule
	if len(data.DraftContributionRule.Errors) > 0 || r.Code != "BOUQUET-EPCI" || r.Version != 6 || r.Status != "DRAFT" || r.ValidFrom != "2027-01-01" || r.ValidTo != nil || r.Offer.Code != "BOUQUET" {
		t.Fatalf("have %+v", data)
	}
	if len(r.Table) != 6 || r.Table[0].Amount != "1500.00" || r.Table[2].From != "20000" || r.Table[2].UpTo != "50000" || r.Table[2].Rate != "0.22" || r.Table[5].Amount != "25000.00" {
		t.Errorf("the table is %+v", r.Table)
	}
}

// What Lannion-Trégor Communauté pays for itself and its 57 communes in 2026, by hand: 104,398 inhabitants, total population of
// the communes, in force on 1 January. 1,200 + 20,000 × 0.32 + 30,000 × 0.22 + 54,398 × 0.14 = 21,815.72; index 109.7 / 100:
// 23,931.84 (23,931.844840 rounded); 10 % off for pooling: 2,393.18 (2,393.184); and what two communes pay alone for the
// procurement portal: Perros-Guirec 7,137 inhabitants, (90 + 8 × 55) × 1.097 = 581.41; Trélévern 1,269, (90 + 2 × 55) × 1.097 = 219.40.
func TestContract07(t *testing.T) {
	t.Parallel()
	var data struct {
		Estimate struct {
			Total, StandaloneTotal, Saving string
			Lines                          []struct{ Label, Explanation, Amount string }
			Payers                         []struct {
				Collectivity struct{ SIREN string }
				Amount       string
			}
			Beneficiaries struct {
				TotalCount int
				Nodes      []struct {
					Collectivity        struct{ Code string }
					Imputed, Standalone string
				}
			}
			Rule struct {
				Code    string
				Version int
			}
		}
	}
	perform(t, "07-estimate", nil, &data)
	e := data.Estimate
	want := []string{"1200.00", "20615.72", "2116.12", "-2393.18", "-581.41", "-219.40"}
	for i, l := range e.Lines {
		if i >= len(want) || l.Amount != want[i] {
			t.Errorf("line %d is %+v", i, l)
		}
	}
	if e.Total != "20737.85" || len(e.Lines) != len(want) || len(e.Payers) != 1 || e.Payers[0].Collectivity.SIREN != "200065928" || e.Payers[0].Amount != "20737.85" {
		t.Errorf("have %+v", e)
	}
	if e.Beneficiaries.TotalCount != 58 || len(e.Beneficiaries.Nodes) != 58 || e.Rule.Code != "BOUQUET-EPCI" || e.Rule.Version != 5 {
		t.Errorf("%d beneficiaries, rule %+v", e.Beneficiaries.TotalCount, e.Rule)
	}
	var imputed, alone int
	for _, b := range e.Beneficiaries.Nodes {
		imputed += cents(t, b.Imputed)
		alone += cents(t, b.Standalone)
	}
	if imputed != 2073785 || alone != cents(t, e.StandaloneTotal) || cents(t, e.Saving) != alone-imputed {
		t.Errorf("imputed %d, alone %d, told %s and %s", imputed, alone, e.StandaloneTotal, e.Saving)
	}
}

func cents(t *testing.T, euros string) (n int) {
	t.Helper()
	whole, fraction, _ := strings.Cut(euros, ".")
	for _, digit := range whole + fraction {
		if digit == '-' {
			continue
		}
		if digit < '0' || digit > '9' || len(fraction) != 2 {
			t.Fatalf("%q is no amount", euros)
		}
		n = 10*n + int(digit-'0')
	}
	if strings.HasPrefix(euros, "-") {
		return -n
	}
	return n
}

func TestContract08(t *testing.T) {
	t.Parallel()
	var data struct {
		Simulate struct {
			Current, Draft, Delta      string
			Winners, Losers, Unchanged int
			ByStratum                  []struct {
				Label                 string
				Collectivities        int
				Current, Draft, Delta string
			}
			Lines struct {
				TotalCount int
				Nodes      []struct {
					Collectivity          struct{ SIREN string }
					Current, Draft, Delta string
				}
			}
		}
	}
	perform(t, "08-simulate", nil, &data)
	s := data.Simulate
	// CA Lorient took the bundle for its communes and not for itself: the draft has no price for that, so it wins and loses nothing.
	if s.Winners+s.Losers+s.Unchanged+1 != s.Lines.TotalCount || s.Lines.TotalCount < 50 || len(s.Lines.Nodes) != 20 || s.Losers == 0 || s.Winners == 0 {
		t.Fatalf("have %+v", s)
	}
	if cents(t, s.Draft)-cents(t, s.Current) != cents(t, s.Delta) {
		t.Errorf("%s less %s is not %s", s.Draft, s.Current, s.Delta)
	}
	all, current := 0, 0
	for _, x := range s.ByStratum {
		all += x.Collectivities
		current += cents(t, x.Current)
	}
	if all != s.Lines.TotalCount || current != cents(t, s.Current) {
		t.Errorf("the strata hold %d payers and %d cents", all, current)
	}
	for i, l := range s.Lines.Nodes {
		if i > 0 && cents(t, l.Delta) > cents(t, s.Lines.Nodes[i-1].Delta) {
			t.Errorf("line %d is out of order: %+v", i, l)
		}
	}
}

func TestContract14(t *testing.T) {
	t.Parallel()
	var data struct {
		EvaluateScale struct {
			Points []struct{ Base, Value, Amount, Bracket, Explanation string }
			Errors []struct{ Message string }
		}
	}
	perform(t, "14-curve", nil, &data)
	p := data.EvaluateScale.Points
	for i, want := range []string{"0.00", "5999.70", "6000.00", "6000.22", "26451.90"} { // 20,000 × 0.30 + 30,000 × 0.22 + 92,346 × 0.15
		if len(p) != 5 || p[i].Amount != want {
			t.Fatalf("point %d of %+v must be %s", i, p, want)
		}
	}
	if p[4].Base != "142346" || p[4].Value != "26451.9" || !strings.Contains(p[4].Bracket, "50\u202f000") || !strings.Contains(p[4].Explanation, "92\u202f346 × 0,15") {
		t.Errorf("have %+v", p[4])
	}
}

// A plot or a check of a whole territory is one request.
func TestTenThousandBases(t *testing.T) {
	t.Parallel()
	bases := make([]string, 10_000)
	for i := range bases {
		bases[i] = strconv.Itoa(7 * i)
	}
	var data struct {
		EvaluateScale struct {
			Points []struct{ Base, Amount string }
			Errors []struct{ Message string }
		}
	}
	perform(t, "14-curve", map[string]any{"bases": bases}, &data)
	p := data.EvaluateScale.Points
	if len(p) != len(bases) || p[9_999].Base != "69993" || p[9_999].Amount != "15598.95" { // 6,000 + 6,600 + 19,993 × 0.15
		t.Fatalf("%d points, %+v", len(p), data.EvaluateScale.Errors)
	}
	perform(t, "14-curve", map[string]any{"bases": append(bases, "1")}, &data)
	if len(data.EvaluateScale.Points) != 0 || len(data.EvaluateScale.Errors) != 1 {
		t.Errorf("10,001 bases: %+v", data.EvaluateScale.Errors)
	}
}

func TestContract15(t *testing.T) {
	t.Parallel()
	var data struct {
		Estimate struct {
			Outcome, Total string
			Lines          []struct{ Label, Amount string }
			Anomalies      []struct{ Message string }
		}
	}
	perform(t, "15-what-if", nil, &data)
	if e := data.Estimate; e.Outcome != "DUE" || e.Total != "140.00" || len(e.Lines) != 2 || e.Lines[0].Amount != "140.00" || len(e.Anomalies) != 0 {
		t.Errorf("have %+v", e)
	}
}
