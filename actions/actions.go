// Package actions is the verbs of the house: everything that changes the world, one transaction each, the same for GraphQL,
// the clock and the command line. It does not own SQL, which is in db, nor who may do what, which is in the schema.
package actions

import (
	"time"

	"maillage/db"
)

// Actions is what a verb needs: the memory, and the time it happens at.
type Actions struct {
	DB  *db.Store
	Now func() time.Time

	projected projections
}
