package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *collectivityConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[model.Collectivity]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *successionResolver) From(ctx context.Context, objs []*model.Succession) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(s *model.Succession) model.CollectivityID { return s.FromID }), r.fields(ctx))
	})
}

func (r *successionResolver) To(ctx context.Context, objs []*model.Succession) ([]model.Collectivity, error) {
	return ahead(ctx, objs, func() ([]model.Collectivity, error) {
		return r.DB.Collectivities(ctx, each(objs, func(s *model.Succession) model.CollectivityID { return s.ToID }), r.fields(ctx))
	})
}

func (r *Resolver) CollectivityConnection() graph.CollectivityConnectionResolver {
	return &collectivityConnectionResolver{r}
}

func (r *Resolver) Succession() graph.SuccessionResolver { return &successionResolver{r} }

type (
	collectivityConnectionResolver struct{ *Resolver }
	successionResolver             struct{ *Resolver }
)
