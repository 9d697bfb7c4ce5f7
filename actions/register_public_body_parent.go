package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// bond is what the law says of the collectivity that bodies of a nature belong to.
type bond struct {
	kind       model.CollectivityKind
	advice     string
	compulsory bool
	single     bool // the collectivity has one of them at a time
}

var bonds = map[model.PublicBodyNature]bond{
	model.PublicBodyNatureCcas: {model.CollectivityKindCommune, "a CCAS belongs to a commune: give its SIREN or INSEE code", true, true},
	model.PublicBodyNatureCias: {model.CollectivityKindEPCI, "a CIAS belongs to an EPCI: give its SIREN", true, true},
	model.PublicBodyNatureSdis: {model.CollectivityKindDepartment, "an SDIS belongs to a department: give its INSEE code", false, false},
}

// checkParent refuses what no memory is needed to refuse: a parent that is missing or empty.
func checkParent(path string, in model.RegisterPublicBodyInput) error {
	given := in.Parent != nil && *in.Parent != ""
	if law := bonds[in.Nature]; law.compulsory && !given {
		return model.Invalid(path, "%s", law.advice)
	}
	if in.Parent != nil && !given {
		return model.Invalid(path, "the parent is empty: leave it out or give the SIREN or INSEE code of a collectivity")
	}
	return nil
}

// parentOf is the body that the new one belongs to, of the kind that its nature asks for and there to see it start.
func parentOf(ctx context.Context, tx *db.Store, in model.RegisterPublicBodyInput) (model.CollectivityID, error) {
	parent, err := byCode(ctx, tx, "parent", *in.Parent)
	if err != nil {
		return 0, err
	}
	law, limited := bonds[in.Nature]
	if limited && parent.Kind != law.kind {
		return 0, model.Invalid("parent", "%s is not of that kind: %s", parent.Name, law.advice)
	}
	if parent.ValidTo != nil && *parent.ValidTo <= in.ValidFrom {
		return 0, model.Invalid("parent", "%s ended on %s, before this body starts: give the collectivity that took over, or an earlier validFrom", parent.Name, parent.ValidTo)
	}
	if !law.single {
		return parent.ID, nil
	}
	if err := tx.Lock(ctx, "public bodies"); err != nil { // two clerks at once must not both find none
		return 0, err
	}
	other, err := tx.PublicBodyOf(ctx, parent.ID, in.Nature, in.ValidFrom)
	if err != nil {
		return 0, err
	}
	if other != nil {
		return 0, model.Conflict("parent", "%s has a %s already: %s, SIREN %s", parent.Name, in.Nature, other.Name, other.Code)
	}
	return parent.ID, nil
}

// byCodes are the collectivities of several codes, as byCode finds one; for each that is not found, what is wrong with its code.
func byCodes(ctx context.Context, tx *db.Store, path func(i int) string, codes []string) (bodies []*model.Body, missing []error, err error) {
	found, err := tx.BySIRENsOrCodes(ctx, codes)
	if err != nil {
		return nil, nil, err
	}
	bodies, missing = make([]*model.Body, len(codes)), make([]error, len(codes))
	for i, code := range codes {
		if c := found[code]; c != nil {
			bodies[i] = c.Base()
		} else {
			bodies[i], missing[i] = byCode(ctx, tx, path(i), code) // an identifier, a department, or nobody's code
		}
	}
	return bodies, missing, nil
}

// byCode is the collectivity of a SIREN, an INSEE code or an identifier: five characters are a commune's, fewer a department's,
// since a region has the same codes; a region is named by its identifier.
func byCode(ctx context.Context, tx *db.Store, path, code string) (*model.Body, error) {
	if key, err := model.ParseID(code); err == nil {
		id, _ := key.(model.CollectivityID)
		found, err := tx.Collectivities(ctx, []model.CollectivityID{id}, db.All)
		if err != nil {
			return nil, err
		}
		if found[0] == nil {
			return nil, model.NotFound(path, "no collectivity has the identifier %q", code)
		}
		return found[0].Base(), nil
	}
	check := model.CheckSIREN
	switch len(code) {
	case 2, 3:
		if model.CheckDepartmentCode("", code) != nil {
			return nil, model.Invalid(path, "%q is neither a SIREN of nine digits nor the INSEE code of a commune, of five characters, or of a department, such as 22, 974, or 2A in capitals", code)
		}
		d, err := tx.DepartmentByCode(ctx, code, db.All)
		if err != nil {
			return nil, err
		}
		if d == nil {
			return nil, model.NotFound(path, "%q is no SIREN, of nine digits, and no department has it as its INSEE code", code)
		}
		return d.Base(), nil
	case 5:
		check = model.CheckCommuneCode
	}
	if err := check(path, code); err != nil {
		return nil, err
	}
	c, err := tx.BySIRENOrCode(ctx, code)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, model.NotFound(path, "no collectivity has the SIREN or INSEE code %q", code)
	}
	return c.Base(), nil
}
