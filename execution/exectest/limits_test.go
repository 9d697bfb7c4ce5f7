package exectest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"maillage/execution"
	"maillage/execution/exectest/model"
)

// Of one field's errors the first few are told and the rest is counted, in the order of the document.
func TestErrorsAreCapped(t *testing.T) {
	t.Parallel()
	e := sets(&Root{Data: NewData(1, 3), Faults: true}, execution.Options{Errors: 2})
	got := one(e, `{ departement(code: "01") { communes(first: 30) { nodes { x: epci(on: "1999-01-01") { name } flaky } } name } }`)
	want := strings.TrimSpace(`
departement.communes.nodes[0].x no EPCI before 2000 for 01000
departement.communes.nodes[1].x no EPCI before 2000 for 01001
departement.communes.nodes[3].flaky flaky 01003
departement.communes.nodes[13].flaky flaky 01013
 departement.communes.nodes.x has 22 more errors than the 2 shown
 departement.communes.nodes.flaky has 1 more errors than the 2 shown`)
	var lines []string
	for _, e := range got.Errors {
		lines = append(lines, e.Path.String()+" "+e.Message)
	}
	if strings.Join(lines, "\n") != want {
		t.Errorf("got %s", strings.Join(lines, "\n"))
	}
	last := got.Errors[4]
	if last.Extensions["code"] != execution.CodeErrors || last.Extensions["omitted"] != 22 {
		t.Errorf("extensions %v", last.Extensions)
	}
}

// Errors come in the order of the document, whatever the order in which calls end.
func TestErrorsInDocumentOrder(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 1), Faults: true}
	for range 20 {
		got := one(sets(r, execution.Options{Parallel: 8}), `{ c: commune(code: "01003") { flaky n: neighbours(n: 7) { code } x: epci(on: "1999-01-01") { code } }
			a: commune(code: "01003") { x: epci(on: "1999-01-01") { code } flaky } b: search(text: "boom") { __typename } }`)
		if want := `c.flaky flaky 01003; c.n no neighbours; c.x no EPCI before 2000 for 01003; a.x no EPCI before 2000 for 01003; a.flaky flaky 01003; b search is down`; !strings.HasSuffix(show(got), want) {
			t.Fatalf("got %s", show(got))
		}
	}
}

// An answer over the limit is an error, not a cut.
func TestAnswerSize(t *testing.T) {
	t.Parallel()
	const query = `{ departement(code: "01") { epcis { communes { name } } } }`
	r := &Root{Data: NewData(1, 8)}
	size := len(one(sets(r, execution.Options{}), query).Data)
	if got := one(sets(r, execution.Options{Bytes: size}), query); len(got.Errors) > 0 {
		t.Errorf("an answer as large as the limit: %v", got.Errors)
	}
	for _, limit := range []int{1, size / 2, size - 1} {
		got := one(sets(r, execution.Options{Bytes: limit}), query)
		if string(got.Data) != "null" || len(got.Errors) != 1 || got.Errors[0].Extensions["code"] != execution.CodeAnswer || got.Errors[0].Extensions["limit"] != limit {
			t.Errorf("limit %d: %.100s %v", limit, got.Data, got.Errors)
		}
	}
}

// cancelling ends the request in the middle of a call.
type cancelling struct {
	commune
	cancel context.CancelCauseFunc
}

var errGone = errors.New("the client has gone")

func (c cancelling) EPCI(ctx context.Context, cs []*model.Commune, on *model.Date) ([]*model.EPCI, error) {
	c.cancel(errGone)
	return c.commune.EPCI(ctx, cs, on)
}

// After a cancellation no further call begins, and nothing is encoded.
func TestCancellation(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 3)}
	ctx, cancel := context.WithCancelCause(context.Background())
	e := sets(stub{r, cancelling{commune{r}, cancel}}, execution.Options{})
	answers, _ := ask(ctx, e, `{ departement(code: "01") { epcis { communes { epci { communes { services { name } } } } } } }`, nil)
	if got := show(answers[0]); got != "null  the client has gone" {
		t.Errorf("got %s", got)
	}
	if n := r.Calls.Load(); n != 3 { // epcis, communes, epci
		t.Errorf("%d calls, not 3", n)
	}
}

