package db

import (
	"fmt"
	"strings"
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
	case f.err != nil:
	case f.open:
		f.err = fmt.Errorf("the row has more fields than destinations")
	case f.rest == "":
	case f.rest[0] != '(':
		f.err = fmt.Errorf("not a row: %.40q", f.rest)
	default:
		f.rest, f.open = f.rest[1:], true
		return true
	}
	return false
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
