package db_test

import (
	"context"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// BenchmarkWorklist is one référent's Monday morning, and that of all those of Brittany at once.
func BenchmarkWorklist(b *testing.B) {
	ctx, s := context.Background(), dbtest.Shared(b)
	one := column[model.CollectivityID](b, s, "select id from collectivities where kind = 'EPCI' and code = '200065928'")
	all := column[model.CollectivityID](b, s, "select distinct m.group_id from memberships m join collectivities c on c.id = m.member_id join collectivities r on r.id = c.region_id where r.code = '53' and m.ends_on is null")
	for name, epcis := range map[string][]model.CollectivityID{"one EPCI": one, "a region": all} {
		b.Run(name, func(b *testing.B) {
			lines := 0
			for b.Loop() {
				lines = 0
				for _, list := range must(s.WorklistOf(ctx, epcis, noon, nil, db.All))(b) {
					lines += len(list)
				}
			}
			b.ReportMetric(float64(lines), "lines")
		})
	}
}