// A list checks its context while it is encoded.
func TestCancellationWhileEncoding(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(context.Background())
	r := &Root{Data: NewData(1, 8)}
	for i, c := range r.Data.Communes {
		colour := model.Colour("red")
		if c.Colour = &colour; i == 3 {
			colour = "cancel"
		}
	}
	answers, _ := ask(context.WithValue(ctx, model.Cancel{}, func() { cancel(errGone) }), sets(r, execution.Options{}), `{ communes(departement: "01", first: 100) { nodes { colour } } }`, nil)
	if got := show(answers[0]); got != "null  the client has gone" {
		t.Errorf("got %s", got)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	bomb := `{ departement(code: "01") { ...F0 } } `
	for i := range 20 {
		bomb += fmt.Sprintf(`fragment F%d on Departement { x: epcis { departement { ...F%d } } y: epcis { departement { ...F%d } } } `, i, i+1, i+1)
	}
	bomb += `fragment F20 on Departement { name }`
	r := &Root{Data: NewData(1, 1)}
	e := sets(r, execution.Options{Cost: 1000})
	for name, c := range map[string]struct{ query, code, message string }{
		"defer":    {`{ departement(code: "01") { ... @defer { name } } }`, execution.CodeDefer, "@defer is not supported"},
		"fragment": {bomb, execution.CodePlan, "more than 10000 fields"},
		"cost":     {`{ departement(code: "01") { epcis(first: 1000) { code } } }`, execution.CodeCost, "may ask for 1002 values, more than the 1000 allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			got := one(e, c.query)
			if got.Data != nil || len(got.Errors) != 1 {
				t.Fatalf("%.100s %v", got.Data, got.Errors)
			}
			if err := got.Errors[0]; err.Extensions["code"] != c.code || !strings.Contains(err.Message, c.message) {
				t.Errorf("%v %v", err, err.Extensions)
			}
		})
	}
	few := sets(r, execution.Options{Fields: 3})
	if got := one(few, `{ a: __typename b: __typename c: __typename }`); len(got.Errors) > 0 {
		t.Errorf("as many fields as allowed: %v", got.Errors)
	}
	if got := one(few, `{ a: __typename b: __typename c: __typename d: __typename }`); len(got.Errors) != 1 {
		t.Error("more fields than allowed, but no error")
	}
	if n := r.Calls.Load(); n != 0 {
		t.Errorf("%d calls of refused operations", n)
	}
	if got := one(e, `{ departement(code: "01") { ... @defer(if: false) { code } } }`); show(got) != `{"departement":{"code":"01"}}` {
		t.Errorf("@defer(if: false): %s", show(got))
	}
}

// Cost counts the values that an answer may hold.
func TestCost(t *testing.T) {
	t.Parallel()
	var cost int64
	opts := execution.Options{Check: func(_ context.Context, op execution.Operation) error { cost = op.Cost; return errors.New("enough") }}
	e := sets(&Root{Data: NewData(1, 1)}, opts)
	vars := map[string]any{"n": 7, "none": nil}
	for query, want := range map[string]int64{
		`{ departement(code: "01") { name code } }`:                                                                   1 + 2,
		`{ departement(code: "01") { epcis(first: 5) { code } } }`:                                                    1 + 1 + 5,
		`{ departement(code: "01") { epcis { code } } }`:                                                              1 + 1 + 60,              // the argument's default
		`query($n: Int) { departement(code: "01") { epcis(first: $n) { code name } } }`:                               1 + 1 + 7*2,             // a variable
		`query($m: Int) { departement(code: "01") { epcis(first: $m) { code } } }`:                                    1 + 1 + 60,              // not given: the default
		`query($none: Int) { departement(code: "01") { epcis(first: $none) { code } } }`:                              1 + 1 + 10,              // null: Options.ListSize
		`{ departement(code: "01") { epcis(first: -5) { code } } }`:                                                   1 + 1,                   // nothing
		`{ communes(departement: "01", first: 5) { totalCount edges { node { code } } nodes { code } } }`:             1 + 3 + 5*(1+1) + 5,     // a page
		`{ communes(departement: "01", first: 0) { nodes { code } } }`:                                                1 + 1,                   // an empty page
		`{ commune(code: "01001") { services { name } } }`:                                                            1 + 1 + 4,               // @set(size: 4)
		`{ commune(code: "01001") { twins { name } } }`:                                                               1 + 1 + 10,              // Options.ListSize
		`{ search(text: "x") { ... on Service { name } ... on EPCI { name code } } }`:                                 1 + 10*2,                // the dearest kind
		`{ departement(code: "01") { epcis(first: 3) { communes(first: 4) { services { name } } } } }`:                1 + 1 + 3 + 3*4 + 3*4*4, // products
		`{ departement(code: "01") { epcis(first: 2147483647) { communes(first: 2147483647) { twins { code } } } } }`: 1<<63 - 1,               // saturating
	} {
		cost = -1
		if _, valid := ask(context.Background(), e, query, vars); !valid || cost != want {
			t.Errorf("cost %d, not %d, of %s", cost, want, query)
		}
	}
}

// Check sees the fields that are used, with their directives, before the first call.
func TestCheck(t *testing.T) {
	t.Parallel()
	r := &Root{Data: NewData(1, 1)}
	e := sets(r, execution.Options{Check: func(_ context.Context, op execution.Operation) error {
		for _, u := range op.Uses {
			if u.Field.Directives.ForName("can") != nil {
				return fmt.Errorf("%s.%s is guarded", u.Object, u.Field.Name)
			}
		}
		return nil
	}})
	const guarded = `{ departement(code: "01") { epcis { president { email } } } }`
	if got := show(one(e, guarded)); got != "Contact.email is guarded" {
		t.Errorf("got %s", got)
	}
	if got := one(e, `{ departement(code: "01") { epcis { president { name } } } }`); len(got.Errors) > 0 {
		t.Errorf("refused: %v", got.Errors)
	}
	if n := r.Calls.Load(); n != 2 {
		t.Errorf("%d calls, not the 2 of the allowed operation", n)
	}
	// Through an interface, too: its own definition of the field carries no directive.
	e = sets(r, execution.Options{Check: func(_ context.Context, op execution.Operation) error {
		var set []string
		for _, u := range op.Uses {
			if u.Field.Directives.ForName("set") != nil {
				set = append(set, u.Object+"."+u.Field.Name)
			}
		}
		return errors.New(strings.Join(set, " "))
	}})
	if got := show(one(e, `{ authorities(departement: "01") { departement { code } } }`)); got != "EPCI.departement Commune.departement" {
		t.Errorf("got %s", got)
	}
}
