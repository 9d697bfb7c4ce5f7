package contribution_test

import (
	"slices"
	"strings"
	"testing"

	"maillage/contribution"
)

// All faults of a rule are told at once, each at its place.
func TestValidate(t *testing.T) {
	t.Parallel()
	r, err := contribution.Decode([]byte(`
code: bad code
name: " "
offer: {service: A, bundle: B}
validFrom: 2026-01-01
appliesTo: {population: {from: 10, upTo: 10}, condition: "inhabitants > 3"}
parts:
  - label: Première
    basis: {kind: USAGE}
    scale: {perUnit: {rate: -1}}
  - label: Seconde
    basis: {kind: POPULATION_MUNICIPAL, vintage: LAGGED}
    scale: {marginalRate: {brackets: [{threshold: 0, rate: 1}, {threshold: 500, rate: 1}, {threshold: 500, rate: -2}, {threshold: 20, rate: 1}, {threshold: -20, rate: 1}]}}
    condition: population
  - label: Troisième
    basis: {kind: NONE}
    scale: {matrix: {rows: [0, 5], columns: [0], amounts: [[1], [1, 2], [3]]}}
corrections:
  - {label: "", coefficient: 1, cap: {amount: 3}}
  - {label: Remise, discount: {rate: 15}}
allocation: [{payer: SUBSCRIBER, share: "0.6"}, {payer: REGION, share: "0.3"}]
`))
	if err != nil {
		t.Fatal(told(err))
	}
	var paths []string
	for _, fault := range told(contribution.Validate(r)) {
		path, says, _ := strings.Cut(fault, ": ")
		if paths = append(paths, path); len(says) < 20 {
			t.Errorf("%s says too little: %s", path, says)
		}
	}
	slices.Sort(paths)
	same(t, "places", strings.Join(paths, "\n"), `allocation
appliesTo.condition
appliesTo.population.upTo
code
corrections.0
corrections.0.label
corrections.1.discount.rate
name
offer
parts.0.basis.indicator
parts.0.scale.perUnit.rate
parts.1.basis.lag
parts.1.condition
parts.1.scale.marginalRate.brackets.2.rate
parts.1.scale.marginalRate.brackets.2.threshold
parts.1.scale.marginalRate.brackets.3.threshold
parts.1.scale.marginalRate.brackets.4.threshold
parts.2.basis.kind
parts.2.scale.matrix.amounts
parts.2.scale.matrix.amounts.1`)
}

// What cannot be read is told at once too: unknown fields, missing ones, wrong types, values out of a list, too many digits.
func TestDecode_Faults(t *testing.T) {
	t.Parallel()
	_, err := contribution.Decode([]byte(`{"code": 5, "offer": [], "validFrom": "2026-02-30", "colour": "red", "proration": "WEEKS", "missing": ["a", null],
		"parts": [{"label": "P", "basis": {"kind": "INHABITANTS", "lag": 1.5}, "scale": {"perUnit": {"rate": 0.1234567890123456789}, "marginalRate": {"brackets": {}}}}, 7]}`))
	same(t, "faults", strings.Join(told(err), "\n"), `code: this is a text, not "5"
name: this is missing
offer: this is an object, not a list
validFrom: "2026-02-30" is not a date: write an existing day as year-month-day, for instance 2026-06-01
parts.0.basis.kind: "INHABITANTS" is not one of the values allowed here
parts.0.basis.lag: this is a whole number, not "1.5"
parts.0.scale.perUnit.rate: 0.1234567890123456789 has more than 18 digits: it could not be computed exactly, round it
parts.0.scale.marginalRate.brackets: this is a list, not an object
parts.1: this is an object, not "7"
proration: "WEEKS" is not one of the values allowed here
missing.1: an entry of the list is empty
colour: there is no such field here: there are allocation, appliesTo, code, corrections, envelope, missing, name, offer, parts, pooling, proration, rounding, source, validFrom`)
}

