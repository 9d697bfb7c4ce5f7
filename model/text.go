package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Trim takes the blanks off the ends of a text, and makes one blank of several.
func Trim(s string) string { return strings.Join(strings.Fields(s), " ") }

// CheckLine refuses what cannot be read as a line of text, such as letters that are not seen.
func CheckLine(path, what, s string) error {
	if s == "" {
		return Invalid(path, "the %s is empty: give from 1 to 200 characters", what)
	}
	if n := utf8.RuneCountInString(s); n > 200 {
		return Invalid(path, "the %s has %d characters: give from 1 to 200", what, n)
	}
	for _, r := range s {
		if !unicode.IsGraphic(r) {
			return Invalid(path, "the %s holds the control character %U: leave it out", what, r)
		}
	}
	return nil
}

// CheckProse refuses a text that is empty, too long, or cannot be read.
func CheckProse(path, s string) error {
	switch n := utf8.RuneCountInString(s); {
	case Trim(s) == "":
		return Invalid(path, "the text is empty: say what it is about")
	case n > 4000:
		return Invalid(path, "the text has %d characters: give at most 4000", n)
	}
	for _, r := range s {
		if !unicode.IsGraphic(r) && r != '\n' && r != '\t' {
			return Invalid(path, "the text holds the control character %U: leave it out", r)
		}
	}
	return nil
}
