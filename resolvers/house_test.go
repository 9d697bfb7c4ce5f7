package resolvers_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"maillage/actions"
	"maillage/auth"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/documents"
	"maillage/edge"
	"maillage/execution"
	"maillage/graph"
	"maillage/model"
	"maillage/resolvers"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const key, validator = "a key that the tests sign in with", "a key that the tests validate with"

// house is the API over a database, wired as the program wires it, at noon on 2026-06-01.
func house(t testing.TB, s *db.Store) http.Handler {
	t.Helper()
	schema := graph.NewSchema(graph.Config{
		Resolvers:  &resolvers.Resolver{DB: s, Actions: &actions.Actions{DB: s, Now: dbtest.Now}, Office: documents.Open(documents.Office{DB: s, Now: dbtest.Now}), Now: dbtest.Now},
		Directives: graph.DirectiveRoot{Can: auth.Can},
	}, execution.Options{Cost: 500_000, Check: auth.Check})
	return auth.Middleware([]auth.Key{
		{Name: "administrator", Secret: key, Grants: auth.Administration},
		{Name: "validator", Secret: validator, Grants: append(slices.Clone(auth.Administration), model.PermissionValidate)},
	}, func(ctx context.Context, hash []byte) (*model.Viewer, error) {
		return s.ViewerOf(ctx, hash, model.Today(dbtest.Now()))
	}, edge.Handler(schema, edge.Options{}))
}