// Numbers of YAML keep their digits, and what could unfold to any size is refused.
func TestDecode_YAML(t *testing.T) {
	t.Parallel()
	head := "code: R1\nname: Essai\noffer: {membership: true}\nvalidFrom: 2026-01-01\nparts: [{label: P, basis: {kind: NONE}, scale: {flat: {amount: "
	for text, want := range map[string]string{
		"0.123456789012345678": "0.123456789012345678", "99999999999.9999999": "99999999999.9999999", "010": "10", `"0.10"`: "0.10", "123456789012345678": "123456789012345678",
	} {
		r, err := contribution.Decode([]byte(head + text + "}}}]"))
		if err != nil || r.Parts[0].Scale.Flat.Amount.String() != want {
			t.Errorf("%s: have %v %v", text, r, told(err))
		}
	}
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(c-1)+", ", 9), ", ") + "]\n"
	}
	for text, says := range map[string]string{
		head + "1_000}}}]":              "parts.0.scale.flat.amount: \"1_000\" is not a number",
		head + "0x10}}}]":               "parts.0.scale.flat.amount: \"0x10\" is not a number",
		head + "1e3}}}]":                "parts.0.scale.flat.amount: \"1e3\" is not a plain number",
		head + ".inf}}}]":               "parts.0.scale.flat.amount: \".inf\" is not a number",
		head + "!!str 5}}}]":            "line 5: anchors and tags are not for a rule",
		head + "5, amount: 6}}}]":       `line 5: the field "amount" stands twice`,
		head + "5}}}]\n---\ncode: R2\n": "something follows",
		bomb:                            "line 1: anchors and tags are not for a rule",
		"":                              "not JSON",
		"- a":                           "this is an object, not a list",
		"x: [":                          "neither JSON nor YAML",
		`{"code": "R1"} {}`:             "something follows",
		`{"code": "R1"} }`:              "something follows",
		`{"code": "R1", "code": "R2"}`:  "stands twice",
		`{"a\": \\": [{"b": ":"}, 1, {"b": {}, "c": "x", "b": 2}]}`: "stands twice",
		`{"code": ["R1", {"a": 1]}`:                                 "not JSON",
		`{"code": "R1"`:                                             "not JSON",
		strings.Repeat("[", 200_000):                                "neither JSON nor YAML",
		strings.Repeat(`{"a":`, 50_000):                             "not JSON",
	} {
		if _, err := contribution.Decode([]byte(text)); !strings.Contains(strings.Join(told(err), "\n"), says) {
			t.Errorf("%.300s: have %v, want %s", text, told(err), says)
		}
	}
}

// A rule is bounded, however it is drafted.
func TestValidate_Size(t *testing.T) {
	t.Parallel()
	part := `{label: "` + strings.Repeat("long ", 530) + `", basis: {kind: NONE}, scale: {flat: {amount: 1}}}`
	r := ruleOf(t, "parts: ["+part+"]")
	r.Parts = slices.Repeat(r.Parts, 101)
	have := strings.Join(told(contribution.Validate(r)), "\n")
	if !strings.Contains(have, "parts: there are 101 parts: give at most 100") || !strings.Contains(have, "bytes as a file: a rule has at most 262144") {
		t.Error(have)
	}
	condition := "1 in [" + strings.TrimSuffix(strings.Repeat("11, ", 240), ", ") + "]"
	r = ruleOf(t, "parts: [{label: P, basis: {kind: NONE}, scale: {flat: {amount: 1}}, condition: '"+condition+"'}]")
	r.Parts = slices.Repeat(r.Parts, 11)
	same(t, "conditions", told(contribution.Validate(r)), "[: the conditions of the rule have 10615 characters in all: give at most 10000]")
	loop := ruleOf(t, perHead, "corrections: [{label: C, coefficient: 2, condition: '[1, 2].exists(x, x == 1)'}]")
	if have := strings.Join(told(contribution.Validate(loop)), "\n"); !strings.HasPrefix(have, "corrections.0.condition: the condition does not compile") {
		t.Error(have)
	}
	brackets := strings.Repeat(`{threshold: 0, rate: 1}, `, 1001)
	have = strings.Join(told(contribution.Validate(ruleOf(t, "parts: [{label: P, basis: {kind: AGENTS}, scale: {wholeRate: {brackets: ["+strings.TrimSuffix(brackets, ", ")+"]}}}]"))), "\n")
	same(t, "brackets", have, "parts.0.scale.wholeRate.brackets: there are 1001 brackets: give at most 1000")
}
