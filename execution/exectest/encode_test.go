package exectest

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"maillage/execution"
	"maillage/execution/exectest/model"
)

// same fails unless both executors give the same data and errors.
func same(t *testing.T, r *Root, query string) string {
	t.Helper()
	want, got := one(oracle(r), query), one(sets(r, execution.Options{Errors: 1000}), query)
	if string(got.Data) != string(want.Data) || len(got.Errors) != len(want.Errors) {
		t.Errorf("%s\nwant %s\ngot  %s", query, show(want), show(got))
	}
	return string(got.Data)
}

// Bytes that were remembered and then cut off must not be copied: for objects as for lists, cut off with an object or a list.
func TestMemoIsForgottenAtTruncation(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 3)}
	shared := &model.Contact{Name: "shared " + strings.Repeat("x", 50)}
	for i, c := range r.Data.Communes {
		c.Seat = shared
		c.EPCICode = r.Data.EPCIs[0].Code // so that the list of services is shared, too
		if i%4 == 0 {
			c.StrictTags = []*string{nil}
		}
	}
	// strict fails for 01011: what was written before it in its object or list is taken back.
	r.Faults = true
	for _, query := range []string{
		`{ authorities(departement: "01", first: 30) { ... on Commune { seat { name } departement { code } strict } } x: commune(code: "01011") { seat { name } strict } y: commune(code: "01001") { seat { name } strict } }`,
		`{ departement(code: "01") { epcis { communes { seat { name } strict } } } }`,
		`{ departement(code: "01") { epcis { communes { services { name } strict } } } }`,
		`{ commune(code: "01001") { neighbours(n: 3) { seat { name } services { id } strict } twins { seat { name } strict } } }`,
		`{ communes(departement: "01", first: 12) { nodes { seat { name } services { id } strict } } }`,
		`{ authorities(departement: "01", first: 40) { ... on Commune { seat { name } services { name } departement { code } } } }`,
	} {
		same(t, r, query)
	}
	// The same objects before, in and after what is cut off: each twin list has communes 0 and 1.
	for i, c := range r.Data.Communes {
		if i < 2 {
			c.Code = []string{"01011", "01001"}[i]
		}
	}
	data := same(t, r, `{ a: departement(code: "01") { epcis { communes { twins { seat { name } services { name } strict } } } } }`)
	if !strings.Contains(data, "shared") {
		t.Errorf("nothing was shared in %.300s", data)
	}
}

// Values that repeat are written once and copied, also if many before did not repeat.
func TestMemo(t *testing.T) {
	t.Parallel()
	r := &Root{Data: country()}
	for _, query := range []string{
		`{ departement(code: "01") { epcis { communes { services { id name } epci { code name } departement { name } } } } }`,
		`{ departement(code: "01") { epcis { a: communes { seat { name } } b: communes(first: 3) { seat { name } twins { code } } } } }`,
		// What hangs below may repeat with them: of objects among others, of several kinds, in lists of lists.
		`{ departement(code: "01") { epcis { communes(first: 3) { epci { code communes(first: 2) { twins { code services { name } } } } } } } }`,
		`{ search(text: "x") { ... on EPCI { code communes(first: 1) { code } } ... on Commune { strict } } }`,
		`{ departement(code: "01") { epcis { communes { neighbours { code epci { code president { name } } } } } } }`,
	} {
		same(t, r, query)
	}
	// Two lists may begin with the same element.
	for i, e := range r.Data.EPCIs {
		r.servicesOf[e.Code] = r.Data.Services[:3+i%2]
	}
	same(t, r, `{ departement(code: "01") { epcis { communes { services { name } } } } }`)
}

// A nil list is empty where the schema forbids null, and null elsewhere; a typed nil in an interface is null.
func TestNil(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(2, 6)}
	same(t, r, `{ commune(code: "01002") { twins { code } services { name } neighbours { code } tags strictTags epci { code } } }`)
	if got := same(t, r, `{ search(text: "x") { ... on Service { related { __typename } } } }`); !strings.Contains(got, `{"related":[{"__typename":"Service"},null,`) {
		t.Errorf("got %s", got)
	}
	if got := same(t, r, `{ __typename strictCommune(code: "none") { code } }`); got != "null" {
		t.Errorf("got %s", got)
	}
	c := r.commune["01001"]
	c.StrictTags = []*string{&c.Code, nil}
	same(t, r, `{ commune(code: "01001") { strictTags code } }`)
}

