package model

import (
	"database/sql/driver"
	"fmt"
	"io"
	"time"
	_ "time/tzdata" // the law of France runs on the time of Paris, also on a machine without zones
)

// GraphBegins is the first day of the national data.
var GraphBegins = NewDate(2021, time.January, 1)

// Date is a calendar day without time or zone, counted in days since 1970-01-01. Law speaks in days, not in instants.
type Date int32

// NewDate is the day y-m-d; out-of-range months and days carry over as in time.Date.
func NewDate(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date { return NewDate(t.Date()) }

// ParseDate reads "2026-06-01"; a day that does not exist is INVALID.
func ParseDate(s string) (Date, error) {
	if len(s) == len(time.DateOnly) && s[4] == '-' && s[7] == '-' {
		y, m, d := unsigned(s[:4]), unsigned(s[5:7]), unsigned(s[8:])
		if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); y > 0 && int(t.Month()) == m && t.Day() == d {
			return DateOf(t), nil
		}
	}
	return 0, Invalid("", "%q is not a date: write an existing day as year-month-day, for instance 2026-06-01", s)
}

// unsigned is a number written in digits alone, else -1. Most arguments are days, and time.Parse takes ten times as long.
func unsigned(s string) (n int) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// Time is the day's midnight in UTC.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year is the calendar year of the day.
func (d Date) Year() int { return d.Time().Year() }

// String is the day as 2026-06-01.
func (d Date) String() string { return string(d.append(make([]byte, 0, len(time.DateOnly)))) }

// append writes the day. Answers are full of them, and time.Time by a layout takes three times as long.
func (d Date) append(b []byte) []byte {
	y, m, n := d.Time().Date()
	if y < 0 || y > 9999 {
		return d.Time().AppendFormat(b, time.DateOnly)
	}
	two := func(v int) { b = append(b, byte('0'+v/10), byte('0'+v%10)) }
	two(y / 100)
	two(y % 100)
	b = append(b, '-')
	two(int(m))
	b = append(b, '-')
	two(n)
	return b
}

// MarshalText writes the day as 2026-06-01.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day, as ParseDate does.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// AppendGQL writes the day as a JSON string.
func (d Date) AppendGQL(b []byte) []byte {
	return append(d.append(append(b, '"')), '"')
}

// MarshalGQL writes the day as a JSON string.
func (d Date) MarshalGQL(w io.Writer) { _, _ = w.Write(d.AppendGQL(make([]byte, 0, 12))) }

// UnmarshalGQL reads a Date argument.
func (d *Date) UnmarshalGQL(v any) (err error) {
	s, ok := v.(string)
	if !ok {
		return Invalid("", "a date is a string such as \"2026-06-01\", not %v", v)
	}
	*d, err = ParseDate(s)
	return err
}

// Scan reads a PostgreSQL date, or the number of days since 1970-01-01, which is quicker to read.
func (d *Date) Scan(v any) error {
	switch v := v.(type) {
	case time.Time:
		*d = DateOf(v)
	case int64:
		*d = Date(v)
	default:
		return fmt.Errorf("scan date: unexpected %T", v)
	}
	return nil
}

// Value writes a PostgreSQL date.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// Period is a half-open range of days [From, To); a nil To has no known end.
type Period struct {
	From Date
	To   *Date
}

// Contains tells whether the day lies in the period: From is in, To is out.
func (p Period) Contains(d Date) bool { return p.From <= d && (p.To == nil || d < *p.To) }

// Overlaps tells whether the two periods share a day.
func (p Period) Overlaps(q Period) bool {
	return (p.To == nil || q.From < *p.To) && (q.To == nil || p.From < *q.To)
}

var paris = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err) // the zone is compiled in
	}
	return zone
}()

// Today is the day that an instant falls on in mainland France.
func Today(now time.Time) Date { return DateOf(now.In(paris)) }
