package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"maillage/auth"
	"maillage/model"
)

// by is the name of whoever asks, for the record.
func by(ctx context.Context) string {
	if v := auth.Viewer(ctx); v != nil {
		return v.Name
	}
	return ""
}

// idempotent is the key that the client gave the mutation, nil where it gave none.
func idempotent(ctx context.Context) *string {
	field := graphql.GetFieldContext(ctx).Field
	d := field.Directives.ForName("idempotent")
	if d == nil {
		return nil
	}
	key, _ := d.ArgumentMap(graphql.GetOperationContext(ctx).Variables)["key"].(string)
	return &key
}

func dueIDs(objs []*model.Due) []model.DueID {
	return each(objs, func(d *model.Due) model.DueID { return d.ID })
}
