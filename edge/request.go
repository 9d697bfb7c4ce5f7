package edge

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// read is the request's operation, from the address of a GET or the body of a POST.
func (l Limits) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *gqlerror.Error) {
	switch r.Method {
	case http.MethodGet:
		return l.readAddress(r)
	case http.MethodPost:
		return l.readBody(w, r)
	}
	w.Header().Set("Allow", "GET, POST")
	if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
		return nil, refuse(CodeMethod, "no page of another origin may ask: to let pages of %s ask, name it in the server's CORS_ORIGINS", clip(r.Header.Get("Origin")))
	}
	return nil, refuse(CodeMethod, "%s is not a way to ask: GET carries a query, POST any operation", r.Method)
}

func (l Limits) readAddress(r *http.Request) (*graphql.RawParams, *gqlerror.Error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, refuse(CodeBadRequest, "the address is not encoded as it should be: %v", clip(err.Error()))
	}
	for name, given := range values {
		if len(given) > 1 {
			return nil, refuse(CodeBadRequest, "the parameter %q is given %d times: give it once", clip(name), len(given))
		}
		if !utf8.ValidString(given[0]) {
			return nil, refuse(CodeBadRequest, "the parameter %q is not UTF-8", clip(name))
		}
	}
	p := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName"), Headers: r.Header}
	if p.Query == "" {
		return nil, errNoQuery()
	}
	var fault *gqlerror.Error
	if p.Variables, fault = l.object("variables", []byte(values.Get("variables"))); fault != nil {
		return nil, fault
	}
	p.Extensions, fault = l.object("extensions", []byte(values.Get("extensions")))
	return p, fault
}

// bodies are kept between requests: nothing that outlives the decoding points into them.
var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (l Limits) readBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *gqlerror.Error) {
	limit := l.Body
	if r.Header.Get("Content-Encoding") != "" {
		return nil, refuse(CodeMediaType, "a compressed body is not read: send it without Content-Encoding")
	}
	if !isJSON(r.Header.Get("Content-Type")) {
		return nil, refuse(CodeMediaType, "the body must be JSON in UTF-8: send it with Content-Type: application/json")
	}
	if r.ContentLength > int64(limit) {
		w.Header().Set("Connection", "close") // else the server would still read some of it
		return nil, exceed(CodeBody, int(r.ContentLength), limit, "the body has %d bytes, more than the %d allowed", r.ContentLength, limit)
	}
	body := bodies.Get().(*bytes.Buffer)
	defer bodies.Put(body)
	body.Reset()
	if _, err := body.ReadFrom(http.MaxBytesReader(w, r.Body, int64(limit))); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return nil, exceed(CodeBody, limit+1, limit, "the body has more than the %d bytes allowed", limit)
		}
		return nil, refuse(CodeBadRequest, "the body ended before it was complete")
	}
	p, fault := l.decode(body.Bytes())
	if fault == nil {
		p.Headers = r.Header
	}
	return p, fault
}
