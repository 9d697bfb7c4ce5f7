package resolvers

import (
	"context"
	"maillage/graph"
	"maillage/model"
)

func (r *ePCIResolver) Worklist(ctx context.Context, objs []*model.EPCI, on *model.Date, reasons []model.WorklistReason, first *int, after *string) ([]*model.Connection[*model.WorklistItem], error) {
	p, _, row, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	all, err := r.DB.WorklistOf(ctx, ids(objs), r.on(on), reasons, row)
	if err != nil {
		return nil, err
	}
	pages := make([]*model.Connection[*model.WorklistItem], len(objs))
	for i, list := range all {
		if pages[i], err = window(list, "worklist", p); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func (r *worklistItemResolver) Commune(ctx context.Context, objs []*model.WorklistItem) ([]*model.Commune, error) {
	return ahead(ctx, objs, func() ([]*model.Commune, error) {
		bodies, err := r.DB.Collectivities(ctx, each(objs, func(w *model.WorklistItem) model.CollectivityID { return w.CommuneID }), r.fields(ctx))
		return each(bodies, func(b model.Collectivity) *model.Commune { return b.(*model.Commune) }), err
	})
}

func (r *worklistItemResolver) Service(ctx context.Context, objs []*model.WorklistItem) ([]*model.Service, error) {
	return ahead(ctx, objs, func() ([]*model.Service, error) {
		return r.DB.Services(ctx, each(objs, func(w *model.WorklistItem) model.OfferID { return w.ServiceID }), r.fields(ctx))
	})
}

func (r *worklistItemConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.WorklistItem]) ([]int, error) {
	return totals(objs), nil
}

func (r *Resolver) WorklistItem() graph.WorklistItemResolver { return &worklistItemResolver{r} }

func (r *Resolver) WorklistItemConnection() graph.WorklistItemConnectionResolver {
	return &worklistItemConnectionResolver{r}
}

type (
	worklistItemResolver           struct{ *Resolver }
	worklistItemConnectionResolver struct{ *Resolver }
)
