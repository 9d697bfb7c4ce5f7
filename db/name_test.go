package db_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/search"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"": "", "Locminé": "locmine", "ÎLE-D'YEU": "ile d yeu", "L’Haÿ-les-Roses": "l hay les roses", "Œuilly": "oeuilly", "Cœuvres": "coeuvres",
		"Lætitia": "laetitia", "e\u0301tel": "etel", "Ÿ": "y", "ç ñ ß": "c n ß", "100 %_\\": "100 %_\\", "\xff": "\ufffd",
		"  Saint  Malo\t": "saint malo", "CA Lannion‑Trégor - Communauté": "ca lannion tregor communaute", "-": "", "a\u00a0b": "a b",
	} {
		if have := db.Fold(s); have != want {
			t.Errorf("%q is folded to %q, want %q", s, have, want)
		}
	}
}

// A name is found whatever the accents, the case and the place in the word.
func TestNameFilter(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	in := func(f *model.TextFilter) []string {
		return listed(t, s, noon, &model.CommuneFilter{Region: &model.CodeFilter{Eq: new("53")}, Name: f})
	}
	for name, c := range map[string]struct {
		filter *model.TextFilter
		want   []string
	}{
		"eq":                      {&model.TextFilter{Eq: new("locmine")}, []string{"56117"}},
		"eq with accents":         {&model.TextFilter{Eq: new("LOCMINÉ")}, []string{"56117"}},
		"eq decomposed":           {&model.TextFilter{Eq: new("Locmine\u0301")}, []string{"56117"}},
		"eq is not contains":      {&model.TextFilter{Eq: new("locmin")}, []string{}},
		"in":                      {&model.TextFilter{In: []string{"BAUD", "locminé", "nowhere"}}, []string{"56010", "56117"}},
		"in none":                 {&model.TextFilter{In: []string{}}, []string{}},
		"contains start":          {&model.TextFilter{Contains: new("locmin")}, []string{"56117"}},
		"contains middle":         {&model.TextFilter{Contains: new("OCMIN")}, []string{"56117"}},
		"contains end":            {&model.TextFilter{Contains: new("cmine")}, []string{"56117"}},
		"eq without hyphen":       {&model.TextFilter{Eq: new("Saint Malo")}, []string{"35288"}},
		"contains without hyphen": {&model.TextFilter{Contains: new("saint malo")}, []string{"35288", "35289", "35290", "56226", "56227"}},
		"contains blanks around":  {&model.TextFilter{Contains: new("  lannion ")}, []string{"22113"}},
		"contains no apostrophe":  {&model.TextFilter{Contains: new("l hermitage")}, []string{"22203", "35131"}},
		"contains apostrophe":     {&model.TextFilter{Contains: new("plescop'")}, []string{"56158"}},
		"curly is straight":       {&model.TextFilter{Contains: new("L’hermitage")}, []string{"22203", "35131"}},
		"percent is a percent":    {&model.TextFilter{Contains: new("%")}, []string{}},
		"underscore is itself":    {&model.TextFilter{Contains: new("l_cmine")}, []string{}},
		"backslash is itself":     {&model.TextFilter{Contains: new(`\`)}, []string{}},
		"quote is itself":         {&model.TextFilter{Contains: new(`' or true --`)}, []string{}},
		"eq and contains":         {&model.TextFilter{Eq: new("Baud"), Contains: new("mine")}, []string{}},
		"contains nothing known":  {&model.TextFilter{Contains: new("💧")}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if have := in(c.filter); !slices.Equal(have, c.want) {
				t.Errorf("have %v, want %v", have, c.want)
			}
		})
	}
}

// Words against another search that is blind to accents and case: that of the Unicode collation.
func TestContainsAgainstAnotherSearch(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	all := plainCommunes(t, s, noon)
	judge := search.New(language.French, search.IgnoreCase, search.IgnoreDiacritics)
	plainly := strings.NewReplacer("œ", "oe", "Œ", "OE", "-", " ", "'", " ", "’", " ")
	for _, word := range []string{"saint", "île", "Ploërmel", "ÇA", "bœuf", "l'é", "l e", "-en-", "saint m", "ÿ", "Étang"} {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			pattern := judge.CompileString(strings.TrimSpace(plainly.Replace(word)))
			want := sift(all, func(c plain) bool {
				at, _ := pattern.IndexString(plainly.Replace(c.name))
				return at >= 0
			})
			have := listed(t, s, noon, &model.CommuneFilter{Name: &model.TextFilter{Contains: &word}})
			if len(want) == 0 {
				t.Fatal("no commune is expected: the word tries nothing")
			}
			same(t, word, have, want)
		})
	}
}
