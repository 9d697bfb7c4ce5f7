package db_test

import (
	"context"
	"fmt"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// BenchmarkParents shows that what one parent costs does not grow with their number: ns/parent stays flat.
func BenchmarkParents(b *testing.B) {
	ctx := context.Background()
	s := dbtest.Shared(b)
	day := model.Today(dbtest.Noon)
	edges := map[string]func(ids []model.CollectivityID) error{
		"epci": func(ids []model.CollectivityID) error { _, err := s.EPCIOf(ctx, ids, day, db.All); return err },
		"population": func(ids []model.CollectivityID) error {
			_, err := s.PopulationsOf(ctx, ids, day, model.PopulationKindMunicipal)
			return err
		},
		"services": func(ids []model.CollectivityID) error { _, err := s.EntitlementsOf(ctx, ids, day, db.All); return err },
		"states":   func(ids []model.CollectivityID) error { _, err := s.StatesOf(ctx, ids); return err },
	}
	all := column[model.CollectivityID](b, s, "select id from collectivities where kind = 'COMMUNE' order by md5(code)") // those of Brittany, who have rights, are anywhere among them
	for name, read := range edges {
		for _, parents := range []int{10, 100, 1000, 10000} {
			ids := all[:parents]
			b.Run(fmt.Sprintf("%s/%d", name, parents), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := read(ids); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*parents), "ns/parent")
			})
		}
	}
}
