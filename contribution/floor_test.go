package contribution_test

import (
	"runtime"
	"testing"

	"github.com/cockroachdb/apd/v3"

	"maillage/contribution"
	"maillage/model"
)

// owed is a line as a campaign keeps it: who pays how much for what, on which basis.
type owed struct {
	payer       model.CollectivityID
	offer       contribution.Offer
	base, cents int64
	bracket     int32
}

// floor is the campaign written down by hand: whole numbers of cents, no rules, no words, nothing checked.
type floor map[contribution.Offer][]int64

func newFloor(services int) floor {
	m := floor{}
	for s := range services {
		for i := range thresholds {
			m[offer(s)] = append(m[offer(s)], rateOf(s, i))
		}
	}
	return m
}

func (m floor) price(f *contribution.Facts) (total int64) {
	out := make([]owed, len(f.Cases))
	for i := range f.Cases {
		c := &f.Cases[i]
		rates := m[c.Offer]
		body := &f.Bodies[c.Subscriber]
		base, _ := body.Values[0].Parts()
		sum, reached := int64(0), 0
		for j, t := range thresholds {
			if base <= t {
				break
			}
			end := base
			if j+1 < len(thresholds) {
				end = min(end, thresholds[j+1])
			}
			sum, reached = sum+(end-t)*rates[j], j
		}
		out[i] = owed{body.ID, c.Offer, base, (sum + 50) / 100, int32(reached)}
		total += out[i].cents
	}
	return total
}

// decimals is the floor's loop over the decimals of apd.
type decimals struct {
	thresholds []*apd.Decimal
	rates      map[contribution.Offer][]*apd.Decimal
}

func newDecimals(services int) decimals {
	d := decimals{rates: map[contribution.Offer][]*apd.Decimal{}}
	for _, t := range thresholds {
		d.thresholds = append(d.thresholds, apd.New(t, 0))
	}
	for s := range services {
		for i := range thresholds {
			d.rates[offer(s)] = append(d.rates[offer(s)], apd.New(rateOf(s, i), -4))
		}
	}
	return d
}

func (d decimals) price(f *contribution.Facts) (total int64) {
	context := apd.BaseContext.WithPrecision(34)
	context.Rounding = apd.RoundHalfUp
	out := make([]apd.Decimal, len(f.Cases))
	var base, width apd.Decimal
	for i := range f.Cases {
		c, sum := &f.Cases[i], &out[i]
		rates := d.rates[c.Offer]
		coef, _ := f.Bodies[c.Subscriber].Values[0].Parts()
		base.SetInt64(coef)
		for j, t := range d.thresholds {
			if base.Cmp(t) <= 0 {
				break
			}
			end := &base
			if j+1 < len(d.thresholds) && d.thresholds[j+1].Cmp(end) < 0 {
				end = d.thresholds[j+1]
			}
			_, _ = context.Sub(&width, end, t)
			_, _ = context.Mul(&width, &width, rates[j])
			_, _ = context.Add(sum, sum, &width)
		}
		_, _ = context.Quantize(sum, sum, -2)
		total += sum.Coeff.Int64()
	}
	return total
}

// Several processors price a large set as one does, and as the floor does.
func TestCampaign(t *testing.T) {
	f, rules := france(1000, services), campaign(services)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := contribution.Compute(rules, f)
	runtime.GOMAXPROCS(4)
	several := contribution.Compute(rules, f)
	for i := range one {
		if one[i].Total != several[i].Total || one[i].Case != &f.Cases[i] || several[i].Case != &f.Cases[i] {
			t.Fatalf("case %d costs %s, or %s", i, one[i].Total, several[i].Total)
		}
	}
	if have, want := totalOf(one), newFloor(services).price(f); have != want || newDecimals(services).price(f) != want {
		t.Errorf("%d cents in all, not %d", have, want)
	}
}
