package actions_test

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"testing"
	"time"

	"maillage/actions"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// BenchmarkCall opens and computes the call of the demonstration (Brittany) in the database, with all its lines, and holds it against the
// computation alone on the same frozen facts.
func BenchmarkCall(b *testing.B) {
	ctx, s := context.Background(), dbtest.Full(b)
	a := &actions.Actions{DB: s, Now: dbtest.Now}
	var pure time.Duration
	for b.Loop() {
		if _, err := a.OpenCampaign(ctx, model.OpenCampaignInput{Year: 2026}, "bench"); err != nil {
			b.Fatal(err)
		}
		if _, err := a.ComputeCampaign(ctx, 2026, "bench"); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		start := time.Now()
		actions.Thawed(b, s, 2026)()
		pure += time.Since(start)
		if err := a.DiscardCampaign(ctx, 2026); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(pure), "x-compute-alone")
}

var franceServices = flag.Int("france-services", 30, "how many services each commune takes in BenchmarkCallOfFrance")

// BenchmarkCallOfFrance computes a call of every commune of France, alone, for each of thirty services, into the database: a million
// cases. It is run once.
func BenchmarkCallOfFrance(b *testing.B) {
	ctx := context.Background()
	dsn := dbtest.DSN(b)
	s, err := db.Open(ctx, dsn, db.Options{Connections: 2, Timeout: 10 * time.Second}) // as in the server
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	patient, err := db.Open(ctx, dsn, db.Options{Connections: 2}) // as for a command
	if err != nil {
		b.Fatal(err)
	}
	defer patient.Close()
	a := &actions.Actions{DB: s, Now: dbtest.Now}
	for b.Loop() {
		b.StopTimer()
		cases := actions.FrozenFrance(b, patient, 2026, *franceServices)
		b.StartTimer()
		start := time.Now()
		call, err := a.ComputeCampaign(ctx, 2026, "bench")
		if err != nil {
			b.Fatal(err)
		}
		written := time.Since(start)
		b.StopTimer()
		start = time.Now()
		actions.Thawed(b, s, 2026)()
		pure := time.Since(start)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(written)/float64(pure), "x-compute-alone")
		b.ReportMetric(float64(cases)/written.Seconds(), "cases/s")
		b.ReportMetric(float64(m.Sys)/1e6, "MB")
		if call.Done != cases || call.Total == 0 {
			b.Fatal(fmt.Sprint(call.Done, " of ", cases, " cases, ", call.Total))
		}
		if faults, err := patient.Verify(ctx); err != nil || len(faults) > 0 {
			b.Fatal(faults, err)
		}
		if err := (&actions.Actions{DB: patient, Now: dbtest.Now}).DiscardCampaign(ctx, 2026); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
