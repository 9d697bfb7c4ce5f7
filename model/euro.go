package model

import (
	"database/sql/driver"
	"fmt"
	"io"
	"strconv"
)

// Euro is an amount of money in cents. In JSON and GraphQL it is a string with two places, "1234.50".
type Euro int64

// ParseEuro reads an amount with at most two decimals; "12", "12.5" and "12.50" are the same.
// More decimals, or more than 18 digits, is INVALID.
func ParseEuro(s string) (Euro, error) {
	d, err := ParseDecimal(s)
	if err != nil {
		return 0, err
	}
	coef, scale := d.Parts()
	for ; scale > 2; scale-- {
		if coef%10 != 0 {
			return 0, Invalid("", "%s euros is not a whole number of cents: give two decimals at most", s)
		}
		coef /= 10
	}
	for ; scale < 2; scale++ {
		if coef *= 10; coef >= 1e18 || coef <= -1e18 {
			return 0, Invalid("", "%s euros has more than 18 digits with its cents: such an amount is a mistake", s)
		}
	}
	return Euro(coef), nil
}

// Decimal is the amount as a number of euros.
func (e Euro) Decimal() Decimal {
	d, _ := NewDecimal(int64(e), 2) // an Euro that was read or computed within bounds fits
	return d
}

// String is the amount as 1234.50.
func (e Euro) String() string { return string(e.append(make([]byte, 0, 24))) }

func (e Euro) append(b []byte) []byte {
	cents := uint64(e)
	if e < 0 {
		b, cents = append(b, '-'), -cents
	}
	b = strconv.AppendUint(b, cents/100, 10)
	return append(b, '.', byte('0'+cents/10%10), byte('0'+cents%10))
}

// MarshalText writes the amount as 1234.50.
func (e Euro) MarshalText() ([]byte, error) { return e.append(nil), nil }

// UnmarshalText reads an amount, as ParseEuro does.
func (e *Euro) UnmarshalText(b []byte) (err error) {
	*e, err = ParseEuro(string(b))
	return err
}

// AppendGQL writes the amount as a JSON string.
func (e Euro) AppendGQL(b []byte) []byte { return append(e.append(append(b, '"')), '"') }

// MarshalGQL writes the amount as a JSON string.
func (e Euro) MarshalGQL(w io.Writer) { _, _ = w.Write(e.AppendGQL(nil)) }

// UnmarshalGQL reads an amount.
func (e *Euro) UnmarshalGQL(v any) (err error) {
	s, err := numberArgument(v)
	if err == nil {
		*e, err = ParseEuro(s)
	}
	return err
}

// Scan reads the cents of a PostgreSQL bigint.
func (e *Euro) Scan(v any) error {
	switch v := v.(type) {
	case int64:
		*e = Euro(v)
	case string:
		cents, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			return fmt.Errorf("scan amount: %w", err)
		}
		*e = Euro(cents)
	default:
		return fmt.Errorf("scan amount: unexpected %T", v)
	}
	return nil
}

// Value writes the cents as a PostgreSQL bigint.
func (e Euro) Value() (driver.Value, error) { return int64(e), nil }
