package edge

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// envelope is a request as it is written. Its parts stay raw, so that each can be refused with a sentence of its own.
type envelope struct {
	Query         json.RawMessage `json:"query"`
	OperationName json.RawMessage `json:"operationName"`
	Variables     json.RawMessage `json:"variables"`
	Extensions    json.RawMessage `json:"extensions"`
}

func (l Limits) decode(body []byte) (*graphql.RawParams, *gqlerror.Error) {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return nil, refuse(CodeBadRequest, `the body is empty: send {"query": "…"}`)
	case body[0] == '[':
		return nil, refuse(CodeBadRequest, "a list of operations is not read: send one operation per request")
	case body[0] != '{' && json.Valid(body):
		return nil, refuse(CodeBadRequest, `the body must be an object as {"query": "…"}, not %s`, kind(body))
	case !utf8.Valid(body):
		return nil, refuse(CodeBadRequest, "the body is not UTF-8")
	}
	var e envelope
	if err := json.Unmarshal(body, &e); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) && syntax.Offset < int64(len(body)) {
			return nil, refuse(CodeBadRequest, "the body is not JSON: %v at byte %d", err, syntax.Offset)
		}
		return nil, refuse(CodeBadRequest, "the body is not JSON: it ends too early")
	}
	p := &graphql.RawParams{}
	var fault *gqlerror.Error
	if p.Query, fault = text("query", e.Query); fault != nil {
		return nil, fault
	}
	if p.Query == "" {
		return nil, errNoQuery()
	}
	if p.OperationName, fault = text("operationName", e.OperationName); fault != nil {
		return nil, fault
	}
	if p.Variables, fault = l.object("variables", e.Variables); fault != nil {
		return nil, fault
	}
	p.Extensions, fault = l.object("extensions", e.Extensions)
	return p, fault
}

// text reads a string; null and nothing are the empty one.
func text(name string, raw []byte) (s string, fault *gqlerror.Error) {
	if len(raw) == 0 || raw[0] == 'n' {
		return "", nil
	}
	if raw[0] != '"' {
		return "", refuse(CodeBadRequest, "%q must be a string, not %s", name, kind(raw))
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", refuse(CodeBadRequest, "%q is not a string of JSON: %v", name, err)
	}
	return s, nil
}

// object reads a map; null and nothing are none. Numbers stay as they are written, for the scalars to read.
func (l Limits) object(name string, raw []byte) (m map[string]any, fault *gqlerror.Error) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	if raw[0] != '{' && json.Valid(raw) {
		return nil, refuse(CodeBadRequest, "%q must be an object, not %s", name, kind(raw))
	}
	if fault := l.weigh(name, raw); fault != nil {
		return nil, fault
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	err := d.Decode(&m)
	if err == nil {
		if _, more := d.Token(); more == io.EOF {
			return m, nil
		}
		err = errors.New("something follows its end")
	}
	return nil, refuse(CodeBadRequest, "%q is not an object of JSON: %v", name, err)
}

// kind names a value of JSON by its first byte.
func kind(raw []byte) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a string"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	return "a number"
}

func errNoQuery() *gqlerror.Error {
	return refuse(CodeBadRequest, `"query" is missing: it holds the operation's text, as in {"query": "{ __typename }"}`)
}

// clip keeps an answer from repeating a long input.
func clip(s string) string {
	const most = 200
	if len(s) <= most {
		return s
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
