package contribution_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"maillage/contribution"
	"maillage/model"
)

// Golden cases are facts and what they cost, computed by hand, in files that an official can read (testdata/golden/README.txt).
func TestGolden(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/golden/r*.txt")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	cases := 0
	for _, file := range files {
		g := readGolden(t, file)
		if len(g.cases) == 0 {
			t.Errorf("%s has no case", file)
		}
		for _, c := range g.cases {
			cases++
			c.check(t, g)
		}
	}
	t.Logf("%d cases of %d files", cases, len(files))
}

// golden is a file of cases.
type golden struct {
	rules []contribution.Published
	year  int
	cases []*goldenCase
}

// goldenCase is somebody, its members, and what is due.
type goldenCase struct {
	at      string // file and line
	who     []string
	members [][]string
	lines   []string
	total   string
}

func readGolden(t *testing.T, file string) *golden {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g := &golden{}
	var c *goldenCase
	scan := bufio.NewScanner(f)
	for n := 1; scan.Scan(); n++ {
		text, _, _ := strings.Cut(scan.Text(), "#")
		words := strings.Fields(text)
		switch {
		case len(words) == 0:
		case words[0] == "rule":
			g.add(t, words[1])
		case words[0] == "hole":
			hole := model.HoleMeaning(words[1])
			for _, p := range g.rules[len(g.rules)-1].Parts {
				if p.Printed != nil {
					p.Printed.Hole = &hole
				}
			}
		case words[0] == "year":
			if g.year, err = strconv.Atoi(words[1]); err != nil {
				t.Fatal(err)
			}
		case text[0] != ' ':
			c = &goldenCase{at: fmt.Sprintf("%s:%d", filepath.Base(file), n), who: words}
			g.cases = append(g.cases, c)
		case words[0] == "+":
			c.members = append(c.members, words[1:])
		case words[0] == "=":
			c.total = words[1]
		default:
			c.lines = append(c.lines, strings.Join(words, " "))
		}
	}
	return g
}

// add reads a rule; another version of the same takes over from the one before.
func (g *golden) add(t *testing.T, name string) {
	r := scaleFile(t, name)
	for i, before := range g.rules {
		if before.Code == r.Code {
			g.rules[i].ValidTo = &r.ValidFrom
		}
	}
	g.rules = append(g.rules, contribution.Published{ID: model.RuleID(len(g.rules) + 1), Version: 1, Rule: r})
}

func (c *goldenCase) check(t *testing.T, g *golden) {
	t.Helper()
	for _, r := range g.rules {
		if err := contribution.Validate(r.Rule); err != nil {
			t.Fatalf("%s: %s is refused: %v", c.at, r.Code, told(err))
		}
	}
	f := &contribution.Facts{Year: g.year, Needs: contribution.Needs(g.rules, g.year)}
	first := contribution.Case{Offer: contribution.OfferOf(g.rules[0].Offer), From: model.NewDate(g.year-1, 1, 1), Scope: model.SubscriptionScopeOwn}
	f.Bodies = append(f.Bodies, body(t, f.Needs, c.who, &first))
	own := []contribution.Case{}
	var owes []string
	for i, m := range c.members {
		at := int32(i + 1)
		alone := contribution.Case{Subscriber: at, Beneficiaries: []int32{at}, Offer: first.Offer, Scope: model.SubscriptionScopeOwn}
		f.Bodies = append(f.Bodies, body(t, f.Needs, m, &alone))
		first.Beneficiaries = append(first.Beneficiaries, at)
		for _, w := range m {
			if want, is := strings.CutPrefix(w, "owes="); is {
				first.Overlapped = append(first.Overlapped, int32(len(own)+1))
				own, owes = append(own, alone), append(owes, want)
			}
		}
	}
	if f.Bodies[0].Communes = len(c.members); first.Scope != model.SubscriptionScopeMembers {
		first.Beneficiaries = append(first.Beneficiaries, 0)
	}
	f.Cases = append([]contribution.Case{first}, own...)
	statements := contribution.Compute(g.rules, f)
	if have := outcome(&statements[0]); have != c.total {
		t.Errorf("%s: %s costs %s, not %s", c.at, strings.Join(c.who, " "), have, c.total)
	}
	var lines []string
	for _, l := range statements[0].Lines() {
		lines = append(lines, l.Amount.String()+" "+l.Label())
	}
	if have, want := strings.Join(lines, "\n"), strings.Join(c.lines, "\n"); want != "" && have != want {
		t.Errorf("%s: have the lines\n%s\nwant\n%s", c.at, have, want)
	}
	for i, want := range owes {
		if have := outcome(&statements[i+1]); have != want {
			t.Errorf("%s: %s owes %s beside its EPCI, not %s", c.at, statements[i+1].Case.From, have, want)
		}
	}
}

// body reads somebody: its kind, then its figures and when it subscribes.
func body(t *testing.T, needs []contribution.Need, words []string, c *contribution.Case) contribution.Body {
	t.Helper()
	b := contribution.Body{Kind: model.CollectivityKind(words[0]), Code: strings.Join(words, " "), Name: words[0], Values: make([]contribution.Value, len(needs))}
	for _, w := range words[1:] {
		name, value, _ := strings.Cut(w, "=")
		var err error
		switch name {
		case "since":
			c.From, err = model.ParseDate(value)
		case "scope":
			c.Scope = model.SubscriptionScope(value)
		case "nature":
			b.Nature = value
		case "owes":
		default:
			kind, indicator, _ := strings.Cut(name, ":")
			var d model.Decimal
			if d, err = model.ParseDecimal(value); kind == string(model.BasisKindPopulationMunicipal) {
				b.Inhabitants = &d
			}
			for i, n := range needs {
				if string(n.Kind) == kind && n.Indicator == indicator {
					b.Values[i] = contribution.Value{Decimal: d, Known: true}
				}
			}
		}
		if err != nil {
			t.Fatalf("%s: %v", w, err)
		}
	}
	return b
}

// outcome is what a statement comes to, in one word.
func outcome(s *contribution.Statement) string {
	switch {
	case s.Outcome() == model.ContributionOutcomeDue && s.Priced:
		return s.Total.String()
	case s.Outcome() == model.ContributionOutcomeDue && len(s.Anomalies()) > 0:
		return s.Anomalies()[0].Code
	case s.Total != 0:
		return fmt.Sprintf("%s with a total of %s", s.Outcome(), s.Total)
	}
	return string(s.Outcome())
}
