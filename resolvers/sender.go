package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"maillage/actions"
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

// once does what a mutation asks for, under the key that the client gave it if it gave one, and sorts out what the user can mend.
func once[I, T any](ctx context.Context, r *Resolver, in I, do func(*actions.Actions, context.Context, I, string) (T, error)) (T, []*model.UserError, error) {
	return onceAs(ctx, r, in, func(a *actions.Actions, ctx context.Context, in I, who *model.Viewer) (T, error) {
		return do(a, ctx, in, who.Name)
	})
}

// onceAs is once for verbs that act within what the key reaches.
func onceAs[I, T any](ctx context.Context, r *Resolver, in I, do func(*actions.Actions, context.Context, I, *model.Viewer) (T, error)) (T, []*model.UserError, error) {
	verb := graphql.GetFieldContext(ctx).Field.Name
	who := auth.Viewer(ctx)
	if who == nil {
		who = &model.Viewer{}
	}
	out, err := actions.Once(ctx, r.Actions, idempotent(ctx), who.Name, verb, in, func(a *actions.Actions) (T, error) { return do(a, ctx, in, who) })
	faults, err := userErrors(err)
	return out, faults, err
}

// reaches tells whether who asks acts within an EPCI; whoever sent no key does not.
func reaches(ctx context.Context, epci model.CollectivityID) bool {
	v := auth.Viewer(ctx)
	return v != nil && v.Reaches(epci)
}
