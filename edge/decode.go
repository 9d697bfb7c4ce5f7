package edge

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// asked is a request as it was read. Its query is still written in JSON: a document that is kept is found by these bytes.
type asked struct {
	query                 []byte
	operation             string
	variables, extensions map[string]any
}

// decode reads a body. Each part can be refused with a sentence of its own; members that nobody knows are not looked at.
func (l Limits) decode(body []byte) (a asked, fault *gqlerror.Error) {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return a, refuse(CodeBadRequest, `the body is empty: send {"query": "…"}`)
	case body[0] == '[':
		return a, refuse(CodeBadRequest, "a list of operations is not read: send one operation per request")
	case body[0] != '{' && json.Valid(body):
		return a, refuse(CodeBadRequest, `the body must be an object as {"query": "…"}, not %s`, kind(body))
	case !utf8.Valid(body):
		return a, refuse(CodeBadRequest, "the body is not UTF-8")
	}
	var operation, variables, extensions []byte
	c := cursor{raw: body}
	c.members(func(name []byte) {
		switch value := c.skip(); string(name) {
		case "query":
			a.query = value
		case "operationName":
			operation = value
		case "variables":
			variables = value
		case "extensions":
			extensions = value
		}
	})
	if c.peek(); c.broken || c.at < len(body) {
		return a, errNotJSON(body)
	}
	if a.query, fault = text("query", a.query); fault != nil {
		return a, fault
	}
	if len(a.query) <= len(`""`) {
		return a, errNoQuery()
	}
	if operation, fault = text("operationName", operation); fault != nil {
		return a, fault
	}
	a.operation = string(unquote(operation))
	if a.variables, fault = l.object("variables", variables); fault != nil {
		return a, fault
	}
	a.extensions, fault = l.object("extensions", extensions)
	return a, fault
}

// errNotJSON has the words of encoding/json.
func errNotJSON(body []byte) *gqlerror.Error {
	err := json.Unmarshal(body, new(json.RawMessage))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset < int64(len(body)) {
		return refuse(CodeBadRequest, "the body is not JSON: %v at byte %d", err, syntax.Offset)
	}
	return refuse(CodeBadRequest, "the body is not JSON: it ends too early")
}

// text is a string as it is written; null and nothing are none.
func text(name string, raw []byte) ([]byte, *gqlerror.Error) {
	switch {
	case len(raw) == 0 || raw[0] == 'n':
		return nil, nil
	case raw[0] != '"':
		return nil, refuse(CodeBadRequest, "%q must be a string, not %s", name, kind(raw))
	}
	return raw, nil
}

// object reads a map from what is JSON; null and nothing are none.
func (l Limits) object(name string, raw []byte) (map[string]any, *gqlerror.Error) {
	switch {
	case len(raw) == 0 || raw[0] == 'n':
		return nil, nil
	case raw[0] != '{':
		return nil, refuse(CodeBadRequest, "%q must be an object, not %s", name, kind(raw))
	}
	if fault := l.weigh(name, raw); fault != nil {
		return nil, fault
	}
	c := cursor{raw: raw}
	return c.value().(map[string]any), nil
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
