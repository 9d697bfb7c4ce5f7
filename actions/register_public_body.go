package actions

import (
	"context"
	"errors"
	"strings"

	"maillage/db"
	"maillage/model"
)

// RegisterPublicBody enters a body that national data does not list. A SIREN that is taken is a CONFLICT.
func (a *Actions) RegisterPublicBody(ctx context.Context, in model.RegisterPublicBodyInput) (body *model.PublicBody, err error) {
	var faults model.Errors
	in.Name = strings.TrimSpace(in.Name)
	if in.Name == "" || len(in.Name) > 200 {
		faults.Add("name", model.Invalid("", "the name has %d bytes: give from 1 to 200", len(in.Name)))
	}
	faults.Add("", model.CheckText("name", in.Name))
	social := in.Nature == model.PublicBodyNatureCcas || in.Nature == model.PublicBodyNatureCias
	if social && in.Parent == nil {
		faults.Add("parent", model.Invalid("", "a %s belongs to a commune or an EPCI: give its SIREN or INSEE code", in.Nature))
	}
	row := model.Body{Kind: model.CollectivityKindPublicBody, Code: in.SIREN, SIREN: &in.SIREN, Name: in.Name, NatureCode: string(in.Nature), ValidFrom: in.ValidFrom}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := collect(&faults, free(ctx, tx, in.SIREN)); err != nil {
			return err
		}
		if in.Parent != nil {
			parent, err := parentOf(ctx, tx, *in.Parent)
			if err := collect(&faults, err); err != nil {
				return err
			}
			row.ParentID = parent
		}
		if err := faults.Err(); err != nil {
			return err
		}
		return tx.InsertPublicBody(ctx, &row)
	})
	if err != nil {
		return nil, err
	}
	return &model.PublicBody{Body: row}, nil
}

// collect keeps what the user can mend, and gives back what nobody can.
func collect(faults *model.Errors, err error) error {
	var fault *model.Error
	if errors.As(err, &fault) {
		faults.Add("", fault)
		return nil
	}
	return err
}

// free tells whether a SIREN is well formed and nobody's: a person bears one for ever, hence that of a body that ended is taken.
func free(ctx context.Context, tx *db.Store, siren string) error {
	if err := model.CheckSIREN("siren", siren); err != nil {
		return err
	}
	taken, err := tx.BySIRENOrCode(ctx, siren)
	if err != nil || taken == nil {
		return err
	}
	return model.Conflict("siren", "%s is the SIREN of %s: check it, or look that one up", siren, taken.Base().Name)
}

// parentOf is the body that another one belongs to.
func parentOf(ctx context.Context, tx *db.Store, code string) (model.CollectivityID, error) {
	if err := model.CheckText("parent", code); err != nil {
		return 0, err
	}
	parent, err := tx.BySIRENOrCode(ctx, code)
	if err != nil {
		return 0, err
	}
	if parent == nil {
		return 0, model.NotFound("parent", "no collectivity has the SIREN or INSEE code %q", code)
	}
	return parent.Base().ID, nil
}
