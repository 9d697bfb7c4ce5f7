package resolvers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"maillage/contract"
	"maillage/db/dbtest"
)

// nested are operations in which a page hangs below a page, down to who pays. At each level the first row has children,
// since a level without objects is not asked for.
var nested = map[string]string{
	"region, EPCI, members, rights": `query ($n: Int!, $on: Date!) { region(code: "53") { departments { code } epcis(first: $n, on: $on) { totalCount nodes { siren nature departments { code }
		members(first: 10, on: $on, orderBy: [{field: POPULATION}]) { totalCount nodes { code population(on: $on) { value } epci { name }
		services(on: $on) { service { code category { name } } payer { siren name } subscription { status(on: $on) offer { code } } } } } } } } }`,
	"departments, communes": `query ($n: Int!) { departments { code communes(first: $n, orderBy: [{field: NAME}]) { totalCount nodes { name states { code } epci { siren } } } } }`,
	"communes and their past": `query ($n: Int!) { communes(first: $n, filter: {department: {eq: "49"}}) { totalCount nodes { code states { code name } memberships { startsOn epci { siren nature } }
		a: population { value } total: population(kind: TOTAL) { value } y2021: population(on: "2021-06-01") { value } department { name region { name } } overseasCollectivity { code } } } }`,
	"EPCI and their subscriptions": `query ($n: Int!) { region(code: "53") { epcis(first: $n) { nodes { name referents { person { fullName } } financing
		subscriptions(first: 5) { totalCount nodes { scope subscriber { name } offer { code } exclusions { reason } overlaps { id } beneficiaries(first: 5) { totalCount nodes { name } } } } } } } }`,
	"subscribers and coverage": `query ($n: Int!) { services { code bundles { code } requires { code } indicators { code } category { name } coverage(territory: {region: "53"}) { entitled }
		subscribers(first: $n) { totalCount nodes { __typename name } } } }`,
	"colleges and members": `query ($n: Int!) { colleges { code region { name } delegates voices members(first: $n) { totalCount nodes { population voices college { code } collectivity { code name } } } }
		region(code: "53") { college { code } epcis(first: $n) { nodes { code voices college { code } } } } }`,
	"sessions and ballots": `query ($n: Int!) { sessions(first: 5) { totalCount nodes { date quorum { reached } follows { date } attendance(first: $n) { totalCount nodes { present college { code } collectivity { name } proxies { delegates holder { name } } } }
		ballots(first: 2) { totalCount nodes { result session { date } colleges { college { code } tally { for } } votes(first: $n) { totalCount nodes { for college { code } collectivity { name } tally { cast } } } } } } } }`,
	"activities and who came": `query ($n: Int!) { activities(first: $n) { totalCount nodes { title invited registered attended service { code } organiser { name } mandate { person { fullName } } network { topic }
		participations(first: $n) { totalCount nodes { invited registered collectivity { name } } } } } region(code: "53") { epcis(first: $n) { nodes { activities(first: 3) { totalCount nodes { id } } } } } }`,
	"requests and worklists": `query ($n: Int!, $on: Date!) { requests(first: $n) { totalCount nodes { subject from { name } service { code } relayedBy { person { fullName } collectivity { name } service { code } } } }
		region(code: "53") { epcis(first: $n, on: $on) { nodes { requests(first: 5) { totalCount nodes { id status } } worklist(on: $on, first: $n) { totalCount nodes { reason commune { name epci { name } } service { code category { name } } } } } } } }`,
	"charters and opinions": `query ($n: Int!) { communes(first: $n, filter: {code: {in: ["22034", "22110", "22217", "22349"]}}) { nodes { charter { goals { service { code } } } opinions { score service { code } } } }
		networks { members { collectivity { name } } } surveys { service { code } result { invited byService { service { code } } } } c: communes(first: $n) { nodes { code } } }`,
	"public bodies": `query ($n: Int!) { publicBodies(first: $n) { totalCount nodes { name parent { name } services { since } subscriptions { totalCount } } } }`,
}

// The number of statements follows from the shape of the operation: pages of 1, 10 or 100 rows cost the same.
func TestStatementsDoNotGrowWithPages(t *testing.T) {
	t.Parallel()
	h := house(t, dbtest.Shared(t))
	operations := map[string]string{}
	for name, query := range nested {
		operations[name] = query
	}
	for _, o := range contract.Operations() {
		if o.Mutates() || !strings.Contains(o.Query, "first:") && o.Name != "01-commune" {
			continue // no page whose size could be changed; TestBudget holds them to a number
		}
		query := strings.NewReplacer("$first: Int = 100", "$n: Int!", "$first: Int!", "$n: Int!", "first: $first", "first: $n", "first: 100", "first: $n", "first: 20", "first: $n").Replace(o.Query)
		if o.Name != "01-commune" && !strings.Contains(query, "first: $n") {
			t.Fatalf("%s has no page whose size could be changed", o.Name)
		}
		if !strings.Contains(query, "$n: Int!") {
			query = strings.Replace(query, "$on: Date!", "$on: Date!, $n: Int = 1", 1)
		}
		if !strings.Contains(query, "$n: Int") {
			query = strings.Replace(query, "(", "($n: Int!, ", 1)
		}
		if o.Name == "01-commune" {
			query = strings.Replace(query, ", $n: Int = 1", "", 1)
		}
		operations[o.Name] = query
	}
	for name, query := range operations {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var took []int64
			var sizes []int
			for i, n := range []int{1, 1, 10, 100} {
				variables := map[string]any{"n": n, "on": "2026-06-01"}
				for _, o := range contract.Operations() {
					if o.Name == name {
						if err := json.Unmarshal([]byte(o.Variables), &variables); err != nil {
							t.Fatal(err)
						}
					}
				}
				text, _ := json.Marshal(variables)
				answer, statements := ask(t, h, query, string(text), "no")
				if strings.Contains(answer, `"errors"`) {
					t.Fatal(answer[:min(len(answer), 2000)])
				}
				if i > 0 { // the first answer may keep something for those that follow
					took, sizes = append(took, statements), append(sizes, len(answer))
				}
			}
			if took[0] == 0 || took[1] != took[0] || took[2] != took[0] {
				t.Errorf("pages of 1, 10 and 100 take %v statements", took)
			}
			if name != "01-commune" && name != "12-evaluation" && name != "public bodies" && sizes[2] < 2*sizes[0] {
				t.Errorf("the answers have %v bytes: the pages do not grow", sizes)
			}
		})
	}
}
