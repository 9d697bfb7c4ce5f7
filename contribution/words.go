package contribution

import (
	"strconv"
	"strings"

	"maillage/model"
)

// plain is the exact decimal of a number, or where it has no end the nearest one of 18 places.
func (a number) plain() string {
	var s string
	if a.r == nil {
		s = strconv.FormatUint(magnitude(a.c), 10)
		if n := int(a.s) + 1 - len(s); n > 0 {
			s = strings.Repeat("0", n) + s
		}
		if s = s[:len(s)-int(a.s)] + "." + s[len(s)-int(a.s):]; a.c < 0 {
			s = "-" + s
		}
	} else {
		places, exact := a.r.FloatPrec()
		if !exact {
			places = 18
		}
		s = a.r.FloatString(places)
	}
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// french writes a number as officials read it: blanks between thousands, a comma before the decimals.
func french(a number) string {
	whole, fraction, point := strings.Cut(a.plain(), ".")
	whole, negative := strings.CutPrefix(whole, "-")
	var b strings.Builder
	if negative {
		b.WriteString("−")
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString("\u202f")
		}
		b.WriteRune(digit)
	}
	if point {
		b.WriteString("," + fraction)
	}
	return b.String()
}

// money writes an amount with its two decimals.
func money(e model.Euro) string {
	s := french(euros(e))
	_, fraction, point := strings.Cut(s, ",")
	switch {
	case !point:
		s += ",00"
	case len(fraction) == 1:
		s += "0"
	}
	return s + "\u00a0€"
}

// price writes what a unit costs: at least two decimals, and as many as the rule has.
func price(a number) string {
	if a.r == nil && a.s < 2 {
		if c, ok := scaled(a.c, 2-a.s); ok {
			return money(model.Euro(c))
		}
	}
	s := french(a)
	if _, fraction, point := strings.Cut(s, ","); !point {
		s += ",00"
	} else if len(fraction) == 1 {
		s += "0"
	}
	return s + "\u00a0€"
}

// percent writes a share as a percentage.
func percent(a number) string { return french(a.mul(whole(100))) + "\u00a0%" }
