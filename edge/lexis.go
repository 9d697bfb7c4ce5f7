package edge

import "bytes"

// string reads a string with its quotes. Whether it is UTF-8 is looked at for the whole body.
func (c *cursor) string() {
	for c.at++; c.at < len(c.raw); c.at++ {
		switch b := c.raw[c.at]; {
		case b == '"':
			c.at++
			return
		case b < ' ':
			c.fail()
			return
		case b == '\\':
			c.escape()
		}
	}
	c.fail()
}

// escape stops at the last byte of what a backslash begins.
func (c *cursor) escape() {
	if c.at++; c.at == len(c.raw) {
		return
	}
	b := c.raw[c.at]
	if b != 'u' {
		if bytes.IndexByte([]byte(`"\/bfnrt`), b) < 0 {
			c.fail()
		}
		return
	}
	for range 4 {
		if c.at++; c.at >= len(c.raw) || !isHex(c.raw[c.at]) {
			c.fail()
			return
		}
	}
}

func isHex(b byte) bool { return isDigit(b) || b|0x20 >= 'a' && b|0x20 <= 'f' }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (c *cursor) word(w string) {
	if !bytes.HasPrefix(c.raw[c.at:], []byte(w)) {
		c.fail()
		return
	}
	c.at += len(w)
}

// number reads -1, 0.5 or 2e+10, but neither 01 nor 1. nor +1.
func (c *cursor) number() {
	c.skipOne("-")
	if !c.skipOne("0") {
		c.digits()
	}
	if c.skipOne(".") {
		c.digits()
	}
	if c.skipOne("eE") {
		c.skipOne("+-")
		c.digits()
	}
}

func (c *cursor) skipOne(of string) bool {
	if c.at == len(c.raw) || bytes.IndexByte([]byte(of), c.raw[c.at]) < 0 {
		return false
	}
	c.at++
	return true
}

func (c *cursor) digits() {
	start := c.at
	for c.at < len(c.raw) && isDigit(c.raw[c.at]) {
		c.at++
	}
	if c.at == start {
		c.fail()
	}
}
