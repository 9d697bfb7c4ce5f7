package edge

import (
	"bytes"
	"encoding/json"
)

// cursor reads JSON where it stands: encoding/json would check each part of a request again, and copy it.
// From the first fault on, broken, what it gives means nothing.
type cursor struct {
	raw    []byte
	at     int
	depth  int
	broken bool
}

// deepest is how deep encoding/json reads, too.
const deepest = 10_000

// peek is the next byte that is not blank, 0 at the end.
func (c *cursor) peek() byte {
	for ; c.at < len(c.raw); c.at++ {
		switch b := c.raw[c.at]; b {
		case ' ', '\t', '\n', '\r':
		default:
			return b
		}
	}
	return 0
}

// take reads this byte, blanks before it left out.
func (c *cursor) take(b byte) {
	if c.peek() != b || c.at == len(c.raw) {
		c.fail()
		return
	}
	c.at++
}

func (c *cursor) fail() { c.broken, c.at = true, len(c.raw) }

// each reads a list or an object from its bracket to the other one, with item for what stands between the commas.
func (c *cursor) each(open, end byte, item func()) {
	c.take(open)
	if c.depth++; c.depth > deepest {
		c.fail()
	}
	for more := c.peek() != end; more && !c.broken; {
		item()
		if more = c.peek() == ','; more {
			c.at++
		}
	}
	c.depth--
	c.take(end)
}

// members reads an object; member must read the value of each.
func (c *cursor) members(member func(name []byte)) {
	c.each('{', '}', func() {
		name := c.text()
		c.take(':')
		if c.peek(); !c.broken {
			member(name)
		}
	})
}

// skip is the next value as it is written.
func (c *cursor) skip() []byte {
	b, start := c.peek(), c.at
	switch b {
	case '{':
		c.members(func([]byte) { c.skip() })
	case '[':
		c.each('[', ']', func() { c.skip() })
	case '"':
		c.string()
	case 't':
		c.word("true")
	case 'f':
		c.word("false")
	case 'n':
		c.word("null")
	default:
		c.number()
	}
	if c.broken {
		return nil
	}
	return c.raw[start:c.at]
}

// value is the next value decoded; numbers stay as they are written, for the scalars to read.
func (c *cursor) value() any {
	switch c.peek() {
	case '{':
		object := map[string]any{}
		c.members(func(name []byte) { object[string(name)] = c.value() })
		return object
	case '[':
		list := []any{}
		c.each('[', ']', func() { list = append(list, c.value()) })
		return list
	case '"':
		return string(c.text())
	}
	switch raw := c.skip(); string(raw) {
	case "true", "false":
		return len(raw) == len("true")
	case "null":
		return nil
	default:
		return json.Number(raw)
	}
}

// text is the next string decoded; without escapes it is where it stands.
func (c *cursor) text() []byte {
	if c.peek() != '"' {
		c.fail()
		return nil
	}
	return unquote(c.skip())
}

// unquote decodes a string of JSON.
func unquote(raw []byte) []byte {
	if len(raw) < 2 {
		return nil
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	var s string
	_ = json.Unmarshal(raw, &s) // it was read without a fault
	return []byte(s)
}
