package actions

import (
	"context"
	"log/slog"
	"time"

	"maillage/db"
	"maillage/model"
)

// ReadContacts are how persons can be reached, as far as the key reaches. That they were read is on record before they are given.
func (a *Actions) ReadContacts(ctx context.Context, ids []model.PersonID, who *model.Viewer) (found []*model.Contact, err error) {
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if found, err = tx.ContactsOf(ctx, ids, who.EPCI, model.Today(a.Now())); err != nil {
			return err
		}
		read := map[model.PersonID]bool{}
		for i, c := range found {
			if c != nil {
				read[ids[i]] = true
			}
		}
		if len(read) == 0 {
			return nil
		}
		return tx.NoteContactsRead(ctx, who.Name, len(read), a.Now().UTC())
	})
	return found, err
}

// keptFor is how many years a person is known after the last mandate.
const keptFor = 3

// Anonymise forgets who the persons were whose last mandate ended three years ago or earlier, and counts them. What they did
// stays, under the name of nobody.
func (a *Actions) Anonymise(ctx context.Context) (int, error) {
	now := a.Now()
	return a.DB.Forget(ctx, model.Today(now.AddDate(-keptFor, 0, 0)), model.Today(now))
}

// AnonymiseDaily does so now and every day, until the context ends.
func (a *Actions) AnonymiseDaily(ctx context.Context) {
	for tick := time.Tick(24 * time.Hour); ; {
		if n, err := a.Anonymise(ctx); err != nil && ctx.Err() == nil {
			slog.Error("persons whose mandates ended long ago could not be anonymised", "error", err)
		} else if n > 0 {
			slog.Debug("persons whose mandates ended long ago are anonymous now", "persons", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
	}
}
