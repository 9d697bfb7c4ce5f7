package actions

import (
	"context"
	"errors"
	"time"

	"maillage/db"
	"maillage/model"
)

// RegisterPublicBody enters a body that national data does not list. A SIREN that is taken is a CONFLICT.
func (a *Actions) RegisterPublicBody(ctx context.Context, in model.RegisterPublicBodyInput) (body *model.PublicBody, err error) {
	var faults model.Errors
	in.Name = model.Trim(in.Name)
	faults.Add("", model.CheckLine("name", "name", in.Name))
	faults.Add("", a.checkStart("validFrom", in.ValidFrom))
	faults.Add("", checkParent("parent", in))
	row := model.Body{Kind: model.CollectivityKindPublicBody, Code: in.SIREN, SIREN: &in.SIREN, Name: in.Name, NatureCode: string(in.Nature), ValidFrom: in.ValidFrom}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		if err := collect(&faults, free(ctx, tx, in.SIREN)); err != nil {
			return err
		}
		if in.Parent != nil && *in.Parent != "" {
			parent, err := parentOf(ctx, tx, in)
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

// checkStart refuses a day before the oldest collectivities of France, or so far ahead that it is a slip.
func (a *Actions) checkStart(path string, day model.Date) error {
	first, last := model.NewDate(1789, time.January, 1), model.DateOf(model.Today(a.Now()).Time().AddDate(1, 0, 0))
	if day < first || day > last {
		return model.Invalid(path, "%s is not a day on which a public body can start: give one from %s to %s", day, first, last)
	}
	return nil
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
