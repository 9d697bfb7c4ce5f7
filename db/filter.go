package db

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/lib/pq"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"maillage/model"
)

// Fold is a name without accents, case and ligatures, its words parted by one blank each: what a search compares. Few people
// know where a name has hyphens.
func Fold(s string) string {
	bare := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	folded, _, _ := transform.String(bare, strings.ToLower(s))
	words := strings.FieldsFunc(folded, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || strings.ContainsRune("'’‘ʼ", r)
	})
	return strings.NewReplacer("œ", "oe", "æ", "ae").Replace(strings.Join(words, " "))
}

// condition is what a filter says, written before its statement, so that filters which differ in their values alone share that: $0
// stands for the day of the list, $1 and so on for the values.
type condition struct {
	sql    string
	values []any
}

var places = regexp.MustCompile(`\$\d+`)

// where writes a condition into the statement of an edge that has its values.
func (t *text) where(e Edge, c condition, day string) string {
	known := map[string]string{"$0": day}
	return places.ReplaceAllStringFunc(c.sql, func(place string) string {
		if known[place] == "" {
			i, _ := strconv.Atoi(place[1:])
			known[place] = t.of(e, func(a *Arguments) any { return a.Where[i-1] })
		}
		return known[place]
	})
}

// conditions collects what must all hold; "" is no condition.
type conditions []string

func (c *conditions) add(s string) {
	if s != "" {
		*c = append(*c, s)
	}
}

func (c conditions) join(word string) string {
	if len(c) == 0 {
		return ""
	}
	return "(" + strings.Join(c, word) + ")"
}

func (t *text) code(expr string, f *model.CodeFilter) string {
	if f == nil {
		return ""
	}
	var all conditions
	if f.Eq != nil {
		all.add(expr + " = " + t.arg(*f.Eq))
	}
	if f.In != nil {
		all.add(expr + " = any(" + t.arg(pq.Array(f.In)) + "::text[])")
	}
	all.add(null(expr, f.IsNull))
	return all.join(" and ")
}

// name compares a folded name. The index of pieces of names serves patterns of three letters on, and only where nothing
// else narrows the list: elsewhere it would be walked for thousands of names that the rest of the filter drops.
func (t *text) name(expr string, f *model.TextFilter, narrowed bool) string {
	if f == nil {
		return ""
	}
	var all conditions
	if f.Eq != nil {
		all.add(expr + " = " + t.arg(Fold(*f.Eq)))
	}
	if f.In != nil {
		folded := make([]string, len(f.In))
		for i, s := range f.In {
			folded[i] = Fold(s)
		}
		all.add(expr + " = any(" + t.arg(pq.Array(folded)) + "::text[])")
	}
	if f.Contains != nil {
		literal := strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(Fold(*f.Contains))
		searched := expr
		if narrowed || utf8.RuneCountInString(literal) < 3 {
			searched = "(" + expr + " || '')" // an expression that no index has
		}
		all.add(searched + " like " + t.arg("%"+literal+"%"))
	}
	return all.join(" and ")
}

func (t *text) number(expr string, f *model.IntFilter) string {
	if f == nil {
		return ""
	}
	var all conditions
	for _, c := range []struct {
		op string
		v  *int
	}{{"=", f.Eq}, {"<", f.Lt}, {"<=", f.Lte}, {">", f.Gt}, {">=", f.Gte}} {
		if c.v != nil {
			all.add(expr + " " + c.op + " " + t.arg(*c.v) + "::bigint")
		}
	}
	if f.In != nil {
		all.add(expr + " = any(" + t.arg(pq.Array(f.In)) + "::bigint[])")
	}
	all.add(null(expr, f.IsNull))
	return all.join(" and ")
}

func null(expr string, is *bool) string {
	switch {
	case is == nil:
		return ""
	case *is:
		return expr + " is null"
	default:
		return expr + " is not null"
	}
}

// combine joins the filters of and, or and not to the conditions already met; one writes the condition of one filter.
func combine[F any](own conditions, and, or []*F, not *F, one func(*F) string) string {
	for _, f := range and {
		own.add(one(f))
	}
	var some conditions
	for _, f := range or {
		if s := one(f); s != "" {
			some.add(s)
		} else {
			some.add("true")
		}
	}
	own.add(some.join(" or "))
	if not != nil {
		if s := one(not); s != "" {
			own.add("(" + s + ") is not true")
		} else {
			own.add("false")
		}
	}
	return own.join(" and ")
}
