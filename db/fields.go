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

// fields reads rows as PostgreSQL writes them as one text: (1,Lannion,"a ""b"" \\ c",,"")(2,Trébeurden,,,""). Nothing between two
// commas is null; in quotes, a quote or a backslash is doubled. Read so, all rows of a kind cost the driver one value, and rows of
// several kinds can come in one statement.
type fields struct {
	rest string
	open bool // the row in work has another field
	err  error
}

// row begins the next row; false says that there is none.
func (f *fields) row() bool {
	switch {
	case f.err == nil && f.open:
		f.err = fmt.Errorf("the row has more fields than destinations")
	case f.err == nil && f.rest != "" && f.rest[0] != '(':
		f.err = fmt.Errorf("not a row: %.40q", f.rest)
	}
	if f.err != nil || f.rest == "" {
		return false
	}
	f.rest, f.open = f.rest[1:], true
	return true
}

// next is the next field; its text is a part of the row wherever that holds it as it is.
func (f *fields) next() (text string, null bool) {
	if f.err != nil {
		return "", true
	}
	if !f.open {
		f.err = fmt.Errorf("the row has fewer fields than destinations")
		return "", true
	}
	s := f.rest
	if s == "" || s[0] != '"' {
		end := 0
		for end < len(s) && s[end] != ',' && s[end] != ')' {
			end++
		}
		f.pass(end)
		return s[:end], end == 0
	}
	doubled, i := 0, 1
	for ; ; i++ {
		end := strings.IndexAny(s[i:], `"\`)
		if end < 0 || i+end+1 >= len(s) {
			f.err = fmt.Errorf("a quote is open: %.40q", s)
			return "", true
		}
		if i += end; s[i+1] != s[i] {
			break
		}
		doubled++
		i++
	}
	text = s[1:i]
	f.pass(i + 1)
	if doubled > 0 {
		text = single.Replace(text)
	}
	return text, false
}

// pass goes on behind the mark at a place, which parts two fields or ends the row.
func (f *fields) pass(mark int) {
	if mark >= len(f.rest) || f.rest[mark] != ',' && f.rest[mark] != ')' {
		f.err = fmt.Errorf("the row is torn: %.40q", f.rest)
		return
	}
	f.open = f.rest[mark] == ','
	f.rest = f.rest[mark+1:]
}

var single = strings.NewReplacer(`""`, `"`, `\\`, `\`)

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
