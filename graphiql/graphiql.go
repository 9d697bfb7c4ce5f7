// Package graphiql owns the embedded explorer page: GraphiQL, built once from the folder page, served without one
// request to the outside. It does not own the endpoint that the page talks to, nor who may do what there.
package graphiql

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// Config is what the page shows when it opens.
type Config struct {
	Notice string `json:"notice"` // one line above GraphiQL: where the data comes from, and what is invented
	Tabs   []Tab  `json:"tabs"`   // the operations that a first visit finds ready
}

// Tab is one ready operation. GraphiQL names the tab after the operation.
type Tab struct {
	Query     string `json:"query"`
	Variables string `json:"variables"` // a JSON object, or empty
}

// policy lets the page load from its own origin only. Monaco, the editor, writes its theme into style elements and its
// lines into style attributes, hence the one unsafe-inline; styles run no code.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self'",
	"worker-src 'self'",
	"connect-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data:",
	"font-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
}, "; ")

// Handler serves the page at "/" and its assets below; every other path is not found.
func Handler(config Config) http.Handler {
	files := embedded()
	files["/config.json"] = configFile(config)

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", policy)
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("X-Content-Type-Options", "nosniff")

		file, found := files[r.URL.Path]
		switch {
		case !found:
			http.NotFound(w, r)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			header.Set("Allow", "GET, HEAD")
			http.Error(w, "This page is read with GET; operations go to /graphql.", http.StatusMethodNotAllowed)
		default:
			file.serve(w, r)
		}
	})
}

func configFile(config Config) file {
	if config.Tabs == nil {
		config.Tabs = []Tab{} // a list in JSON too, as the page expects
	}
	var body bytes.Buffer
	if err := json.NewEncoder(&body).Encode(config); err != nil {
		panic("graphiql: strings always encode: " + err.Error())
	}
	return newFile("config.json", body.Bytes())
}
