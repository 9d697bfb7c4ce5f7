package contribution_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// refusedScales are the files that cannot be drafted as they were printed, each for the hole that it has and for nothing else.
var refusedScales = map[string][]string{
	"r01-etablissements.yaml": {
		"parts.0.printed.rows.1.from: exactly 50 belongs to no line: say with hole whether it goes to the lower or the upper one",
		"parts.1.printed.rows.1.from: exactly 50 belongs to no line: say with hole whether it goes to the lower or the upper one"},
	"r04-communes.yaml":       {"parts.0.printed.rows.4.from: exactly 100000 belongs to no line: say with hole whether it goes to the lower or the upper one"},
	"r04-epci.yaml":           {"parts.0.printed.rows.3.from: exactly 100000 belongs to no line: say with hole whether it goes to the lower or the upper one"},
	"r04-amendement-146.yaml": {"parts.1.printed.rows.4.from: exactly 100000 belongs to no line: say with hole whether it goes to the lower or the upper one"},
}

// scaleFile reads the rule of a published scale.
func scaleFile(t *testing.T, name string) *contribution.Rule {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("scales", name))
	if err != nil {
		t.Fatal(err)
	}
	r, err := contribution.Decode(text)
	if err != nil {
		t.Fatalf("%s: %v", name, told(err))
	}
	return r
}

func told(err error) (list []string) {
	var faults model.Errors
	if errors.As(err, &faults) {
		for _, f := range faults {
			list = append(list, f.Path+": "+f.Message)
		}
	} else if err != nil {
		list = append(list, err.Error())
	}
	return list
}

// Every published scale is a rule that can be drafted, or is refused exactly where its publication has a hole; it is written
// back as it was read, tells where it comes from, and is listed in the README.
func TestScales(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("scales/*.yaml")
	if err != nil || len(files) < 40 {
		t.Fatal(len(files), err)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := scaleFile(t, name)
			if have, want := told(contribution.Validate(r)), refusedScales[name]; fmt.Sprint(have) != fmt.Sprint(want) {
				t.Errorf("it is refused for:\n%s\nand not for:\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
			}
			written := contribution.Encode(r)
			again, err := contribution.Decode(written)
			if err != nil || !reflect.DeepEqual(r, again) || string(written) != string(contribution.Encode(again)) {
				t.Errorf("written back it is another rule: %v", err)
			}
			if r.Source == nil || r.Source.Title == "" || (r.Source.Year == nil) != strings.Contains(strings.Join(r.Missing, "; "), "année d") {
				t.Error("it does not tell where it comes from, and of which year it is or that this is not known")
			}
			if !strings.Contains(string(readme), "`"+name+"`") {
				t.Error("it is not in the table of the README")
			}
		})
	}
}

// What a source leaves open may be drafted, and is told when somebody wants to publish it.
func TestScales_Incomplete(t *testing.T) {
	t.Parallel()
	for name, says := range map[string]string{
		"r10-xdemat.yaml":            "[missing parts.0.printed.rows.1.amount parts.0.printed.rows.3.amount parts.1.scale]",
		"r12-m2-etablissements.yaml": "[missing parts.0.printed.rows.0.amount]",
		"r14-syder.yaml":             "[missing envelope.total]",
		"r15-sdis.yaml":              "[missing envelope.total envelope.keys.0.share envelope.keys.1.share envelope.keys.2.share]",
		"r16-sdis-epci.yaml":         "[]",
		"r24-cig.yaml":               "[missing parts.0.scale parts.1.scale]",
	} {
		var paths []string
		for _, f := range told(contribution.Complete(scaleFile(t, name))) {
			path, _, _ := strings.Cut(f, ":")
			paths = append(paths, path)
		}
		if have := fmt.Sprint(paths); have != says {
			t.Errorf("%s lacks %s, not %s", name, have, says)
		}
	}
	r := scaleFile(t, "r14-syder.yaml")
	r.Missing = nil
	if have := fmt.Sprint(told(contribution.Validate(r))); !strings.Contains(have, "envelope.total: the envelope has no total") {
		t.Errorf("without a word on what is missing it is refused for %s", have)
	}
}

// What is written as YAML is read as the same rule, whatever its texts.
func TestEncodeYAML(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"? x", "a\r\nb", "true", "1e3", "- x", " lead", "multi\nline\n", "a: b # c", "", "é\u202f€", "|", "\"", "{", "2026-01-01"} {
		r := ruleOf(t, "parts: [{label: Part, basis: {kind: NONE}, scale: {flat: {amount: 1}}}]")
		r.Missing = []string{text}
		again, err := contribution.Decode(contribution.EncodeYAML(r))
		if err != nil || string(contribution.Encode(again)) != string(contribution.Encode(r)) {
			t.Errorf("%q comes back as %+v, %v", text, again, told(err))
		}
	}
}
