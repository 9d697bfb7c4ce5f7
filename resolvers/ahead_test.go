package resolvers_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/actions"
	"maillage/auth"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/documents"
	"maillage/edge"
	"maillage/graph"
	"maillage/resolvers"
)

// shape is what may be asked of a type: fields, and edges with the type that they lead to.
type shape struct {
	fields []string
	edges  map[string]string // "name(arguments)" to "Type", or "Type page"
}

var anyBody = map[string]string{"population(ON KIND)": "Population", "services(ON)": "Entitlement", "subscriptions(ON FIRST AFTER)": "Subscription page"}

var shapes = map[string]shape{
	"Commune": {[]string{"code", "name", "siren", "postalCodes"}, with(anyBody, map[string]string{"epci(ON)": "EPCI", "department": "Department", "region": "Region",
		"memberships": "Membership", "states": "State", "predecessors": "Succession", "successors": "Succession"})},
	"EPCI": {[]string{"siren", "name", "validFrom"}, with(anyBody, map[string]string{"nature(ON)": "", "financing(ON)": "", "departments(ON)": "Department",
		"members(ON FIRST ORDER FILTER AFTER)": "Commune page", "referents(ON)": "Mandate", "states": "State", "predecessors": "Succession"})},
	"Department": {[]string{"code", "name"}, with(anyBody, map[string]string{"region": "Region", "epcis(ON FIRST AFTER)": "EPCI page", "communes(ON FIRST ORDER)": "Commune page"})},
	"Region":     {[]string{"code", "name"}, with(anyBody, map[string]string{"departments": "Department", "epcis(ON FIRST)": "EPCI page", "communes(ON FIRST ORDER)": "Commune page"})},
	"Body":       {[]string{"__typename", "siren", "name"}, with(anyBody, nil)},
	"Service": {[]string{"code", "name"}, map[string]string{"category": "Category", "requires": "Service", "bundles(ON)": "Bundle", "indicators": "Indicator",
		"subscribers(ON FIRST)": "Body page", "coverage(ON TERRITORY)": "Coverage"}},
	"Bundle": {[]string{"code", "name"}, map[string]string{"services(ON)": "Service"}},
	"Offer":  {[]string{"__typename", "code"}, map[string]string{"... on Bundle": "Bundle", "... on Service": "Service"}},
	"Subscription": {[]string{"id", "scope", "startsOn"}, map[string]string{"subscriber": "Body", "offer": "Offer", "status(ON)": "", "exclusions(ON)": "Exclusion",
		"beneficiaries(ON FIRST)": "Body page"}},
	"Entitlement": {[]string{"scope", "since"}, map[string]string{"service": "Service", "payer": "Body", "subscription": "Subscription"}},
	"Membership":  {[]string{"startsOn", "endsOn"}, map[string]string{"epci": "EPCI"}},
	"Succession":  {[]string{"kind", "on", "fromCode"}, map[string]string{"from": "Body", "to": "Body"}},
	"Mandate":     {[]string{"since"}, map[string]string{"person": "Person", "collectivity": "Body"}},
	"Exclusion":   {[]string{"reason"}, map[string]string{"collectivity": "Body"}},
	"State":       {[]string{"code", "validFrom"}, nil},
	"Population":  {[]string{"value", "kind", "source"}, nil},
	"Category":    {[]string{"code", "name"}, nil},
	"Indicator":   {[]string{"code", "unit"}, nil},
	"Coverage":    {[]string{"collectivities", "entitled", "population"}, nil},
	"Person":      {[]string{"fullName"}, nil},
}

