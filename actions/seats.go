package actions

import (
	"context"
	"strings"

	"maillage/db"
	"maillage/model"
)

// seats finds who sits on a day by the code that a clerk writes, and the place where each was named first.
type seats[T interface{ Seat() *model.Member }] struct {
	day   model.Date
	codes map[string]T
	named map[model.CollectivityID]string
}

// seatsOf lists members by SIREN and by INSEE code: a region and its own departments never share one.
func seatsOf[T interface{ Seat() *model.Member }](day model.Date, members []T) *seats[T] {
	s := &seats[T]{day, make(map[string]T, 2*len(members)), map[model.CollectivityID]string{}}
	for _, m := range members {
		s.codes[m.Seat().Code] = m
		if siren := m.Seat().SIREN; siren != nil {
			s.codes[*siren] = m
		}
	}
	return s
}

// find is the member of a code; who does not sit is told apart from who does not exist.
func (s *seats[T]) find(ctx context.Context, tx *db.Store, path, code string) (none T, _ error) {
	if m, ok := s.codes[code]; ok {
		return m, nil
	}
	body, err := byCode(ctx, tx, path, code)
	if err != nil {
		return none, err
	}
	return none, model.Invalid(path, "%s is in no college on %s: give a member that colleges(on:) shows", body.Name, s.day)
}

// name finds a member that has to be named once.
func (s *seats[T]) name(ctx context.Context, tx *db.Store, path, code string) (none T, _ error) {
	m, err := s.find(ctx, tx, path, code)
	if err != nil {
		return none, err
	}
	seat := m.Seat()
	if before, ok := s.named[seat.CollectivityID]; ok {
		return none, model.Invalid(path, "%s stands at %s already: name each member once", seat.Name, before)
	}
	s.named[seat.CollectivityID] = strings.TrimSuffix(path, ".member")
	return m, nil
}

// heldOn is the session of a day that has come.
func (a *Actions) heldOn(ctx context.Context, tx *db.Store, day model.Date) (*model.Session, error) {
	s, err := tx.SessionOn(ctx, day)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, model.NotFound("session", "there is no session on %s: open it first with openSession", day)
	}
	if today := model.Today(a.Now()); day > today {
		return nil, model.Invalid("session", "the session of %s is still to come: record it on that day, today is %s", day, today)
	}
	return s, nil
}
