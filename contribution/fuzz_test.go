package contribution_test

import (
	"bytes"
	"encoding/binary"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// FuzzDecode reads anything as a rule. What passes is looked at, and prices a small world: nothing crashes or hangs, and no amount
// is below 0, beyond the largest or other than its lines.
func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob("scales/*.yaml")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
		if r, err := contribution.Decode(text); err == nil {
			f.Add(contribution.Encode(r))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := contribution.Decode(text)
		if err != nil {
			return
		}
		for _, again := range [][]byte{contribution.Encode(r), contribution.EncodeYAML(r)} {
			if same, err := contribution.Decode(again); err != nil || !bytes.Equal(contribution.Encode(same), contribution.Encode(r)) {
				t.Fatalf("written back it is another rule: %v\n%s", told(err), again)
			}
		}
		if contribution.Validate(r) != nil || contribution.Complete(r) != nil {
			return
		}
		contribution.Table(r)
		contribution.Check(r)
		price(t, r)
	})
}

// price prices a small world by a rule, all figures at three sizes.
func price(t *testing.T, r *contribution.Rule) {
	rules := []contribution.Published{{Rule: r}}
	for _, figure := range []string{"0", "1234.5", "999999999999999999"} {
		f := &contribution.Facts{Year: min(max(r.ValidFrom.Year(), 1901), 2199), Needs: contribution.Needs(rules, min(max(r.ValidFrom.Year(), 1901), 2199))}
		n := model.MustDecimal(figure)
		for i, kind := range []model.CollectivityKind{model.CollectivityKindEPCI, model.CollectivityKindCommune, model.CollectivityKindCommune} {
			b := contribution.Body{ID: model.CollectivityID(1 + i), Kind: kind, Nature: "CC", Code: "EAB"[i : i+1], Name: "nom", Communes: 2 - 2*min(i, 1), Inhabitants: &n, RegionID: 53}
			for range f.Needs {
				b.Values = append(b.Values, contribution.Value{Decimal: n, Known: true})
			}
			f.Bodies = append(f.Bodies, b)
		}
		for who := range int32(3) {
			f.Cases = append(f.Cases, contribution.Case{Subscriber: who, Beneficiaries: []int32{who}, Offer: contribution.OfferOf(r.Offer), Scope: model.SubscriptionScopeOwn, From: r.ValidFrom})
		}
		f.Cases = append(f.Cases, contribution.Case{Subscriber: 0, Beneficiaries: []int32{0, 1, 2}, Offer: contribution.OfferOf(r.Offer), Scope: model.SubscriptionScopeOwnAndMembers, From: r.ValidFrom + 100, Overlapped: []int32{1, 2}})
		statements := contribution.Compute(rules, f)
		for i := range statements {
			bounded(t, &statements[i])
		}
	}
}

func bounded(t *testing.T, s *contribution.Statement) {
	t.Helper()
	var lines, payers, imputed model.Euro
	for _, l := range s.Lines() {
		lines += l.Amount
		l.Basis()
		l.Bracket()
		if l.Label() == "" && l.Explanation() == "" {
			t.Fatal("a line without words")
		}
	}
	for _, p := range s.Payers() {
		payers += p.Amount
	}
	for _, b := range s.Beneficiaries() {
		imputed += b.Imputed
	}
	if s.Total < 0 || s.Total > contribution.MaxEuro || payers != s.Total || imputed != s.Total || s.Priced && lines != s.Total || s.Priced == (len(s.Anomalies()) > 0) {
		t.Fatalf("%s, priced %v %v, lines of %s, payers of %s, imputed %s", s.Total, s.Priced, s.Anomalies(), lines, payers, imputed)
	}
}

// tape gives the bytes of a fuzzer as random numbers, and goes on by itself where they end.
type tape struct {
	bytes []byte
	rest  rand.Source
}

func (t *tape) Uint64() uint64 {
	if len(t.bytes) < 8 {
		return t.rest.Uint64()
	}
	n := binary.LittleEndian.Uint64(t.bytes)
	t.bytes = t.bytes[8:]
	return n
}

// FuzzEvaluate makes a scale and a basis of anything, and holds the engine to the naive evaluator.
func FuzzEvaluate(f *testing.F) {
	for seed := range uint64(40) {
		r := rand.NewPCG(seed, 0)
		var b []byte
		for range 40 {
			b = binary.LittleEndian.AppendUint64(b, r.Uint64())
		}
		f.Add(b, "1234.5")
	}
	f.Fuzz(func(t *testing.T, b []byte, text string) {
		base, err := model.ParseDecimal(text)
		if err != nil || base.Sign() < 0 {
			return
		}
		g := random{rand.New(&tape{b, rand.NewPCG(1, 1)})}
		in := g.scale()
		s, err := contribution.NewScale(in)
		if err != nil {
			t.Fatal(told(err))
		}
		want, _, _ := naive(in, fraction(base), new(big.Rat))
		if p, err := s.Point(base); err == nil && p.Value != naivePrinted(want) {
			t.Fatalf("have %s, want %s", p.Value, naivePrinted(want))
		}
		g.compute(t, in, base, g.figure())
	})
}