func with(a, b map[string]string) map[string]string {
	all := map[string]string{}
	for _, m := range []map[string]string{a, b} {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

var values = map[string][]string{
	"ON":        {``, `on: $on`, `on: $on`, `on: "2022-03-01"`, `on: "2026-06-01"`, `on: null`, `on: "2023-02-31"`},
	"KIND":      {``, `kind: TOTAL`, `kind: $kind`},
	"FIRST":     {``, `first: 2`, `first: $n`, `first: 1`, `first: 101`},
	"AFTER":     {``, ``, ``, `after: $after`, `after: "nonsense"`},
	"ORDER":     {``, `orderBy: [{field: POPULATION, direction: DESC}]`, `orderBy: [{field: NAME}]`, `orderBy: {field: POPULATION}`, `orderBy: $by`},
	"FILTER":    {``, ``, `filter: {population: {gte: 1000}}`},
	"TERRITORY": {`territory: {region: "53"}`, `territory: {department: $d}`, `territory: {department: "22"}`, `territory: {department: "99"}`, `territory: {}`},
}

var operations = flag.Int("operations", 60, "random operations to compare with the oracle")

type writer struct {
	*rand.Rand
	alias int
}

func (w *writer) one(list []string) string { return list[w.IntN(len(list))] }

func (w *writer) selection(of string, depth int) string {
	s := shapes[of]
	out := []string{w.one(s.fields), w.one(s.fields)}
	var names []string
	for name := range s.edges {
		names = append(names, name)
	}
	slices.Sort(names)
	for range min(len(names), 1+w.IntN(3)) {
		name := w.one(names)
		to, page := strings.CutSuffix(s.edges[name], " page")
		if to != "" && depth == 0 && len(shapes[to].edges) > 0 {
			continue
		}
		head, args, _ := strings.Cut(strings.TrimSuffix(name, ")"), "(")
		var given []string
		for _, a := range strings.Fields(args) {
			if v := w.one(values[a]); v != "" {
				given = append(given, v)
			}
		}
		if w.alias++; !strings.HasPrefix(head, "...") {
			head = fmt.Sprintf("a%d: %s", w.alias, head)
		}
		if len(given) > 0 {
			head += "(" + strings.Join(given, ", ") + ")"
		}
		switch {
		case to == "":
		case page:
			rows := w.selection(to, depth-1)
			head += " " + w.one([]string{"{ totalCount nodes " + rows + " }", "{ nodes " + rows + " pageInfo { hasNextPage endCursor } }",
				"{ edges { cursor node " + rows + " } }", "{ totalCount }", "{ nodes " + rows + " edges { node " + w.selection(to, depth-1) + " } }"})
		default:
			head += " " + w.selection(to, depth-1)
		}
		out = append(out, head)
	}
	return "{ " + strings.Join(out, " ") + " }"
}

// roots are where operations begin, and the types that they lead to.
var roots = map[string]string{`commune(code: "22113", on: $on)`: "Commune", `commune(code: "56117")`: "Commune", `epci(siren: "200065928")`: "EPCI", `epci(siren: "200096683")`: "EPCI",
	`department(code: $d)`: "Department", `region(code: "53")`: "Region", `services(on: $on)`: "Service", `bundles`: "Bundle", `service(code: "MARCHES")`: "Service"}

var someVariables = []string{`{"on": "2026-06-01", "n": 3}`, `{"on": "2021-09-01", "n": 1, "kind": "TOTAL", "by": [{"field": "CODE", "direction": "DESC"}], "d": "56"}`,
	`{"n": 5, "on": "2025-01-01"}`, `{"on": "never", "after": "x"}`, `{"on": null, "n": 0, "kind": null}`}

// operation is a random one, which takes those variables.
func (w *writer) operation() string {
	var names []string
	for name := range roots {
		names = append(names, name)
	}
	slices.Sort(names)
	name := w.one(names)
	query := "{ r: " + name + " " + w.selection(roots[name], 2) + " }"
	var declared []string
	for v, typ := range map[string]string{"on": "Date", "n": "Int", "kind": "PopulationKind", "after": "String", "by": "[CommuneOrder!]", "d": `String! = "22"`} {
		if strings.Contains(query, "$"+v) {
			declared = append(declared, "$"+v+": "+typ)
		}
	}
	slices.Sort(declared)
	if len(declared) > 0 {
		query = "query (" + strings.Join(declared, ", ") + ") " + query
	}
	return query
}

// Whatever edges are asked for, with whatever arguments: what is brought along is what their resolvers would have read, and the
// statements kept for a plan serve other arguments as well. The oracle brings nothing along.
func TestAheadIsAsAlone(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	oracle := alone(s)
	ours := house(t, s)
	w := &writer{Rand: rand.New(rand.NewPCG(7, 11))}
	faulty := 0
	for i := range *operations {
		query := w.operation()
		for _, variables := range someVariables {
			have, _ := ask(t, ours, query, variables, "no")
			if strings.Contains(have, "COST_LIMIT_EXCEEDED") {
				break
			}
			want, _ := ask(t, oracle, query, variables, "no")
			a, faults := read(t, have)
			b, wanted := read(t, want)
			if len(faults) > 0 {
				faulty++
			}
			if !reflect.DeepEqual(a, b) || !strings.Contains(have, "ERRORS_OMITTED") && !slices.Equal(faults, wanted) {
				t.Fatalf("%d: %s\n%s\nhave %.3000s\nwant %.3000s", i, query, variables, have, want)
			}
		}
	}
	if faulty == 0 || faulty > 4**operations {
		t.Errorf("%d answers with faults", faulty)
	}
}

// alone serves the graph by gqlgen's executor, which brings nothing along and keeps no statement.
func alone(s *db.Store) http.Handler {
	return edge.Handler(graph.NewOracle(graph.Config{
		Resolvers:  &resolvers.Resolver{DB: s, Actions: &actions.Actions{DB: s, Now: dbtest.Now}, Office: documents.Open(documents.Office{DB: s, Now: dbtest.Now}), Now: dbtest.Now},
		Directives: graph.DirectiveRoot{Can: auth.Can},
	}), edge.Options{})
}
