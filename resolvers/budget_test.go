package resolvers_test

import (
	"bytes"
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"

	"maillage/contract"
	"maillage/db"
	"maillage/db/dbtest"
)

// budgets are what the operations of the contract may take: statements exactly, allocations at most. A rise is a
// regression to be mended; a fall is written down here.
var budgets = map[string]struct {
	statements  int64
	allocations float64
}{
	"01-commune":  {1, 300},
	"02-epci":     {1, 1350},
	"03-communes": {1, 950},
	"04-coverage": {1, 300},

	"05-subscribe":    {12, 700},
	"06-draft-rule":   {3, 3000},
	"07-estimate":     {12, 20000},
	"08-simulate":     {8, 450000},
	"09-campaign":     {25, 500},
	"10-worklist":     {5, 1300},
	"11-record-usage": {4, 420},
	"12-evaluation":   {53, 67000},
	"13-stake":        {11, 3500},
	"14-curve":        {0, 600},
	"15-what-if":      {1, 8700},
}

// TestBudget runs alone: allocations are counted over the whole process.
func TestBudget(t *testing.T) {
	reads, writes := house(t, dbtest.Shared(t)), house(t, dbtest.Full(t))
	for _, o := range contract.Operations() {
		budget, known := budgets[o.Name]
		if !known {
			t.Errorf("%s has no budget: add one", o.Name)
			continue
		}
		body, err := json.Marshal(map[string]any{"query": o.Query, "variables": json.RawMessage(o.Variables)})
		if err != nil {
			t.Fatal(err)
		}
		h := reads
		if o.Mutates() {
			h = writes
		}
		ask := func() int64 {
			r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			if o.Mutates() {
				r.Header.Set("Authorization", "Bearer "+key)
			}
			ctx, statements := db.Count(r.Context())
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r.WithContext(ctx))
			if w.Code != http.StatusOK || bytes.HasPrefix(w.Body.Bytes(), []byte(`{"errors"`)) {
				t.Fatalf("%s: %d %s", o.Name, w.Code, w.Body)
			}
			return statements.Load()
		}
		if n := ask(); n != budget.statements {
			t.Errorf("%s takes %d statements, its budget is %d", o.Name, n, budget.statements)
		}
		n := math.Inf(1) // the least of some runs: a pool forgets what it keeps now and then, and at random under the race detector
		for range 10 {
			n = min(n, testing.AllocsPerRun(1, func() { ask() }))
		}
		if n > budget.allocations {
			t.Errorf("%s makes %.0f allocations, its budget is %.0f", o.Name, n, budget.allocations)
		} else {
			t.Logf("%s: %d statements, %.0f allocations", o.Name, budget.statements, n)
		}
	}
}
