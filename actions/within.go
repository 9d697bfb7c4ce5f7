package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// within is the body of a code and the EPCI that it lies in on a day, 0 for none: for a référent's key there is nothing to be
// found outside of its own.
func within(ctx context.Context, tx *db.Store, who *model.Viewer, path, code string, on model.Date) (*model.Body, model.CollectivityID, error) {
	body, err := byCode(ctx, tx, path, code)
	if err != nil {
		return nil, 0, err
	}
	epcis, err := tx.EPCIAround(ctx, []model.CollectivityID{body.ID}, on)
	if err != nil {
		return nil, 0, err
	}
	if !who.Reaches(epcis[0]) {
		return nil, 0, outside(path, body, on)
	}
	return body, epcis[0], nil
}

func outside(path string, body *model.Body, on model.Date) error {
	return model.NotFound(path, "the EPCI that this key acts in holds no %s on %s: give one of its communes, or ask the référent of the other EPCI", body.Name, on)
}

// among are the bodies of several codes, each with its EPCI, as within finds one; all that are not found are told.
func among(ctx context.Context, tx *db.Store, faults *model.Errors, who *model.Viewer, path func(i int) string, codes []string, on model.Date) (bodies []*model.Body, epcis []model.CollectivityID, err error) {
	bodies, missing, err := byCodes(ctx, tx, path, codes)
	if err != nil {
		return nil, nil, err
	}
	around, err := tx.EPCIAround(ctx, ids(bodies), on)
	if err != nil {
		return nil, nil, err
	}
	epcis = make([]model.CollectivityID, len(bodies))
	for i, b := range bodies {
		if b == nil {
			if err := collect(faults, missing[i]); err != nil {
				return nil, nil, err
			}
			continue
		}
		epcis[i], around = around[0], around[1:]
		if !who.Reaches(epcis[i]) {
			faults.Add("", outside(path(i), b, on))
			bodies[i] = nil
		}
	}
	return bodies, epcis, nil
}

// serviceOf is the key of the service of a code, 0 where none is given.
func serviceOf(ctx context.Context, tx *db.Store, path string, code *string) (model.OfferID, error) {
	if code == nil {
		return 0, nil
	}
	s, err := tx.ServiceByCode(ctx, *code, db.None)
	if err != nil {
		return 0, err
	}
	if s == nil {
		return 0, model.NotFound(path, "the catalogue has no service %q: see services", *code)
	}
	return s.ID, nil
}

// actingFor is the mandate by which somebody acts within an EPCI: the one given, else that of the key; 0 for the syndicate.
func actingFor(ctx context.Context, tx *db.Store, who *model.Viewer, path string, given *string, epci model.CollectivityID, on model.Date) (model.MandateID, error) {
	if given == nil {
		return who.Mandate, nil
	}
	m, err := mandate(ctx, tx, path, *given)
	if err != nil {
		return 0, err
	}
	switch {
	case m.Role != model.MandateRoleReferent || m.CollectivityID != epci:
		return 0, model.Invalid(path, "this is no mandate of a référent of that EPCI: see referents")
	case on < m.Since || m.Until != nil && *m.Until <= on:
		return 0, model.Invalid(path, "this mandate is not in force on %s: see referents", on)
	}
	return m.ID, nil
}

func mandate(ctx context.Context, tx *db.Store, path, id string) (*model.Mandate, error) {
	var key model.MandateID
	_ = key.UnmarshalGQL(id) // an identifier of something else is that of no mandate
	rows, err := tx.Mandates(ctx, []model.MandateID{key}, db.All)
	if err != nil {
		return nil, err
	}
	if rows[0] == nil {
		return nil, model.NotFound(path, "there is no such mandate: give an identifier that referents returned")
	}
	return rows[0], nil
}
