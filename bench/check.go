package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
)

// check asks every contender every question with all its arguments, and stops at the first answer that is not the
// same data as the first contender's.
func check(ctx context.Context, field contenders, queries []*query, out io.Writer) error {
	for _, q := range queries {
		var bytes int
		for i := range q.arguments {
			var first *answer
			for _, c := range field {
				if c.process == nil {
					continue
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				a, err := c.ask(q, i)
				if err != nil {
					return fmt.Errorf("%s, arguments %v, %s: %w", q.name, q.arguments[i], c.name, err)
				}
				if first == nil {
					first = a
					bytes += a.length
				} else if where := differ(first.data, a.data, "data"); where != "" {
					return fmt.Errorf("%s, arguments %v: %s and %s do not return the same data: %s", q.name, q.arguments[i], field[0].name, c.name, where)
				}
			}
		}
		fmt.Fprintf(out, "%s: the same data from all, %d arguments, %d bytes on average\n", q.name, len(q.arguments), bytes/len(q.arguments))
	}
	return nil
}

// answer is what a contender said, with the request that made it say so.
type answer struct {
	shot
	args map[string]any // with the contender's own cursor in it
	data any
}

func (c *contender) ask(q *query, i int) (*answer, error) {
	conn, err := dial(c.addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	args := maps.Clone(q.arguments[i])
	if args["after"] == fromPage {
		delete(args, "after")
		page, err := conn.ask(c.request(q, args))
		if err != nil {
			return nil, err
		}
		if args["after"] = find(page.data, fromPage); args["after"] == nil {
			return nil, fmt.Errorf("the page before has no %s", fromPage)
		}
	}
	a, err := conn.ask(c.request(q, args))
	if err != nil {
		return nil, err
	}
	a.args = args
	return a, nil
}

func (c *conn) ask(request []byte) (*answer, error) {
	var body bytes.Buffer
	length, err := c.exchange(request, &body)
	if err != nil {
		return nil, err
	}
	var said struct {
		Data   any
		Errors json.RawMessage
	}
	decoder := json.NewDecoder(&body)
	decoder.UseNumber()
	if err := decoder.Decode(&said); err != nil {
		return nil, err
	}
	if said.Errors != nil || said.Data == nil {
		return nil, fmt.Errorf("the answer has no data: %s", said.Errors)
	}
	return &answer{shot: shot{request, length}, data: said.Data}, nil
}

// find is the first value under a key, wherever it is.
func find(v any, key string) any {
	switch v := v.(type) {
	case map[string]any:
		if found := v[key]; found != nil {
			return found
		}
		for _, child := range v {
			if found := find(child, key); found != nil {
				return found
			}
		}
	case []any:
		for _, child := range v {
			if found := find(child, key); found != nil {
				return found
			}
		}
	}
	return nil
}
