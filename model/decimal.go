package model

import (
	"database/sql/driver"
	"fmt"
	"io"
	"strings"

	"github.com/govalues/decimal"
)

// DecimalDigits is how many significant digits a Decimal may have; one digit more would not be exact everywhere.
const DecimalDigits = 18

// Decimal is an exact decimal of at most 18 significant digits: a rate, a threshold, a coefficient, a measured value.
// In JSON and GraphQL it is a string, "0.30"; it keeps the zeros that it was written with. The zero value is 0.
type Decimal struct{ d decimal.Decimal }

// NewDecimal is coef / 10^scale; beyond 18 digits it is INVALID.
func NewDecimal(coef int64, scale int) (Decimal, error) {
	d, err := decimal.New(coef, scale)
	if err != nil || d.Prec() > DecimalDigits {
		return Decimal{}, Invalid("", "%d / 10^%d has more than %d digits: round it", coef, scale, DecimalDigits)
	}
	return Decimal{d}, nil
}

// ParseDecimal reads "-1234.50": digits with a point, no exponent, no blanks. Anything else, or more than 18 digits, is INVALID.
func ParseDecimal(s string) (Decimal, error) {
	if fault := plainNumber(s); fault != "" {
		return Decimal{}, Invalid("", "%s", fault)
	}
	d, err := decimal.Parse(s)
	if err != nil || d.Prec() > DecimalDigits || d.Scale() > DecimalDigits || significant(s) > DecimalDigits {
		return Decimal{}, Invalid("", "%s has more than %d digits: it could not be computed exactly, round it", s, DecimalDigits)
	}
	return Decimal{d}, nil
}

// MustDecimal is ParseDecimal for constants of the program.
func MustDecimal(s string) Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

// plainNumber says what is wrong with a text that should be a number, or nothing.
func plainNumber(s string) string {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	switch {
	case len(s) > 60:
		return "a number of so many characters could not be computed exactly: round it"
	case digits(whole) && (!point || digits(fraction)):
		return ""
	case strings.Contains(s, ","):
		return fmt.Sprintf("%q is not a number: write the decimals after a point, such as 1234.50", s)
	case strings.ContainsAny(s, "eE"):
		return fmt.Sprintf("%q is not a plain number: write it without exponent", s)
	default:
		return fmt.Sprintf("%q is not a number: write digits, with a point before the decimals, such as 1234.50", s)
	}
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// significant counts the digits after the leading zeros, since the library drops silently what is too long for it.
func significant(s string) int {
	return len(strings.TrimLeft(strings.ReplaceAll(strings.TrimPrefix(s, "-"), ".", ""), "0"))
}

// Parts is the number as coef / 10^scale, |coef| below 10^18 and scale at most 18.
func (d Decimal) Parts() (coef int64, scale int) {
	coef = int64(d.d.Coef())
	if d.d.IsNeg() {
		coef = -coef
	}
	return coef, d.d.Scale()
}

// Cmp compares by value: "1.0" equals "1".
func (d Decimal) Cmp(e Decimal) int { return d.d.Cmp(e.d) }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int { return d.d.Sign() }

// String is the number as it was written.
func (d Decimal) String() string { return d.d.String() }

// MarshalText writes the number as text.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a number, as ParseDecimal does.
func (d *Decimal) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDecimal(string(b))
	return err
}

// AppendGQL writes the number as a JSON string.
func (d Decimal) AppendGQL(b []byte) []byte {
	b = append(b, '"')
	b = append(b, d.String()...)
	return append(b, '"')
}

// MarshalGQL writes the number as a JSON string.
func (d Decimal) MarshalGQL(w io.Writer) { _, _ = w.Write(d.AppendGQL(nil)) }

// UnmarshalGQL reads a Decimal argument. A string is meant: a JSON number may have lost digits before it came here.
func (d *Decimal) UnmarshalGQL(v any) (err error) {
	s, err := numberArgument(v)
	if err == nil {
		*d, err = ParseDecimal(s)
	}
	return err
}

func numberArgument(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case int, int32, int64, fmt.Stringer: // a whole literal, or a json.Number, which is still text
		return fmt.Sprint(v), nil
	default:
		return "", Invalid("", "%v is not an exact decimal: write it as a string, such as \"1234.50\"", v)
	}
}

// Scan reads a PostgreSQL numeric.
func (d *Decimal) Scan(v any) (err error) {
	switch v := v.(type) {
	case []byte:
		*d, err = ParseDecimal(string(v))
	case string:
		*d, err = ParseDecimal(v)
	case int64:
		*d, err = NewDecimal(v, 0)
	default:
		err = fmt.Errorf("scan decimal: unexpected %T", v)
	}
	return err
}

// Value writes a PostgreSQL numeric.
func (d Decimal) Value() (driver.Value, error) { return d.String(), nil }