// JSON has no infinity: an error and null, which climbs where null is forbidden.
func TestFloat(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 1)}
	area := &r.commune["01001"].Area
	area.Centre, area.Density = &model.Point{X: math.Inf(1), Y: 1}, new(math.NaN())
	const message = "JSON has no number for infinity and NaN: the value cannot be sent as a Float"
	want := `{"commune":{"area":{"hectares":1.25,"density":null,"centre":null},"code":"01001"}} commune.area.density ` + message + `; commune.area.centre.x ` + message
	if got := show(one(sets(r, execution.Options{}), `{ commune(code: "01001") { area { hectares density centre { y x } } code } }`)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Escapes and numbers are gqlgen's.
func TestLeaves(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(2, 6)}
	c := r.commune["01001"]
	for _, s := range []string{"", "é\u2028<&>\x7f", "\x00\x1f\"\\\b\f\n\r\t/", "\xff", strings.Repeat("\"", 100)} {
		for _, n := range []float64{0, math.Copysign(0, -1), 1e21, 1e-7, 123456789, 0.1, math.MaxFloat64, 5e-324} {
			c.Name, c.Area.Hectares = s, n
			data := same(t, r, `{ commune(code: "01001") { name area { hectares } } search(text: "x") { ... on Service { id open since } } }`)
			if data == "null" {
				t.Fatalf("nothing was written of %q and %g", s, n)
			}
		}
	}
}

// A foreign marshaler's error stands at its field, each time; its panic takes the answer, not the server.
func TestForeignMarshaler(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 1)}
	c := r.commune["01001"]
	const query = `{ a: commune(code: "01001") { colour code } b: commune(code: "01001") { colour } }`
	for colour, want := range map[model.Colour]string{
		"red":   `{"a":{"colour":"red","code":"01001"},"b":{"colour":"red"}}`,
		"beige": `{"a":{"colour":null,"code":"01001"},"b":{"colour":null}} a.colour beige is no colour; b.colour beige is no colour`,
		"black": `null a.colour recovered: all black`,
	} {
		c.Colour = &colour
		if got := show(one(sets(r, execution.Options{}), query)); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
	// The same object many times at one field: remembered bytes would swallow the errors.
	beige := model.Colour("beige")
	c.Colour = &beige
	r.Data.Communes[0], r.Data.Communes[1] = c, c
	same(t, r, `{ departement(code: "01") { epcis { communes { twins { colour } } } } }`)
}

// Errors below a value that repeats are told at each of its places.
func TestMemoKeepsErrors(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 2)}
	c := r.Data.Communes[0]
	c.StrictTags = []*string{nil} // null, with an error
	r.Data.Communes[1] = c
	same(t, r, `{ departement(code: "01") { epcis { communes { twins { strictTags } } } } }`)
}

// An object costs a third of a microsecond and next to no allocation; CI keeps the allocations.
func TestAllocations(t *testing.T) {
	r := &Root{Data: country()}
	e := sets(r, execution.Options{})
	var answer *graphql.Response
	n := testing.AllocsPerRun(5, func() {
		answers, _ := ask(As(context.Background(), model.RoleAdmin), e, nested, map[string]any{"code": "01"})
		answer = answers[0]
	})
	objects := strings.Count(string(answer.Data), "{") - 1
	if perObject := n / float64(objects); objects < 4000 || perObject > 0.1 {
		t.Errorf("%.3f allocations per object for %d objects, more than 0.1", perObject, objects)
	}
}

// Introspection stays gqlgen's, beside other fields and behind its switch.
func TestIntrospection(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 1)}
	same(t, r, `{ x: __schema { queryType { name } types { name kind fields { name } } } departement(code: "01") { name } __type(name: "Kind") { enumValues { name } } }`)
	e := sets(r, execution.Options{})
	e.Use(noIntrospection{})
	want := `{"departement":{"name":"Département 1"},"__type":null} __type introspection disabled`
	if got := show(one(e, `{ departement(code: "01") { name } __type(name: "Kind") { name } }`)); got != want {
		t.Errorf("got %s", got)
	}
}
