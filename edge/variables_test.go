package edge_test

import (
	"encoding/json"
	"strings"
	"testing"

	"maillage/edge"
)

func TestVariables(t *testing.T) {
	t.Parallel()
	h := edge.Handler(says(`{}`), quiet())
	tests := []struct {
		name, query, variables string
		field, says            string // nothing if they are good
	}{
		{"good", `query($n:String $t:Int){hello(name:$n times:$t)}`, `{"n":"a","t":2}`, "", ""},
		{"missing", `mutation($n:String!){rename(name:$n)}`, `{}`, "n", "needs a value ($n: String!)"},
		{"null", `mutation($n:String!){rename(name:$n)}`, `{"n":null}`, "n", "cannot be null"},
		{"a number for a string", `query($n:String){hello(name:$n)}`, `{"n":56117}`, "n", "between quotes"},
		{"a fraction for an Int", `query($t:Int){hello(times:$t)}`, `{"t":1.5}`, "t", "whole number of 32 bits, not 1.5"},
		{"an object for a string", `query($n:String){hello(name:$n)}`, `{"n":{}}`, "n", "must be a string, not an object"},
		{"unknown field", `query($c:Choice){hello(choice:$c)}`, `{"c":{"codes":"1"}}`, "c.codes", "is not a field of Choice, which has code, siren"},
		{"one of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{"code":"1"}}`, "", ""},
		{"none of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{}}`, "c", "exactly one of code, siren, and it holds 0"},
		{"both of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{"code":"1","siren":"2"}}`, "c", "it holds 2"},
		{"null of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{"code":null}}`, "c.code", "must not be null"},
		{"text for an Int", `query($w:Wish){hello(wish:$w)}`, `{"w":{"few":"10"}}`, "w.few", "a whole number of 32 bits, not the string \"10\""},
		{"an Int beyond 32 bits", `query($w:Wish){hello(wish:$w)}`, `{"w":{"any":[{"few":3000000000}]}}`, "w.any.0.few", "32 bits, not 3000000000"},
		{"the largest Int", `query($w:Wish){hello(wish:$w)}`, `{"w":{"few":2147483647}}`, "", ""},
		{"a number for a Boolean", `query($w:Wish){hello(wish:$w)}`, `{"w":{"now":1}}`, "w.now", "must be true or false, not 1"},
		{"text for a Float", `query($w:Wish){hello(wish:$w)}`, `{"w":{"far":"1.5"}}`, "w.far", "a number of 64 bits"},
		{"a whole number for a Float", `query($w:Wish){hello(wish:$w)}`, `{"w":{"far":1}}`, "", ""},
		{"an endless Float", `query($w:Wish){hello(wish:$w)}`, `{"w":{"far":1e999}}`, "w.far", "not 1e999"},
		{"numbers and text for an ID", `query($w:Wish){hello(wish:$w)}`, `{"w":{"id":1,"not":{"id":"a"}}}`, "", ""},
		{"a fraction for an ID", `query($w:Wish){hello(wish:$w)}`, `{"w":{"id":1.5}}`, "w.id", "a string or a whole number, not 1.5"},
		{"an enum in another case", `query($w:Wish){hello(wish:$w)}`, `{"w":{"kind":"k2"}}`, "w.kind", "must be one of K1, K2, K3, K4, K5, K6, K7, K8, K9, K10, …, not the string \"k2\""},
		{"an enum", `query($w:Wish){hello(wish:$w)}`, `{"w":{"kind":"K11"}}`, "", ""},
		{"anything for the schema's own scalar", `query($w:Wish){hello(wish:$w)}`, `{"w":{"on":[1]}}`, "", ""},
		{"a list for an object", `query($w:Wish){hello(wish:$w)}`, `{"w":[]}`, "w", "must be an object as Wish describes it, not a list"},
		{"one for a list", `query($w:Wish){hello(wish:$w)}`, `{"w":{"any":{"few":1}}}`, "", ""},
		{"null where none may be", `query($w:Wish){hello(wish:$w)}`, `{"w":{"must":null}}`, "w.must", "cannot be null"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			body := `{"query":` + quote(test.query) + `,"variables":` + test.variables + `}`
			r := post(body)
			r.Header.Set("Accept", "application/graphql-response+json")
			a := send(t, h, r)
			if test.says == "" {
				if len(a.Errors) > 0 {
					t.Error(a.Raw)
				}
				return
			}
			if a.Status != 400 || a.code() != "INVALID" || a.Errors[0].Extensions["field"] != test.field || !strings.Contains(a.Errors[0].Message, test.says) || a.Errors[0].Path != nil {
				t.Errorf("%d %s", a.Status, a.Raw)
			}
		})
	}
}

func TestLongValuesAreNotRepeated(t *testing.T) {
	t.Parallel()
	value := "9" + strings.Repeat("0", 100_000)
	a := send(t, edge.Handler(says(`{}`), quiet()), post(`{"query":"query($t:Int){hello(times:$t)}","variables":{"t":`+value+`}}`))
	if a.code() != "INVALID" || len(a.Raw) > 500 {
		t.Errorf("%d bytes: %.200s", len(a.Raw), a.Raw)
	}
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}
