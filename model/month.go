package model

import (
	"fmt"
	"io"
	"time"
)

// Month is a calendar month, counted from January of the year 0: what usage is counted by.
type Month int

// MonthOf is the month that a day lies in.
func MonthOf(d Date) Month {
	y, m, _ := d.Time().Date()
	return Month(y*12 + int(m) - 1)
}

// ParseMonth reads "2026-05"; a month that does not exist is INVALID.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil || t.Year() < 1 {
		return 0, Invalid("", "%q is not a month: write it as year-month, for instance 2026-05", s)
	}
	return MonthOf(DateOf(t)), nil
}

// First is the first day of the month.
func (m Month) First() Date { return NewDate(int(m)/12, time.Month(int(m)%12+1), 1) }

// Year is the year that the month lies in.
func (m Month) Year() int { return int(m) / 12 }

// String is the month as 2026-05.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

// MarshalText writes the month as 2026-05.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a month, as ParseMonth does.
func (m *Month) UnmarshalText(b []byte) (err error) {
	*m, err = ParseMonth(string(b))
	return err
}

// AppendGQL writes the month as a JSON string.
func (m Month) AppendGQL(b []byte) []byte { return fmt.Appendf(b, `"%s"`, m) }

// MarshalGQL writes the month as a JSON string.
func (m Month) MarshalGQL(w io.Writer) { _, _ = w.Write(m.AppendGQL(nil)) }

// UnmarshalGQL reads a Month argument.
func (m *Month) UnmarshalGQL(v any) (err error) {
	s, ok := v.(string)
	if !ok {
		return Invalid("", "a month is a string such as \"2026-05\", not %v", v)
	}
	*m, err = ParseMonth(s)
	return err
}
