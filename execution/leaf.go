package execution

import (
	"errors"
	"math"
	"strconv"
)

const hex = "0123456789ABCDEF"

// String writes s with gqlgen's escapes.
func (e *Encoder) String(s string) {
	b := append(e.B, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		start = i + 1
	}
	e.B = append(append(b, s[start:]...), '"')
}

// Int writes an integer.
func (e *Encoder) Int(i int64) { e.B = strconv.AppendInt(e.B, i, 10) }

// Uint writes an integer without sign.
func (e *Encoder) Uint(i uint64) { e.B = strconv.AppendUint(e.B, i, 10) }

// Bool writes true or false.
func (e *Encoder) Bool(v bool) { e.B = strconv.AppendBool(e.B, v) }

var errFloat = errors.New("JSON has no number for infinity and NaN: the value cannot be sent as a Float")

// Float writes a number; infinity and NaN are an error, and null.
func (e *Encoder) Float(v float64) bool {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		e.report(errFloat)
		return false
	}
	e.B = strconv.AppendFloat(e.B, v, 'g', -1, 64)
	return true
}
