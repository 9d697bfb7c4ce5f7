package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"
)

// conn is a kept-alive HTTP/1.1 connection.
type conn struct {
	net.Conn
	*bufio.Reader
}

func (c *conn) Read(p []byte) (int, error) { return c.Reader.Read(p) }

func dial(addr string) (*conn, error) {
	c, err := net.DialTimeout("tcp", addr, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return &conn{c, bufio.NewReaderSize(c, 64<<10)}, nil
}

// exchange sends a request and returns the length of the answer's body, which goes to the writer if there is one.
func (c *conn) exchange(request []byte, body io.Writer) (length int, err error) {
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		return 0, err
	}
	if _, err := c.Conn.Write(request); err != nil {
		return 0, err
	}
	status, err := c.line()
	if err != nil {
		return 0, err
	}
	good := bytes.HasPrefix(status, []byte("HTTP/1.1 200"))
	line := string(status)
	length, chunked := -1, false
	for {
		header, err := c.line()
		if err != nil {
			return 0, err
		}
		if len(header) == 0 {
			break
		}
		switch name, value, _ := bytes.Cut(header, []byte(": ")); {
		case bytes.EqualFold(name, []byte("Content-Length")):
			length, _ = strconv.Atoi(string(value))
		case bytes.EqualFold(name, []byte("Transfer-Encoding")):
			chunked = true
		}
	}
	if !good || length < 0 && !chunked {
		said := make([]byte, 500)
		n, _ := c.Read(said)
		return 0, fmt.Errorf("the server answers %s: %s", line, said[:n])
	}
	if !chunked {
		return length, c.pass(length, body)
	}
	return c.chunks(body)
}

func (c *conn) line() ([]byte, error) {
	line, err := c.ReadSlice('\n')
	return bytes.TrimRight(line, "\r\n"), err
}

func (c *conn) pass(n int, body io.Writer) error {
	if body != nil {
		_, err := io.CopyN(body, c.Reader, int64(n))
		return err
	}
	_, err := c.Discard(n)
	return err
}

func (c *conn) chunks(body io.Writer) (length int, err error) {
	for {
		line, err := c.line()
		if err != nil {
			return length, err
		}
		n, err := strconv.ParseInt(string(line), 16, 32)
		if err != nil {
			return length, err
		}
		if err := c.pass(int(n), body); err != nil {
			return length, err
		}
		if _, err := c.Discard(2); err != nil || n == 0 {
			return length, err
		}
		length += int(n)
	}
}
