package resolvers

import (
	"context"
	"maillage/db"
	"maillage/model"
)

func (r *campaignResolver) Export(ctx context.Context, objs []*model.Campaign, format model.ExportFormat) ([]string, error) {
	return each(objs, func(c *model.Campaign) string { return r.Office.Dues(c.Year, format) }), nil
}

func (r *dueResolver) Statement(ctx context.Context, objs []*model.Due) ([]string, error) {
	calls, err := r.DB.Campaigns(ctx, each(objs, func(d *model.Due) model.CampaignID { return d.CampaignID }))
	if err != nil {
		return nil, err
	}
	paths := make([]string, len(objs))
	for i, d := range objs {
		paths[i] = r.Office.Statement(calls[i].Year, d.PayerID)
	}
	return paths, nil
}

func (r *evaluationResolver) Report(ctx context.Context, objs []*model.Evaluation) ([]string, error) {
	return each(objs, r.Office.Report), nil
}

func (r *stakeResolver) Page(ctx context.Context, objs []*model.Stake) ([]string, error) {
	bodies, err := r.DB.Collectivities(ctx, each(objs, func(s *model.Stake) model.CollectivityID { return s.CommuneID }), db.All)
	if err != nil {
		return nil, err
	}
	paths := make([]string, len(objs))
	for i, s := range objs {
		paths[i] = r.Office.Stake(s, bodies[i].Base().Code)
	}
	return paths, nil
}
