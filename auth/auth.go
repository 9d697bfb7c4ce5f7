// Package auth is the door: who asks, and whether they may do what the schema guards with @can. It does not own which rows
// a viewer reaches: that stands in the WHERE clauses of db.
package auth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"maillage/execution"
	"maillage/model"
)

type viewerKey struct{}

// Middleware reads the key of the request, if it has one, and remembers what it grants.
func Middleware(adminKey string, next http.Handler) http.Handler {
	right := sha256.Sum256([]byte(adminKey))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		hash := sha256.Sum256([]byte(given))
		v := &model.Viewer{Known: adminKey != "" && subtle.ConstantTimeCompare(hash[:], right[:]) == 1}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), viewerKey{}, v)))
	})
}

// Viewer is who asks, nil where no key was given.
func Viewer(ctx context.Context) *model.Viewer {
	v, _ := ctx.Value(viewerKey{}).(*model.Viewer)
	return v
}

// Allow is the one policy: nil if who asks has the permission.
func Allow(ctx context.Context, do model.Permission) error {
	switch v := Viewer(ctx); {
	case v == nil:
		return &model.Error{Code: model.CodeUnauthenticated, Message: "this needs the permission " + string(do) +
			": send the header «Authorization: Bearer <key>»"}
	case !v.Known:
		return &model.Error{Code: model.CodeUnauthenticated, Message: "the key is not known: check it, or ask the administrator for another"}
	}
	return nil
}

// Can is the directive of the schema.
func Can(ctx context.Context, _ any, next graphql.Resolver, do model.Permission) (any, error) {
	if err := Allow(ctx, do); err != nil {
		return nil, err
	}
	return next(ctx)
}

// Check refuses an operation before its first statement if one of its fields needs what who asks may not do.
func Check(ctx context.Context, op execution.Operation) error {
	for _, use := range op.Uses {
		guard := use.Field.Directives.ForName("can")
		if guard == nil {
			continue
		}
		if err := Allow(ctx, model.Permission(guard.Arguments.ForName("do").Value.Raw)); err != nil {
			return err
		}
	}
	return nil
}
