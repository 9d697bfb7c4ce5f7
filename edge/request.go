package edge

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// read is what the request asks, from the address of a GET or the body of a POST. It may point into body, which is lent.
func (l Limits) read(w http.ResponseWriter, r *http.Request, body *bytes.Buffer) (a asked, fault *gqlerror.Error) {
	switch r.Method {
	case http.MethodGet:
		return l.readAddress(r)
	case http.MethodPost:
		return l.readBody(w, r, body)
	}
	w.Header().Set("Allow", "GET, POST")
	if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
		return a, refuse(CodeMethod, "no page of another origin may ask: to let pages of %s ask, name it in the server's CORS_ORIGINS", clip(r.Header.Get("Origin")))
	}
	return a, refuse(CodeMethod, "%s is not a way to ask: GET carries a query, POST any operation", r.Method)
}

func (l Limits) readAddress(r *http.Request) (a asked, fault *gqlerror.Error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return a, refuse(CodeBadRequest, "the address is not encoded as it should be: %v", clip(err.Error()))
	}
	for name, given := range values {
		if len(given) > 1 {
			return a, refuse(CodeBadRequest, "the parameter %q is given %d times: give it once", clip(name), len(given))
		}
		if !utf8.ValidString(given[0]) {
			return a, refuse(CodeBadRequest, "the parameter %q is not UTF-8", clip(name))
		}
	}
	query := values.Get("query")
	if query == "" {
		return a, errNoQuery()
	}
	a.query, a.operation = encode(query), values.Get("operationName")
	if a.variables, fault = l.parameter(values, "variables"); fault != nil {
		return a, fault
	}
	a.extensions, fault = l.parameter(values, "extensions")
	return a, fault
}

// parameter is a map in the address.
func (l Limits) parameter(values url.Values, name string) (map[string]any, *gqlerror.Error) {
	raw := bytes.TrimSpace([]byte(values.Get(name)))
	if err := json.Unmarshal(raw, new(json.RawMessage)); len(raw) > 0 && err != nil {
		return nil, refuse(CodeBadRequest, "%q is not an object of JSON: %v", name, err)
	}
	return l.object(name, raw)
}

// bodies are kept between requests: what outlives the reading of one is copied out of them.
var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (l Limits) readBody(w http.ResponseWriter, r *http.Request, body *bytes.Buffer) (a asked, fault *gqlerror.Error) {
	limit := l.Body
	if r.Header.Get("Content-Encoding") != "" {
		return a, refuse(CodeMediaType, "a compressed body is not read: send it without Content-Encoding")
	}
	if !isJSON(r.Header.Get("Content-Type")) {
		return a, refuse(CodeMediaType, "the body must be JSON in UTF-8: send it with Content-Type: application/json")
	}
	if r.ContentLength > int64(limit) {
		w.Header().Set("Connection", "close") // else the server would still read some of it
		return a, exceed(CodeBody, int(r.ContentLength), limit, "the body has %d bytes, more than the %d allowed", r.ContentLength, limit)
	}
	body.Reset()
	if _, err := body.ReadFrom(http.MaxBytesReader(w, r.Body, int64(limit))); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return a, exceed(CodeBody, limit+1, limit, "the body has more than the %d bytes allowed", limit)
		}
		return a, refuse(CodeBadRequest, "the body ended before it was complete")
	}
	return l.decode(body.Bytes())
}
