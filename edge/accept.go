package edge

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// media is the form of an answer.
type media string

const (
	mediaJSON    media = "application/json; charset=utf-8"
	mediaGraphQL media = "application/graphql-response+json; charset=utf-8"
	mediaStream  media = "text/event-stream"
)

// ranges are what a client weighs in its Accept header; -1 is unsaid.
type ranges struct{ graphQL, json, stream, any float64 }

// negotiate chooses the form of the answer; live tells whether the schema has live operations. Whoever names no type gets application/json, as the specification wants it
// for clients that are older than application/graphql-response+json.
func negotiate(r *http.Request, live bool) (media, *gqlerror.Error) {
	accept := r.Header.Values("Accept")
	if len(accept) == 0 {
		return mediaJSON, nil
	}
	q := ranges{-1, -1, -1, -1}
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			q.read(part)
		}
	}
	json := q.json
	if json < 0 {
		json = q.any
	}
	switch {
	case q.graphQL > 0 && q.graphQL >= json && q.graphQL >= q.stream:
		return mediaGraphQL, nil
	case json > 0 && json >= q.stream:
		return mediaJSON, nil
	case q.stream > 0:
		return mediaStream, nil
	case q.any > 0 && q.graphQL < 0: // application/json alone is excluded
		return mediaGraphQL, nil
	}
	return mediaJSON, errNotAcceptable(r, live)
}

func errNotAcceptable(r *http.Request, live bool) *gqlerror.Error {
	if r.Method == http.MethodGet && strings.Contains(strings.Join(r.Header.Values("Accept"), ","), "text/html") {
		return refuse(CodeNotAcceptable, "this address answers programs, in application/graphql-response+json or application/json: GraphiQL, the page for browsers, is at /")
	}
	forms := "application/graphql-response+json or application/json"
	if live {
		forms += " or, for live operations, text/event-stream"
	}
	return refuse(CodeNotAcceptable, "the answer can be %s, and the Accept header allows none of them: name one", forms)
}

func (r *ranges) read(part string) {
	name, params, _ := strings.Cut(part, ";")
	q := weight(params)
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "application/graphql-response+json":
		r.graphQL = max(r.graphQL, q)
	case "application/json":
		r.json = max(r.json, q)
	case "text/event-stream":
		r.stream = max(r.stream, q)
	case "application/*", "*/*":
		r.any = max(r.any, q)
	}
}

// weight is the q among the parameters of a range, 1 if unsaid and 0 if it makes no sense.
func weight(params string) float64 {
	for param := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(param, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return 0
			}
			return q
		}
	}
	return 1
}

// acceptsGzip tells whether the client can read a compressed answer.
func acceptsGzip(h http.Header) bool {
	any := -1.0
	for _, line := range h.Values("Accept-Encoding") {
		for part := range strings.SplitSeq(line, ",") {
			name, params, _ := strings.Cut(part, ";")
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "gzip", "x-gzip":
				return weight(params) > 0
			case "*":
				any = weight(params)
			}
		}
	}
	return any > 0
}

// isJSON tells whether a request's body says that it is JSON in UTF-8. Nothing else is read: a form of another site
// cannot send this type without asking first, which keeps its posts out.
func isJSON(contentType string) bool {
	if contentType == "application/json" {
		return true
	}
	name, params, err := mime.ParseMediaType(contentType)
	charset, said := params["charset"]
	return err == nil && name == "application/json" && (!said || strings.EqualFold(charset, "utf-8"))
}
