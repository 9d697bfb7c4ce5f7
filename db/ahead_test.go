package db_test

import (
	"context"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// many asks for one edge on many days.
type many struct {
	db.Fields
	edges []db.Edge
}

func (m many) Edges() []db.Edge { return m.edges }

// However many edges are asked for, the statement stands: some come along, the rest is left to statements of their own.
func TestManyEdges(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	for _, name := range []string{"population", "epci"} {
		want := many{Fields: db.All}
		for i := range 60 {
			want.edges = append(want.edges, db.Edge{Fields: db.All, EdgeKey: model.EdgeKey{Name: name, On: model.NewDate(2021, 1, 1+20*i), Kind: model.PopulationKindMunicipal}})
		}
		c := must(s.CommuneByCode(ctx, "56117", nil, want))(t)
		held := 0
		for _, e := range want.edges {
			if _, ok := c.Held(e.EdgeKey); ok {
				held++
			}
		}
		if held == 0 || held > 20 {
			t.Errorf("%d of 60 edges %s came along", held, name)
		}
		if got, _ := c.Held(want.edges[0].EdgeKey); name == "epci" && got.(*model.EPCI).Code != "200067221" {
			t.Errorf("have EPCI %v", got)
		}
	}
}
