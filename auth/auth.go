// Package auth is the door: who asks, and whether they may do what the schema guards with @can. It does not own which rows
// a viewer reaches: that stands in the WHERE clauses of db.
package auth

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"maillage/execution"
	"maillage/model"
)

type viewerKey struct{}

// Key is a key that is known: who holds it, and what it grants.
type Key struct {
	Name   string
	Secret string // empty: nobody holds it
	Grants []model.Permission
}

// Administration is what whoever administers may do: all but what asks for a second person.
var Administration = []model.Permission{model.PermissionAdminister, model.PermissionRelay, model.PermissionReadContacts, model.PermissionRecordUsage}

// Look finds who holds a key that is not of the environment, by its SHA-256; nil where nobody does.
type Look func(ctx context.Context, hash []byte) (*model.Viewer, error)

// Middleware reads the key of the request, if it has one, and remembers what it grants.
func Middleware(keys []Key, look Look, next http.Handler) http.Handler {
	known := map[[sha256.Size]byte]*model.Viewer{}
	for _, k := range keys {
		if k.Secret != "" {
			known[sha256.Sum256([]byte(k.Secret))] = &model.Viewer{Name: k.Name, Grants: k.Grants}
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		hash := sha256.Sum256([]byte(given))
		v := known[hash] // the time that a look-up by hash takes tells nothing of the keys
		if v == nil && look != nil {
			found, err := look(r.Context(), hash[:])
			if err != nil {
				slog.ErrorContext(r.Context(), "a key could not be looked up", "error", err)
				http.Error(w, "the keys cannot be read at the moment: try again", http.StatusServiceUnavailable)
				return
			}
			v = found
		}
		if v == nil {
			v = &model.Viewer{}
		}
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
	case v.Name == "":
		return &model.Error{Code: model.CodeUnauthenticated, Message: "the key is not known: check it, or ask the administrator for another"}
	case !slices.Contains(v.Grants, do):
		return &model.Error{Code: model.CodeForbidden, Message: "the key of " + v.Name + " does not grant " + string(do) + ": ask somebody whose key does"}
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
