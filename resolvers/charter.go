package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/graph"
	"maillage/model"
)

func (r *charterResolver) Goals(ctx context.Context, objs []*model.Charter) ([][]*model.CharterGoal, error) {
	return r.DB.GoalsOf(ctx, each(objs, func(c *model.Charter) model.CharterID { return c.ID }), r.fields(ctx))
}

func (r *charterGoalResolver) Service(ctx context.Context, objs []*model.CharterGoal) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(g *model.CharterGoal) model.OfferID { return g.ServiceID }), r.fields(ctx))
	})
}

func (r *communeResolver) Charter(ctx context.Context, objs []*model.Commune, on *model.Date) ([]*model.Charter, error) {
	return r.DB.ChartersOf(ctx, ids(objs), r.on(on))
}

func (r *communeResolver) Opinions(ctx context.Context, objs []*model.Commune, on *model.Date) ([][]*model.Opinion, error) {
	return r.DB.OpinionsOf(ctx, ids(objs), r.on(on), r.fields(ctx))
}

func (r *mutationResolver) SignCharter(ctx context.Context, input model.SignCharterInput) (*model.SignCharterPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).SignCharter)
	return &model.SignCharterPayload{Charter: row, Errors: faults}, err
}

func (r *mutationResolver) RecordOpinion(ctx context.Context, input model.RecordOpinionInput) (*model.RecordOpinionPayload, error) {
	row, faults, err := onceAs(ctx, r.Resolver, input, (*actions.Actions).RecordOpinion)
	return &model.RecordOpinionPayload{Opinion: row, Errors: faults}, err
}

func (r *opinionResolver) Service(ctx context.Context, objs []*model.Opinion) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(o *model.Opinion) model.OfferID { return o.ServiceID }), r.fields(ctx))
	})
}

func (r *opinionResolver) Comment(ctx context.Context, objs []*model.Opinion) ([]*string, error) {
	epcis, err := r.DB.EPCIAround(ctx, each(objs, func(o *model.Opinion) model.CollectivityID { return o.CollectivityID }), r.on(nil))
	out := make([]*string, len(objs))
	for i, o := range objs {
		if err == nil && reaches(ctx, epcis[i]) {
			out[i] = o.Comment
		}
	}
	return out, err
}

func (r *Resolver) Charter() graph.CharterResolver { return &charterResolver{r} }

func (r *Resolver) CharterGoal() graph.CharterGoalResolver { return &charterGoalResolver{r} }

func (r *Resolver) Opinion() graph.OpinionResolver { return &opinionResolver{r} }

type (
	charterResolver     struct{ *Resolver }
	charterGoalResolver struct{ *Resolver }
	opinionResolver     struct{ *Resolver }
)
