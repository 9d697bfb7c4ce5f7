package db

import (
	"database/sql"
	"encoding/hex"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"maillage/model"
)

// destinations are where the fields of a row go, in order.
type destinations []any

// into takes pointers. Those to types of ours that are strings or numbers become pointers to strings and numbers.
func into(dest []any) destinations {
	out := make(destinations, len(dest))
	for i, d := range dest {
		switch d.(type) {
		case *string, **string, *int, **int, *int64, *bool, *model.Date, **model.Date, sql.Scanner:
			out[i] = d
			continue
		}
		v := reflect.ValueOf(d)
		switch v.Type().Elem().Kind() {
		case reflect.String:
			d = v.Convert(reflect.TypeFor[*string]()).Interface()
		case reflect.Int:
			d = v.Convert(reflect.TypeFor[*int]()).Interface()
		case reflect.Int64:
			d = v.Convert(reflect.TypeFor[*int64]()).Interface()
		case reflect.Pointer:
			d = maybe{v.Elem()}
		}
		out[i] = d
	}
	return out
}

// maybe is where a value of any other type goes that may be null.
type maybe struct{ to reflect.Value }

func (m maybe) put(text string, null bool) error {
	if m.to.SetZero(); null {
		return nil
	}
	v := reflect.New(m.to.Type().Elem())
	if err := put(into([]any{v.Interface()})[0], text, false); err != nil {
		return err
	}
	m.to.Set(v)
	return nil
}

// fill puts row after row into the destinations; each is called once one is in them.
func (d destinations) fill(rows string, each func() error) error {
	f := fields{rest: rows}
	for f.row() {
		for _, to := range d {
			text, null := f.next()
			if f.err != nil {
				return f.err
			}
			if err := put(to, text, null); err != nil {
				return fmt.Errorf("read a row: %w", err)
			}
		}
		if err := each(); err != nil {
			return err
		}
	}
	return f.err
}

func put(to any, text string, null bool) (err error) {
	switch to := to.(type) {
	case **string:
		if *to = nil; !null {
			own := text // the parameter would be moved to the heap for every field
			*to = &own
		}
		return nil
	case **model.Date:
		*to = nil
		if null {
			return nil
		}
		n, err := day(text)
		*to = &n
		return err
	case **int:
		*to = nil
		if null {
			return nil
		}
		n, err := strconv.Atoi(text)
		*to = &n
		return err
	case maybe:
		return to.put(text, null)
	case sql.Scanner:
		if date, ok := to.(*model.Date); ok {
			*date, err = day(text)
			return err
		}
		if null {
			return to.Scan(nil)
		}
		return to.Scan(text)
	}
	if null {
		return fmt.Errorf("null for a %T", to)
	}
	switch to := to.(type) {
	case *string:
		*to = text
	case *int:
		*to, err = strconv.Atoi(text)
	case *int64:
		*to, err = strconv.ParseInt(text, 10, 64)
	case *bool:
		*to = text == "t"
	case *[]byte:
		if hexed, is := strings.CutPrefix(text, `\x`); is { // bytes, of which no other text has the prefix
			*to, err = hex.DecodeString(hexed)
		} else {
			*to = []byte(text)
		}
	case *time.Time:
		*to, err = time.Parse("2006-01-02 15:04:05.999999999-07", text)
	default:
		err = fmt.Errorf("no way to read a %T", to)
	}
	return err
}

// day reads a date, or the number that days makes of it.
func day(text string) (model.Date, error) {
	if strings.LastIndexByte(text, '-') > 0 {
		return model.ParseDate(text)
	}
	n, err := strconv.ParseInt(text, 10, 32)
	return model.Date(n), err
}
