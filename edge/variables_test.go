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
		{"missing", `mutation($n:String!){rename(name:$n)}`, `{}`, "n", "must be defined ($n: String!)"},
		{"null", `mutation($n:String!){rename(name:$n)}`, `{"n":null}`, "n", "cannot be null"},
		{"a number for a string", `query($n:String){hello(name:$n)}`, `{"n":56117}`, "n", "between quotes"},
		{"a fraction for an Int", `query($t:Int){hello(times:$t)}`, `{"t":1.5}`, "t", "whole number of 64 bits, not 1.5"},
		{"an object for a string", `query($n:String){hello(name:$n)}`, `{"n":{}}`, "n", "cannot use map as String"},
		{"unknown field", `query($c:Choice){hello(choice:$c)}`, `{"c":{"codes":"1"}}`, "c.codes", "unknown field"},
		{"one of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{"code":"1"}}`, "", ""},
		{"none of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{}}`, "c", "exactly one of code, siren, and it holds 0"},
		{"both of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{"code":"1","siren":"2"}}`, "c", "it holds 2"},
		{"null of two", `query($c:Choice){hello(choice:$c)}`, `{"c":{"code":null}}`, "c.code", "must not be null"},
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
