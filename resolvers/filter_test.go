package resolvers_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/db/dbtest"
)

// Filters that say the same of other values share a statement, and pages with their followers: each gets its own answer all the same.
func TestFiltersAreAsAlone(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	ours, oracle := house(t, s), alone(s)
	w := &writer{Rand: rand.New(rand.NewPCG(5, 3))}
	lists := map[string]struct{ query, fields string }{
		"Commune": {`query ($f: CommuneFilter, $by: [CommuneOrder!], $a: String, $on: Date!) { list: communes(filter: $f, orderBy: $by, first: 3, after: $a, on: $on) {
			pageInfo { endCursor hasPreviousPage } nodes { code epci(on: $on) { siren } department { code } } } }`, "CODE NAME POPULATION"},
		"EPCI": {`query ($f: EPCIFilter, $by: [EPCIOrder!], $a: String, $on: Date!) { list: epcis(filter: $f, orderBy: $by, first: 3, after: $a, on: $on) {
			pageInfo { endCursor hasPreviousPage } nodes { siren nature(on: $on) } } }`, "SIREN NAME POPULATION"},
	}
	pages, full := 0, 0
	for range *operations {
		kind := w.one([]string{"Commune", "EPCI"})
		list := lists[kind]
		by := fmt.Sprintf(`[{"field": %q, "direction": %q}]`, w.one(strings.Fields(list.fields)), w.one([]string{"ASC", "DESC"}))
		filter, on := w.filter(kind, 2), w.one([]string{"2026-06-01", "2022-05-01"})
		cursor := "null"
		for range 3 {
			variables := fmt.Sprintf(`{"f": %s, "by": %s, "a": %s, "on": %q}`, filter, by, cursor, on)
			have, _ := ask(t, ours, list.query, variables, "no")
			want, _ := ask(t, oracle, list.query, variables, "no")
			a, faults := read(t, have)
			b, wanted := read(t, want)
			if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(faults, wanted) || len(faults) > 0 {
				t.Fatalf("%s\nhave %.2000s\nwant %.2000s", variables, have, want)
			}
			page := a.(map[string]any)["list"].(map[string]any)
			pages++
			if len(page["nodes"].([]any)) < 3 {
				break
			}
			full++
			cursor = fmt.Sprintf("%q", page["pageInfo"].(map[string]any)["endCursor"])
		}
	}
	if full < pages/4 || full > pages*9/10 {
		t.Errorf("%d of %d pages are full", full, pages)
	}
}

// filter is one in JSON.
func (w *writer) filter(kind string, depth int) string {
	own := map[string][]string{
		"Commune": {`"code": {"in": ["22113", "56117", "35238"]}`, `"epci": {"eq": "200065928"}`, `"epci": {"in": ["200096683", "243500139"]}`, `"code": {"eq": "22113"}`},
		"EPCI":    {`"siren": {"eq": "200065928"}`, `"siren": {"in": ["200096683", "243500139"]}`, `"nature": {"eq": "CC"}`, `"nature": {"in": ["CA", "METRO"]}`},
	}[kind]
	both := []string{`"department": {"eq": "22"}`, `"department": {"eq": "35"}`, `"department": {"in": ["29", "56"]}`, `"region": {"eq": "53"}`, `"region": {"eq": "52"}`,
		`"name": {"contains": "saint"}`, `"name": {"contains": "pl"}`, `"name": {"contains": "$1"}`, `"population": {"gte": 2000, "lt": 20000}`, `"population": {"gte": 500, "lt": 900}`, `"population": {"lt": 100000}`}
	said := map[string]string{}
	for range 1 + w.IntN(3) {
		part := w.one(append(both, own...))
		name, _, _ := strings.Cut(part, ":")
		said[name] = part
	}
	if depth > 1 && w.IntN(2) == 0 {
		said["group"] = fmt.Sprintf(`"or": [%s, %s]`, w.filter(kind, depth-1), w.filter(kind, depth-1))
	}
	if depth > 1 && w.IntN(4) == 0 {
		said["not"] = `"not": ` + w.filter(kind, depth-1)
	}
	var parts []string
	for _, part := range said {
		parts = append(parts, part)
	}
	slices.Sort(parts)
	return "{" + strings.Join(parts, ", ") + "}"
}
