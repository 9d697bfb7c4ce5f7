package actions_test

import (
	"bytes"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"strings"
	"testing"

	"maillage/actions"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/demo"
	"maillage/model"
)

var usageRows = flag.Int("usage-rows", 40_000, "how many counts BenchmarkUsage records; 5000000 is all France, 12 indicators, 12 months")

// counted are n counts of the communes of France, whose EPCI all subscribe: service by service, month by month.
func counted(b *testing.B, n int) (s *db.Store, plain *sql.DB, batches []model.RecordUsageInput) {
	b.Helper()
	dsn := dbtest.DSN(b)
	s, err := db.Open(b.Context(), dsn, db.Options{Connections: 4})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	plain, err = sql.Open("postgres", dsn)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = plain.Close() })
	if _, err := plain.Exec(`insert into subscriptions (subscriber_id, offer_id, scope, starts_on)
		select c.id, o.id, 'OWN_AND_MEMBERS', '2023-01-01' from collectivities c, offers o where c.kind = 'EPCI' and c.valid_to is null and o.kind = 'SERVICE'
			and not exists (select from subscriptions s where s.subscriber_id = c.id);
		create table plain (collectivity_id bigint, indicator_id bigint, month date, count bigint);
		create table keyed (like plain, primary key (collectivity_id, indicator_id, month)); analyze`); err != nil {
		b.Fatal(err)
	}
	communes := strings.Split(scalar[string](b, s, "select string_agg(c.code, ' ' order by c.code) from collectivities c where c.kind = 'COMMUNE' and c.valid_to is null and exists (select from memberships m where m.member_id = c.id and m.ends_on is null)"), " ")
	services := strings.Split(scalar[string](b, s, "select string_agg(o.code || ':' || i.code, ' ' order by i.id) from service_indicators i join offers o on o.id = i.service_id"), " ")
	at := model.MonthOf(model.Today(dbtest.Noon)) - 12
	if most := len(communes) * len(services) * 12; n > most {
		b.Fatalf("there are %d counts in a year, not %d: more would stand twice", most, n)
	}
	for i := 0; n > 0; i++ {
		service, indicator, _ := strings.Cut(services[i/12%len(services)], ":")
		for from := 0; from < len(communes) && n > 0; from += 4000 {
			in := model.RecordUsageInput{Service: service, Indicator: indicator, Month: at + model.Month(i%12)}
			for k, code := range communes[from:min(from+4000, len(communes), from+n)] {
				in.Counts = append(in.Counts, &model.UsageCountInput{Collectivity: code, Count: 1 + k%97})
			}
			n -= len(in.Counts)
			batches = append(batches, in)
		}
	}
	return s, plain, batches
}

// BenchmarkUsage records counts in batches of 4000, and from a file; then reads what dashboards ask, and records them again, unchanged
// and corrected; copy streams as many rows into a plain table, and into one with a primary key. Each tells rows per second.
func BenchmarkUsage(b *testing.B) {
	ctx, n := context.Background(), *usageRows
	s, plain, batches := counted(b, n)
	rate := func(b *testing.B) { b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s") }
	empty := func(b *testing.B) {
		b.StopTimer()
		if _, err := plain.Exec("truncate usage_counts, usage_years, plain, keyed"); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	record := func(b *testing.B, more int) {
		accepted := 0
		for _, in := range batches {
			for _, c := range in.Counts {
				c.Count += more
			}
			p, err := on(s).RecordUsage(ctx, in, &model.Viewer{Name: "a benchmark"})
			if err != nil {
				b.Fatal(err)
			}
			accepted += p.Accepted
		}
		if accepted < n*9/10 {
			b.Fatal(accepted, " accepted of ", n)
		}
	}
	var file bytes.Buffer
	for _, in := range batches {
		for _, c := range in.Counts {
			fmt.Fprintf(&file, "%s;%s;%s;%s;%d\n", in.Service, in.Indicator, in.Month, c.Collectivity, c.Count)
		}
	}
	for _, table := range []string{"plain", "keyed"} {
		b.Run("copy "+table, func(b *testing.B) {
			for b.Loop() {
				empty(b)
				if err := stream(plain, table, batches); err != nil {
					b.Fatal(err)
				}
			}
			rate(b)
		})
	}
	b.Run("csv", func(b *testing.B) {
		for b.Loop() {
			empty(b)
			sum, err := on(s).ImportUsage(ctx, bytes.NewReader(file.Bytes()), "a benchmark", func(actions.UsageProgress) {}, func(int, *model.Error) {})
			if err != nil || sum.Accepted < n*9/10 {
				b.Fatal(err, sum)
			}
		}
		rate(b)
	})
	b.Run("batches", func(b *testing.B) {
		for b.Loop() {
			empty(b)
			record(b, 0)
		}
		rate(b)
	})
	today := model.Today(dbtest.Noon)
	epci := []model.CollectivityID{model.CollectivityID(scalar[int64](b, s, "select id from collectivities where kind = 'EPCI' and code = ?", demo.Planted))}
	for name, read := range map[string]func() error{
		"region's adoption": func() error {
			_, err := s.AdoptionIn(ctx, db.Territory{Kind: model.CollectivityKindRegion, Code: demo.Region}, today)
			return err
		},
		"EPCI's adoption": func() error { _, err := s.AdoptionOf(ctx, epci, today); return err },
		"EPCI's worklist": func() error { _, err := s.WorklistOf(ctx, epci, today, nil, db.All); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for range 20 { // beside millions of rows, all is done once
					if err := read(); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/20/float64(b.N), "ms/read")
		})
	}
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			record(b, 0)
		}
		rate(b)
	})
	b.Run("corrected", func(b *testing.B) {
		for b.Loop() {
			record(b, 1)
		}
		rate(b)
	})
}

func stream(to *sql.DB, table string, batches []model.RecordUsageInput) error {
	tx, err := to.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	in, err := tx.Prepare("copy " + table + " (collectivity_id, indicator_id, month, count) from stdin")
	if err != nil {
		return err
	}
	for k, batch := range batches {
		month := batch.Month.First().String()
		for i, c := range batch.Counts {
			if _, err := in.Exec((i*7919)%40000+40000*k, k, month, c.Count); err != nil {
				return err
			}
		}
	}
	if _, err := in.Exec(); err != nil {
		return err
	}
	return tx.Commit()
}
