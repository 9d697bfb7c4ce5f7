package actions

import (
	"context"
	"strings"

	"maillage/db"
	"maillage/model"
)

// RegisterPublicBody enters a body that national data does not list. A SIREN that is taken is a CONFLICT.
func (a *Actions) RegisterPublicBody(ctx context.Context, in model.RegisterPublicBodyInput) (body *model.PublicBody, err error) {
	var faults model.Errors
	faults.Add("", model.CheckSIREN("siren", in.SIREN))
	in.Name = strings.TrimSpace(in.Name)
	if in.Name == "" || len(in.Name) > 200 {
		faults.Add("name", model.Invalid("", "the name has %d bytes: give from 1 to 200", len(in.Name)))
	}
	faults.Add("", model.CheckText("name", in.Name))
	social := in.Nature == model.PublicBodyNatureCcas || in.Nature == model.PublicBodyNatureCias
	if social && in.Parent == nil {
		faults.Add("parent", model.Invalid("", "a %s belongs to a commune or an EPCI: give its SIREN or INSEE code", in.Nature))
	}
	err = a.DB.InTx(ctx, func(tx *db.Store) error {
		row := &model.Body{Kind: model.CollectivityKindPublicBody, Code: in.SIREN, SIREN: &in.SIREN, Name: in.Name, NatureCode: string(in.Nature), ValidFrom: in.ValidFrom}
		if in.Parent != nil {
			parent, err := tx.BySIRENOrCode(ctx, *in.Parent)
			if err != nil {
				return err
			}
			if parent == nil {
				faults.Add("parent", model.NotFound("", "no collectivity has the SIREN or INSEE code %q", *in.Parent))
			} else {
				row.ParentID = parent.Base().ID
			}
		}
		if err := faults.Err(); err != nil {
			return err
		}
		if err := tx.InsertPublicBody(ctx, row); err != nil {
			return err
		}
		body = &model.PublicBody{Body: *row}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return body, nil
}
