package resolvers

import (
	"context"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *collegeResolver) Region(ctx context.Context, objs []*model.College) ([]*model.Region, error) {
	return r.DB.Regions(ctx, each(objs, func(g *model.College) model.CollectivityID { return g.RegionID }), r.fields(ctx))
}

func (r *collegeResolver) Members(ctx context.Context, objs []*model.College, on *model.Date, first *int, after *string) ([]*model.Connection[*model.CollegeMember], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.MembersOf(ctx, collegeIDs(objs), r.on(on), p, want)
}

func (r *collegeResolver) Delegates(ctx context.Context, objs []*model.College, on *model.Date) ([]int, error) {
	return r.strength(ctx, objs, on, func(g *model.College) int { return g.DelegatesPerMember })
}

func (r *collegeResolver) Voices(ctx context.Context, objs []*model.College, on *model.Date) ([]int, error) {
	return r.strength(ctx, objs, on, func(g *model.College) int { return g.DelegatesPerMember * g.VoicesPerDelegate })
}

func (r *collegeMemberResolver) Collectivity(ctx context.Context, objs []*model.CollegeMember) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(v *model.CollegeMember) model.CollectivityID { return v.CollectivityID }), r.fields(ctx))
}

func (r *collegeMemberResolver) College(ctx context.Context, objs []*model.CollegeMember) ([]*model.College, error) {
	return r.DB.Colleges(ctx, each(objs, func(v *model.CollegeMember) model.CollegeID { return v.CollegeID }))
}

func (r *collegeMemberConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.CollegeMember]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *communeResolver) College(ctx context.Context, objs []*model.Commune, on *model.Date) ([]*model.College, error) {
	return r.colleges(ctx, ids(objs), on)
}

func (r *communeResolver) Voices(ctx context.Context, objs []*model.Commune, on *model.Date) ([]*int, error) {
	return r.voices(ctx, ids(objs), on)
}

func (r *departmentResolver) College(ctx context.Context, objs []*model.Department, on *model.Date) ([]*model.College, error) {
	return r.colleges(ctx, ids(objs), on)
}

func (r *departmentResolver) Voices(ctx context.Context, objs []*model.Department, on *model.Date) ([]*int, error) {
	return r.voices(ctx, ids(objs), on)
}

func (r *ePCIResolver) College(ctx context.Context, objs []*model.EPCI, on *model.Date) ([]*model.College, error) {
	return r.colleges(ctx, ids(objs), on)
}

func (r *ePCIResolver) Voices(ctx context.Context, objs []*model.EPCI, on *model.Date) ([]*int, error) {
	return r.voices(ctx, ids(objs), on)
}

func (r *queryResolver) Colleges(ctx context.Context, on *model.Date) ([]*model.College, error) {
	return r.DB.CollegesOn(ctx, r.on(on))
}

func (r *regionResolver) College(ctx context.Context, objs []*model.Region, on *model.Date) ([]*model.College, error) {
	return r.colleges(ctx, ids(objs), on)
}

func (r *regionResolver) Voices(ctx context.Context, objs []*model.Region, on *model.Date) ([]*int, error) {
	return r.voices(ctx, ids(objs), on)
}

func (r *Resolver) College() graph.CollegeResolver { return &collegeResolver{r} }

func (r *Resolver) CollegeMember() graph.CollegeMemberResolver { return &collegeMemberResolver{r} }

func (r *Resolver) CollegeMemberConnection() graph.CollegeMemberConnectionResolver {
	return &collegeMemberConnectionResolver{r}
}

type (
	collegeResolver                 struct{ *Resolver }
	collegeMemberResolver           struct{ *Resolver }
	collegeMemberConnectionResolver struct{ *Resolver }
)
