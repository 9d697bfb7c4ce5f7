package resolvers

import (
	"context"
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
