package db_test

import (
	"context"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/demo"
	"maillage/model"
)

// BenchmarkAdoption tells who makes use of what: in one EPCI, in all of Brittany's, in a department, and in the region.
func BenchmarkAdoption(b *testing.B) {
	ctx, s := context.Background(), dbtest.Shared(b)
	list, _, err := s.EPCIOfRegion(ctx, brittany(b, s))
	if err != nil {
		b.Fatal(err)
	}
	var ids []model.CollectivityID
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	one := []model.CollectivityID{epci(b, s, demo.Planted).ID}
	members := must(s.MembersOn(ctx, one[0], noon))(b)
	for name, read := range map[string]func() error{
		"epci":  func() error { _, err := s.AdoptionOf(ctx, one, noon); return err },
		"epcis": func() error { _, err := s.AdoptionOf(ctx, ids, noon); return err },
		"department": func() error {
			_, err := s.AdoptionIn(ctx, db.Territory{Kind: model.CollectivityKindDepartment, Code: "22"}, noon)
			return err
		},
		"region": func() error {
			_, err := s.AdoptionIn(ctx, db.Territory{Kind: model.CollectivityKindRegion, Code: demo.Region}, noon)
			return err
		},
		"journeys": func() error { _, err := s.JourneysOf(ctx, members, noon); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
