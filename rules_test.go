package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// holes are the files of published scales that are refused as they were printed.
var holes = []string{"r01-etablissements.yaml", "r04-amendement-146.yaml", "r04-communes.yaml", "r04-epci.yaml"}

// publishedScales are the files of published scales that can be drafted.
func publishedScales(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("contribution/scales/*.yaml")
	must(t, err)
	for i := range files {
		files[i], err = filepath.Abs(files[i])
		must(t, err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return slices.Contains(holes, filepath.Base(f)) })
}

// ruleFile writes a rule for the command line.
func ruleFile(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	must(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

// rules runs a sub-command of rules, which must end well.
func rules(t *testing.T, dir string, args ...string) string {
	t.Helper()
	p := launch(t, "", []string{"DATA_DIR=" + dir}, append([]string{"rules"}, args...)...)
	if code := p.end(); code != 0 || p.err.String() != "" {
		t.Fatalf("rules %v ends with code %d: %s", args, code, p.err)
	}
	return p.out.String()
}

// exported is what an export writes: the text of each file, by its name.
func exported(t *testing.T, dir string) (files map[string]string) {
	t.Helper()
	to := t.TempDir()
	out := rules(t, dir, "export", to)
	entries, err := os.ReadDir(to)
	must(t, err)
	files = map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(to, e.Name()))
		must(t, err)
		files[e.Name()] = string(text)
	}
	contains(t, out, fmt.Sprintf("written: %d versions of rules, in %s", len(files), to))
	return files
}

// TestRules enters the published scales beside the demonstration's barème, and writes all back.
func TestRules(t *testing.T) {
	t.Parallel()
	dir, scales := settled(t), publishedScales(t)
	before := exported(t, dir)
	if len(before) != 70 || !strings.Contains(before["BOUQUET-EPCI.005.yaml"], `validFrom: "2026-01-01"`) {
		t.Fatalf("the demonstration has %d versions", len(before))
	}
	out := rules(t, dir, append([]string{"import"}, scales...)...)
	if n := strings.Count(out, "drafted: "); n != len(scales) {
		t.Errorf("%d of %d are drafted:\n%s", n, len(scales), out)
	}
	contains(t, out, "drafted: R22-SIPA version 1, from ", "drafted: R22-SIPA version 2, from ", "r22-sipa-2018.yaml")
	after := exported(t, dir)
	if len(after) != len(before)+len(scales) {
		t.Errorf("there are %d versions after %d and %d", len(after), len(before), len(scales))
	}
	if again := rules(t, dir, append([]string{"import"}, scales...)...); strings.Count(again, "already there: ") != len(scales) {
		t.Errorf("the same once more:\n%s", again)
	}

	// All of it goes into a second database, and out again as the same bytes.
	from, list, other := t.TempDir(), []string{}, settled(t)
	for name, text := range after {
		list = append(list, ruleFile(t, from, name, text))
	}
	slices.Sort(list)
	rules(t, other, append([]string{"import"}, list...)...)
	if have, want := exported(t, other), after; fmt.Sprint(have) != fmt.Sprint(want) {
		t.Errorf("an import of an export exports otherwise: %d files, %d before", len(have), len(want))
	}
	p := serveOn(t, dir)
	var data struct {
		ContributionRules struct {
			Nodes []struct{ Code, Status, Document string }
		}
	}
	p.ask(`{ contributionRules(filter: { code: { in: ["R02-COMMUNES", "R22-SIPA"] } }) { nodes { code status document } } }`, nil, &data)
	for _, n := range data.ContributionRules.Nodes {
		if n.Status != "DRAFT" || !strings.HasPrefix(n.Document, `{"code":"R`) {
			t.Errorf("have %+v", n)
		}
	}
	if len(data.ContributionRules.Nodes) != 3 {
		t.Errorf("have %d rules", len(data.ContributionRules.Nodes))
	}
	p.stop(syscall.SIGTERM)
}

// TestRefused_Rules gives it files that are wrong, with others that are not: every fault is told with file and place, and
// nothing is written, nor a database made.
func TestRefused_Rules(t *testing.T) {
	t.Parallel()
	at := t.TempDir()
	wrong := ruleFile(t, at, "wrong.yaml", "code: faux\nname: ''\noffer: {membership: true}\nvalidFrom: 2026-01-01\nparts: [{label: Part, basis: {kind: NONE}, scale: {flat: {amount: beaucoup}}}]\n")
	text := ruleFile(t, at, "text.yaml", "a: [b\n")
	good := publishedScales(t)[0]
	refused(t, folder(t), nil, []string{"rules", "import", good, wrong, text, "/missing.yaml"},
		wrong+": parts.0.scale.flat.amount: ", text+": the rule is neither JSON nor YAML", "/missing.yaml cannot be read: no such file or directory")
	var printed []string
	for _, name := range holes {
		path, err := filepath.Abs("contribution/scales/" + name)
		must(t, err)
		printed = append(printed, path)
	}
	refused(t, folder(t), nil, append([]string{"rules", "import", good}, printed...),
		"r01-etablissements.yaml: parts.0.printed.rows.1.from: exactly 50 belongs to no line", "r01-etablissements.yaml: parts.1.printed.rows.1.from: exactly 50 belongs",
		"r04-amendement-146.yaml: parts.1.printed.rows.4.from: exactly 100000 belongs to no line", "r04-communes.yaml: parts.0.printed.rows.4.from: exactly 100000", "r04-epci.yaml: parts.0.printed.rows.3.from: exactly 100000")
}

// TestRules_HalfWritten gives it files that only the database can refuse.
func TestRules_HalfWritten(t *testing.T) {
	t.Parallel()
	dir, at := settled(t), t.TempDir()
	const rule = "code: %s\nname: Essai\noffer: {%s}\nvalidFrom: 2026-01-01\nparts: [{label: Part, basis: {kind: NONE}, scale: {flat: {amount: 1}}}]\n"
	good := ruleFile(t, at, "good.yaml", fmt.Sprintf(rule, "ESSAI", "membership: true"))
	unknown := ruleFile(t, at, "unknown.yaml", fmt.Sprintf(rule, "ESSAI-2", "service: RIEN"))
	another := ruleFile(t, at, "another.yaml", fmt.Sprintf(rule, "ESSAI", "service: ACTES"))
	p := launch(t, "", []string{"DATA_DIR=" + dir}, "rules", "import", good, unknown, another)
	if code := p.end(); code != 1 || strings.Count(p.err.String(), "\n") != 2 {
		t.Errorf("it ends with code %d and says:\n%s", code, p.err)
	}
	contains(t, p.err.String(), "maillage: "+unknown+`: offer.service: the catalogue has no such offer as "RIEN"`,
		"maillage: "+another+": offer: version 1 of ESSAI prices another offer")
	if files := exported(t, dir); len(files) != 70 {
		t.Errorf("%d versions are there", len(files))
	}
}
