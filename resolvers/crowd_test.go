package resolvers_test

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"maillage/db/dbtest"
)

// Whatever is asked, many who ask it at the same time with their own variables get what each got alone, by as many statements.
func TestACrowdIsAsAlone(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	ours := house(t, s)
	w := &writer{Rand: rand.New(rand.NewPCG(3, 17))}
	type answer struct {
		text       string
		statements int64
	}
	statements, requests := s.Together()
	for range *operations {
		query := w.operation()
		var want []answer
		for _, variables := range someVariables {
			text, n := ask(t, ours, query, variables, "no")
			want = append(want, answer{text, n})
		}
		if strings.Contains(want[0].text, "COST_LIMIT_EXCEEDED") {
			continue
		}
		var wait sync.WaitGroup
		have := make([]answer, 8*len(want))
		for i := range have {
			wait.Go(func() {
				text, n := ask(t, ours, query, someVariables[i%len(want)], "no")
				have[i] = answer{text, n}
			})
		}
		wait.Wait()
		for i, a := range have {
			if a != want[i%len(want)] {
				t.Fatalf("%s\n%s\nhave %.3000v\nwant %.3000v", query, someVariables[i%len(want)], a, want[i%len(want)])
			}
		}
	}
	more, answered := s.Together()
	if more == statements || answered-requests < 2*(more-statements) {
		t.Errorf("%d statements for many answered %d requests", more-statements, answered-requests)
	}
}
