// Package resolvers is the translation: a set of parents in, one call to the memory or to a verb, their children out. It
// owns no rule and no SQL; helpers stand in this file and in set.go, since the generator rewrites the others.
package resolvers

import (
	"time"

	"maillage/actions"
	"maillage/db"
	"maillage/documents"
	"maillage/model"
)

// Resolver is what every field is resolved with.
type Resolver struct {
	DB      *db.Store
	Actions *actions.Actions
	Office  *documents.Office
	Now     func() time.Time
}

// on is the day asked for: today, in France, unless the client said.
func (r *Resolver) on(day *model.Date) model.Date {
	if day != nil {
		return *day
	}
	return model.Today(r.Now())
}
