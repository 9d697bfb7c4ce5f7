package edge_test

import (
	"fmt"
	"strings"
	"testing"

	"maillage/edge"
)

func TestVariablesAreWeighed(t *testing.T) {
	t.Parallel()
	h := edge.Handler(says(`{}`), quiet())
	deep := func(n int) string { return strings.Repeat(`{"not":`, n) + "null" + strings.Repeat("}", n) }
	wide := func(n int) string {
		return `{"id":"[{,\\\"","any":[` + strings.TrimSuffix(strings.Repeat(`{},`, n), ",") + "]}"
	}
	tests := []struct {
		name, wish, code string
		found, limit     int
	}{
		{"as deep as may be", deep(10), "", 0, 0},
		{"too deep", deep(11), edge.CodeNesting, 11, 10},
		{"far too deep", deep(6000), edge.CodeNesting, 6000, 10},
		{"too deep in lists", `{"any":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}", edge.CodeNesting, 5001, 10},
		{"as many as may be", strings.ReplaceAll(wide(4997), "{}", `{ }`), "", 0, 0}, // with the wish, its id and its list
		{"too many", wide(14_998), edge.CodeValues, 15_001, 15_000},
		{"far too many", `{"any":[` + strings.Repeat("1, ", 300_000) + "1]}", edge.CodeValues, 300_003, 15_000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := post(`{"query":"query($w:Wish){hello(wish:$w)}","variables":{"w":` + test.wish + `}}`)
			r.Header.Set("Accept", "application/graphql-response+json")
			a := send(t, h, r)
			if test.code == "" {
				if a.Status != 200 || len(a.Errors) > 0 {
					t.Errorf("%d %.300s", a.Status, a.Raw)
				}
				return
			}
			if a.Status != 400 || a.code() != test.code {
				t.Fatalf("%d %.300s", a.Status, a.Raw)
			}
			e := a.Errors[0].Extensions
			if fmt.Sprint(e["found"], e["limit"]) != fmt.Sprint(float64(test.found), float64(test.limit)) {
				t.Errorf("found %v, limit %v", e["found"], e["limit"])
			}
		})
	}
}
