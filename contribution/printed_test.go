package contribution_test

import (
	"fmt"
	"strings"
	"testing"

	"maillage/contribution"
)

// ruleOf reads a rule with these parts and whatever else is given.
func ruleOf(t *testing.T, parts string, more ...string) *contribution.Rule {
	t.Helper()
	r, err := contribution.Decode([]byte("code: R1\nname: Essai\noffer: {membership: true}\nvalidFrom: 2026-01-01\n" + parts + "\n" + strings.Join(more, "\n")))
	if err != nil {
		t.Fatal(told(err))
	}
	return r
}

// A printed grid is refused where it has a hole or an overlap, which is named, and where a line has two figures or none.
func TestPrinted(t *testing.T) {
	t.Parallel()
	for grid, says := range map[string]string{
		`rows: [{upTo: 9, amount: 1}, {from: 10, amount: 2}]`:           "",
		`rows: [{upTo: 9, amount: 1}, {from: 10, rate: "0.2"}]`:         "",
		`rows: [{from: 5, upTo: 9, amount: 1}, {from: 10, amount: 2}]`:  "rows.0.from: from 0 to 4 belongs to no line: leave the beginning",
		`hole: LOWER_ROW, rows: [{from: 5, amount: 1}]`:                 "rows.0.from: from 0 to 4 belongs to no line",
		`hole: UPPER_ROW, rows: [{from: 5, amount: 1}]`:                 "",
		`reading: SLICES, rows: [{from: 1, rate: 1}]`:                   "",
		`reading: SLICES, rows: [{from: 2, rate: 1}]`:                   "rows.0.from: exactly 1 belongs to no line",
		`reading: SLICES, rows: [{amount: 1}]`:                          "rows.0.amount: slices are counted at a rate",
		`rows: [{upTo: 9, amount: 1}, {from: 11, amount: 2}]`:           "rows.1.from: exactly 10 belongs to no line",
		`rows: [{upTo: 9, amount: 1}, {from: 12, amount: 2}]`:           "rows.1.from: from 10 to 11 belongs to no line",
		`rows: [{upTo: 10, amount: 1}, {from: 10, amount: 2}]`:          "rows.1.from: exactly 10 belongs to two lines",
		`rows: [{amount: 1}, {from: 10, amount: 2}]`:                    "rows.1.from: the line before has no end, so this one overlaps it: end that one at 9",
		`rows: [{upTo: 9, amount: 1}, {from: 10, upTo: 19, amount: 2}]`: "rows.1.upTo: what is beyond 19 belongs to no line",
		`hole: UPPER_ROW, rows: [{upTo: 9, amount: 1}]`:                 "rows.0.upTo: what is beyond 9 belongs to no line",
		`hole: LOWER_ROW, rows: [{upTo: 9, amount: 1}]`:                 "",
		`rows: [{amount: 1, rate: 2}]`:                                  "rows.0.rate: the line has an amount and a rate",
		`rows: [{rate: -1}]`:                                            "rows.0.rate: -1 is negative",
		`rows: [{upTo: 9}, {from: 10, amount: 2}]`:                      "rows.0.amount: the line has neither amount nor rate: give one, or say under missing",
		`rows: [{from: 9, upTo: 5, amount: 1}]`:                         "rows.0.upTo: the line ends at 5, before it begins at 9",
		`rows: []`:                                                      "rows: the grid has no line",
	} {
		r := ruleOf(t, "parts: [{label: Grille, basis: {kind: AGENTS}, printed: {"+grid+"}}]")
		have := strings.Join(told(contribution.Validate(r)), "\n")
		if want := "parts.0.printed." + says; says == "" && have != "" || says != "" && !strings.Contains(have, want) {
			t.Errorf("%s\nis refused for %q\nand not for %q", grid, have, want)
		}
	}
}

// The table of a grid tells what is known of it, and no 0 where nothing is.
func TestPrinted_Table(t *testing.T) {
	t.Parallel()
	var have []string
	for _, row := range contribution.Table(scaleFile(t, "r12-m2-etablissements.yaml")) {
		have = append(have, strings.TrimPrefix(row.Label, "Forfait par effectif : ")+fmt.Sprint(row.Amount != nil))
	}
	if want := "moins de 20|à partir de 20, moins de 50|à partir de 50, moins de 101|à partir de 101"; len(have) != 4 || !strings.HasSuffix(have[0], "false") || !strings.HasSuffix(have[1], "true") {
		t.Errorf("have %v, want %s", have, want)
	}
	rows := contribution.Table(scaleFile(t, "r02-communes.yaml"))
	if len(rows) != 5 || rows[3].Rate == nil || rows[3].Rate.String() != "0.166" || rows[3].Amount != nil || rows[2].Amount == nil || rows[2].Amount.String() != "77.00" {
		t.Errorf("have %+v", rows[3])
	}
}

// A slope that the law rounds leads to the largest coefficient within a thousandth; another one is a mistake.
func TestSlope(t *testing.T) {
	t.Parallel()
	for slope, right := range map[string]bool{"0.38431089": true, "0.384": true, "0.38": false, "0.5": false, "0": false} {
		r := ruleOf(t, `parts: [{label: Part, basis: {kind: POPULATION_DGF}, scale: {logarithmic: {rate: 1, from: 500, upTo: 200000, least: 1, most: 2, slope: "`+slope+`"}}}]`)
		if err := told(contribution.Validate(r)); (len(err) == 0) != right || !right && !strings.HasPrefix(err[0], "parts.0.scale.logarithmic.slope: with this slope") {
			t.Errorf("%s: %v", slope, err)
		}
	}
}

// A rule needs parts, unless all that it prices is what was paid before.
func TestNoParts(t *testing.T) {
	t.Parallel()
	const pooling = "pooling: {aggregate: SUM_OF_PREVIOUS_YEAR}"
	for more, right := range map[string]bool{
		pooling + "\nappliesTo: {scopes: [MEMBERS]}":      true,
		pooling + "\nappliesTo: {scopes: [OWN, MEMBERS]}": false,
		pooling: false,
		"pooling: {aggregate: TOTAL_BASIS}\nappliesTo: {scopes: [MEMBERS]}": false,
	} {
		if err := told(contribution.Validate(ruleOf(t, "", more))); (len(err) == 0) != right {
			t.Errorf("%s: %v", more, err)
		}
	}
}
