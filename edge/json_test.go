package edge

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// read is a text of JSON as the cursor decodes it.
func read(text []byte) (v any, ok bool) {
	c := cursor{raw: text}
	v = c.value()
	c.peek()
	return v, !c.broken && c.at == len(text)
}

// likeTheLibrary compares the cursor with encoding/json on one text.
func likeTheLibrary(t *testing.T, text []byte) (valid bool) {
	t.Helper()
	var want any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	valid = json.Valid(text)
	if got, ok := read(text); ok != valid {
		t.Errorf("%.200q is read: %t, and should be: %t", text, ok, valid)
	} else if valid && (d.Decode(&want) != nil || !reflect.DeepEqual(got, want)) {
		t.Errorf("%.200q is read as %.200v, not %.200v", text, got, want)
	}
	c := cursor{raw: text}
	c.skip()
	if c.peek(); (!c.broken && c.at == len(text)) != valid {
		t.Errorf("%.200q is skipped: %t", text, !valid)
	}
	return valid
}

// seeds hold each sign of JSON, right and wrong.
var seeds = []string{
	`{"query":"{hello}","variables":{"a":[1,-0.5e+10,true,false,null,{"b":{}}],"é":"\u00e9\ud83d\ude00\ud800 \"\\\/\b\f\n\r\t"}}`,
	`[]`, `[[],{}]`, `""`, `0`, `-0`, `01`, `1.`, `.5`, `1e`, `1E-2`, `+1`, `-`, `tru`, `truex`, `nul`, ` {"a" : 1 , "a" : 2 } `, `{"a":1,}`, `[1,]`, `[,1]`,
	`{"a"}`, `{"a":}`, `{a:1}`, `{"a" 1}`, `[1 2]`, `"\x"`, `"\u12g4"`, `"\u123`, "\"\x01\"", "\"\x7f\"", "\x00", "[\x00]", `"`, `"\`, `{`, `[`, `{"`, `1 2`, ``, ` `, "\ufeff{}",
	strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001), strings.Repeat(`{"a":`, 100_000),
}

func TestCursorReadsLikeTheLibrary(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	valid := 0
	for _, s := range seeds {
		likeTheLibrary(t, []byte(s))
		for range 2000 / (1 + len(s)/200) { // with a few signs changed, lost or doubled
			text := []byte(s)
			for range 1 + random.IntN(3) {
				if len(text) == 0 {
					break
				}
				at, sign := random.IntN(len(text)), ` {}[]":,\01-+.eEtfnu`[random.IntN(20)]
				switch random.IntN(3) {
				case 0:
					text[at] = sign
				case 1:
					text = append(text[:at], text[at+1:]...)
				case 2:
					text = append(text[:at+1], text[at:]...)
				}
			}
			if utf8.Valid(text) && likeTheLibrary(t, text) { // what is not UTF-8 is refused before
				valid++
			}
		}
	}
	if valid < 1000 {
		t.Errorf("only %d texts were JSON", valid)
	}
}

// A member is found under its name however that is written, the last one wins, and only in its own case.
func TestMembersAreFound(t *testing.T) {
	t.Parallel()
	a, fault := Options{}.filled().Limits.decode([]byte(`{"query":"{a}","\u0071uery":"{b\u0062}","Query":"{c}","variables":{"\u0061":1},"operationName":"\u0041"}`))
	if fault != nil || string(unquote(a.query)) != "{bb}" || a.operation != "A" || a.variables["a"] != json.Number("1") {
		t.Errorf("%q %q %v %v", a.query, a.operation, a.variables, fault)
	}
}
