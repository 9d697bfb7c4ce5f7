package edge

import (
	"context"
	"crypto/rand"
	"net/http"
)

const requestHeader = "X-Request-Id"

type requestKey struct{}

// Identify gives each request an id, or keeps the one that a proxy gave it, and tells it in the answer, so that a
// client's report can be found in the log.
func Identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestHeader)
		if !plain(id) {
			id = rand.Text()
		}
		w.Header()[requestHeader] = []string{id}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, id)))
	})
}

// RequestID is the id that Identify gave, empty without it.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// plain tells whether an id of somebody else can stand in a log and a header without further care.
func plain(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		switch c := id[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}
