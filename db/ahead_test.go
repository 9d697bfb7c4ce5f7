package db_test

import (
	"context"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// manyEdges asks for one edge on many days.
type manyEdges struct {
	db.Fields
	edges []db.Edge
}

func (m manyEdges) Edges() []db.Edge                         { return m.edges }
func (m manyEdges) Arguments(e db.Edge) (db.Arguments, bool) { return e.Arguments, true }
func (m manyEdges) Rows() db.Fields                          { return m }
func (m manyEdges) Plan() any                                { return nil }

// edge is known by its number.
type edge int

func (e edge) Serves(call any) bool { return call == e }

// However many edges are asked for, the statement stands: some come along, the rest is left to statements of their own.
func TestManyEdges(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Shared(t)
	for _, name := range []string{"population", "epci", "states", "services", "memberships"} {
		want := manyEdges{Fields: db.All}
		for i := range 60 {
			args := db.Arguments{On: model.NewDate(2021, 1, 1+20*i), Kind: model.PopulationKindMunicipal}
			want.edges = append(want.edges, db.Edge{Asked: edge(i), Name: name, Types: []string{"Commune"}, Fields: db.All, Arguments: args})
		}
		c := must(s.CommuneByCode(ctx, "56117", nil, want))(t)
		held := 0
		for i := range want.edges {
			if _, ok := c.Held(edge(i)); ok {
				held++
			}
		}
		if held == 0 || held > 30 {
			t.Errorf("%d of 60 edges %s came along", held, name)
		}
		if got, _ := c.Held(edge(0)); name == "epci" && got.(*model.EPCI).Code != "200067221" {
			t.Errorf("have EPCI %v", got)
		}
	}
}
