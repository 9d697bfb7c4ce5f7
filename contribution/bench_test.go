package contribution_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"maillage/contribution"
	"maillage/model"
)

// Sizes of France: its communes, the services of a full catalogue, and the communes of Brittany.
const communes, services, breton = 34_969, 30, 1_202

// france are facts as large as a year of France, seeded: communes with populations spread as the real ones are (median some
// 470, a few beyond 100,000), each in an EPCI, each subscribing to all services.
func france(communes, services int) *contribution.Facts {
	r := rand.New(rand.NewPCG(1, 2))
	f := &contribution.Facts{Year: 2026, Needs: contribution.Needs(campaign(1), 2026)}
	for i := range communes {
		n := int64(math.Exp(6.15+1.3*r.NormFloat64())) + 1
		inhabitants, _ := model.NewDecimal(n, 0)
		f.Bodies = append(f.Bodies, contribution.Body{ID: model.CollectivityID(i + 1), Kind: model.CollectivityKindCommune, Code: fmt.Sprintf("%05d", i), Name: "Commune",
			Inhabitants: &inhabitants, Values: []contribution.Value{{Decimal: inhabitants, Known: true, Vintage: "2026"}}})
	}
	offers := make([]contribution.Offer, services)
	for s := range offers {
		offers[s] = offer(s)
	}
	f.Cases = make([]contribution.Case, 0, communes*services)
	for i := range int32(communes) {
		self := []int32{i}
		for _, o := range offers {
			f.Cases = append(f.Cases, contribution.Case{Subscriber: i, Beneficiaries: self, Offer: o, Scope: model.SubscriptionScopeOwn, From: model.NewDate(2022, 1, 1)})
		}
	}
	return f
}

func offer(s int) contribution.Offer { return contribution.Offer(fmt.Sprintf("SERVICE-%02d", s)) }

// campaign is a rule of five brackets for each service, with rates of four decimals.
func campaign(services int) (rules []contribution.Published) {
	for s := range services {
		name, in := string(offer(s)), &model.RateBracketsInput{}
		for i, t := range thresholds {
			threshold, _ := model.NewDecimal(t, 0)
			rate, _ := model.NewDecimal(rateOf(s, i), 4)
			in.Brackets = append(in.Brackets, &model.RateBracketInput{Threshold: threshold, Rate: rate})
		}
		rules = append(rules, contribution.Published{ID: model.RuleID(s + 1), Rule: &contribution.Rule{Code: name, Name: name, Offer: &model.RuleOfferInput{Service: &name},
			ValidFrom: model.NewDate(2022, 1, 1), Parts: []*model.RulePartInput{{Label: "Part par habitant",
				Basis: &model.BasisInput{Kind: model.BasisKindPopulationMunicipal}, Scale: &model.ScaleInput{MarginalRate: in}}}}})
	}
	return rules
}

var thresholds = []int64{0, 500, 2000, 10_000, 50_000}

// rateOf is a rate in ten thousandths of a euro.
func rateOf(service, bracket int) int64 { return int64(4321 - 700*bracket + 13*service) }

// BenchmarkCampaign prices every commune of France for every service. Its floor is a plain loop over whole cents on the same
// facts; apd is the same loop over the decimals of that library. Ratios are of the best of the rounds.
func BenchmarkCampaign(b *testing.B) {
	f, rules := france(communes, services), campaign(services)
	floor, decimals := newFloor(services), newDecimals(services)
	var have, want, with int64
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // memory stays at hand: what is measured is not the kernel's handing it out
	best := func(shortest *shortest, work func()) {
		runtime.GC()
		start, clock := worked(b), time.Now()
		work()
		shortest.of(worked(b)-start, time.Since(clock))
	}
	var engine, least, apd shortest
	b.ReportAllocs()
	for b.Loop() {
		best(&engine, func() { have = totalOf(contribution.Compute(rules, f)) })
		b.StopTimer()
		best(&least, func() { want = floor.price(f) })
		best(&apd, func() { with = decimals.price(f) })
		b.StartTimer()
	}
	if have != want || with != want {
		b.Fatalf("the engine gives %d cents, the floor %d, apd %d", have, want, with)
	}
	b.ReportMetric(float64(len(f.Cases))/engine.work.Seconds()/1e6, "Mlines/s")
	b.ReportMetric(float64(engine.work.Milliseconds()), "engine-ms")
	b.ReportMetric(float64(least.work.Milliseconds()), "floor-ms")
	b.ReportMetric(float64(apd.work.Milliseconds()), "apd-ms")
	b.ReportMetric(float64(engine.work)/float64(least.work), "x-floor")
	b.ReportMetric(float64(engine.work)/float64(apd.work), "x-apd")
	b.ReportMetric(float64(engine.clock)/float64(least.clock), "x-floor-by-the-clock") // all processors against one
}

// shortest are the shortest times of several rounds.
type shortest struct{ work, clock time.Duration }

func (s *shortest) of(work, clock time.Duration) {
	if s.work == 0 || work < s.work {
		s.work = work
	}
	if s.clock == 0 || clock < s.clock {
		s.clock = clock
	}
}

// worked is the time that the processors have worked for this program: on a machine that others use too, the clock tells more
// of them than of us.
func worked(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func totalOf(statements []contribution.Statement) (sum int64) {
	for i := range statements {
		sum += int64(statements[i].Total)
	}
	return sum
}

// BenchmarkBrittany is a simulation of Brittany's size: a draft beside the rules in force, with who pays what.
func BenchmarkBrittany(b *testing.B) {
	f, rules := france(breton, services), campaign(services)
	b.ReportAllocs()
	for b.Loop() {
		for range 2 {
			s := contribution.Compute(rules, f)
			for i := range s {
				if len(s[i].Payers()) != 1 {
					b.Fatal("the subscriber pays")
				}
			}
		}
	}
}

// BenchmarkStatement is one case, its rule read anew, with its lines told in words.
func BenchmarkStatement(b *testing.B) {
	f, rules := france(1, 1), campaign(1)
	b.ReportAllocs()
	for b.Loop() {
		s := contribution.Compute(rules, f)
		if s[0].Lines()[0].Explanation() == "" {
			b.Fatal("no words")
		}
	}
}
