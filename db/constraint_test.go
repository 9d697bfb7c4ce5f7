package db_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// Every constraint that has a name of its own is either explained to clients or known to be out of their reach; those that
// PostgreSQL names itself (primary and foreign keys, not null) only a bug can hit.
func TestEveryConstraintIsExplained(t *testing.T) {
	t.Parallel()
	s := dbtest.Empty(t)
	there := column[string](t, s, `select conname from pg_constraint where connamespace = 'public'::regnamespace
		and not (contype = 'p' and conname = conrelid::regclass || '_pkey') and not (contype = 'f' and conname like conrelid::regclass || '_%_fkey')
		and contype::text <> 'n'
		union all
		select indexrelid::regclass::text from pg_index join pg_class on pg_class.oid = indexrelid
		where indisunique and relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = indexrelid)`)
	if len(there) < 15 {
		t.Fatalf("only %d constraints were looked at", len(there))
	}
	told := slices.Concat(db.Refusals(), db.Internal())
	for _, name := range there {
		switch n := count(told, name); {
		case n == 0:
			t.Errorf("%s stands neither in refusals nor in internal: say what it means to a client", name)
		case n > 1:
			t.Errorf("%s stands in both tables", name)
		}
	}
	for _, name := range told {
		if !slices.Contains(there, name) {
			t.Errorf("%s is no constraint of the database: take it out of the table", name)
		}
	}
}

func count(list []string, s string) (n int) {
	for _, have := range list {
		if have == s {
			n++
		}
	}
	return n
}

// What a client can hit is told at the field that has to change.
func TestRefusals(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	who, offers := commune(t, s, "35238").ID, must(s.OfferIDs(ctx))(t)
	end := day(t, "2030-01-01")
	taken := func(from, to string) *model.Subscription {
		sub := &model.Subscription{SubscriberID: who, OfferID: offers["DPO"], Scope: model.SubscriptionScopeOwn, StartsOn: day(t, from), Version: 1}
		if to != "" {
			sub.EndsOn = new(day(t, to))
		}
		return sub
	}
	if err := s.Insert(ctx, taken("2029-01-01", end.String())); err != nil {
		t.Fatal(err)
	}
	siren := model.SIREN("99900001")
	body := func() *model.Body {
		return &model.Body{Kind: model.CollectivityKindPublicBody, Code: siren, SIREN: &siren, Name: "x", NatureCode: "CDG", ValidFrom: noon}
	}
	for name, c := range map[string]struct {
		write func(tx *db.Store) error
		code  model.Code
		path  string
	}{
		"OK adjacent": {func(tx *db.Store) error { return tx.Insert(ctx, taken("2030-01-01", "")) }, "", ""},
		"OK other offer": {func(tx *db.Store) error {
			o := taken("2029-01-01", "")
			o.OfferID = offers["SVE"]
			return tx.Insert(ctx, o)
		}, "", ""},
		"ErrOverlap same":      {func(tx *db.Store) error { return tx.Insert(ctx, taken("2029-01-01", "2030-01-01")) }, model.CodeConflict, "startsOn"},
		"ErrOverlap last day":  {func(tx *db.Store) error { return tx.Insert(ctx, taken("2029-12-31", "")) }, model.CodeConflict, "startsOn"},
		"ErrOverlap around":    {func(tx *db.Store) error { return tx.Insert(ctx, taken("2028-01-01", "2031-01-01")) }, model.CodeConflict, "startsOn"},
		"OK never took effect": {func(tx *db.Store) error { return tx.Insert(ctx, taken("2029-06-01", "2029-06-01")) }, "", ""},
		"ErrPeriod backwards":  {func(tx *db.Store) error { return tx.Insert(ctx, taken("2032-01-01", "2031-01-01")) }, model.CodeInvalid, "endsOn"},
		"ErrSIREN taken":       {func(tx *db.Store) error { return tx.InsertPublicBody(ctx, body()) }, model.CodeConflict, "siren"},
	} {
		t.Run(name, func(t *testing.T) {
			undo := errors.New("taken back")
			err := s.InTx(ctx, func(tx *db.Store) error {
				if err := c.write(tx); err != nil {
					return err
				}
				return undo
			})
			var fault *model.Error
			switch {
			case c.code == "" && !errors.Is(err, undo):
				t.Errorf("refused: %v", err)
			case c.code != "" && (!errors.As(err, &fault) || fault.Code != c.code || fault.Path != c.path || !strings.Contains(fault.Message, ":")):
				t.Errorf("have %v, want %s at %s", err, c.code, c.path)
			}
		})
	}
}

// A constraint that no client can hit stays what it is, and becomes INTERNAL further up.
func TestInternalConstraintIsNotExplained(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	err := s.Insert(ctx, &model.OfferTerms{Kind: model.OfferBundle, Code: "BOUQUET", Name: "again", AvailableFrom: noon})
	var fault *model.Error
	if err == nil || errors.As(err, &fault) {
		t.Errorf("a second BOUQUET: %v", err)
	}
}
