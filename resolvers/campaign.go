package resolvers

import (
	"context"
	"maillage/actions"
	"maillage/db"
	"maillage/graph"
	"maillage/model"
)

func (r *campaignResolver) Payers(ctx context.Context, objs []*model.Campaign) ([]int, error) {
	return r.DB.PayersOf(ctx, each(objs, func(c *model.Campaign) model.CampaignID { return c.ID }))
}

func (r *campaignResolver) Dues(ctx context.Context, objs []*model.Campaign, first *int, after *string, orderBy *model.DueOrder) ([]*model.Connection[*model.Due], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.DuesOf(ctx, each(objs, func(c *model.Campaign) model.CampaignID { return c.ID }), orderBy, p, want)
}

func (r *campaignResolver) Due(ctx context.Context, objs []*model.Campaign, payer string) ([]*model.Due, error) {
	return r.DB.DuesOfPayer(ctx, each(objs, func(c *model.Campaign) model.CampaignID { return c.ID }), payer)
}

func (r *campaignResolver) Anomalies(ctx context.Context, objs []*model.Campaign, first *int, after *string, open *bool) ([]*model.Connection[*model.CampaignAnomaly], error) {
	p, want, _, err := r.page(ctx, first, after)
	if err != nil {
		return nil, err
	}
	return r.DB.AnomaliesOf(ctx, each(objs, func(c *model.Campaign) model.CampaignID { return c.ID }), open, p, want)
}

func (r *campaignAnomalyResolver) Collectivity(ctx context.Context, objs []*model.CampaignAnomaly) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(a *model.CampaignAnomaly) model.CollectivityID { return a.CollectivityID }), r.fields(ctx))
}

func (r *campaignAnomalyConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.CampaignAnomaly]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *dueResolver) Campaign(ctx context.Context, objs []*model.Due) ([]*model.Campaign, error) {
	return r.DB.Campaigns(ctx, each(objs, func(d *model.Due) model.CampaignID { return d.CampaignID }))
}

func (r *dueResolver) Payer(ctx context.Context, objs []*model.Due) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(d *model.Due) model.CollectivityID { return d.PayerID }), r.fields(ctx))
}

func (r *dueResolver) Lines(ctx context.Context, objs []*model.Due) ([][]*model.DueLine, error) {
	return r.DB.LinesOf(ctx, dueIDs(objs))
}

func (r *dueResolver) CreditNotes(ctx context.Context, objs []*model.Due) ([][]*model.CreditNote, error) {
	return r.DB.CreditNotesOf(ctx, dueIDs(objs))
}

func (r *dueResolver) Payments(ctx context.Context, objs []*model.Due) ([][]*model.Payment, error) {
	return r.DB.PaymentsOf(ctx, dueIDs(objs))
}

func (r *dueResolver) Balance(ctx context.Context, objs []*model.Due) ([]model.Euro, error) {
	return r.DB.BalancesOf(ctx, dueIDs(objs))
}

func (r *dueConnectionResolver) TotalCount(ctx context.Context, objs []*model.Connection[*model.Due]) ([]int, error) {
	return db.Totals(ctx, r.DB, objs)
}

func (r *dueLineResolver) Rule(ctx context.Context, objs []*model.DueLine) ([]*model.ContributionRule, error) {
	return r.DB.Rules(ctx, each(objs, func(l *model.DueLine) model.RuleID { return l.RuleID }))
}

func (r *dueLineResolver) Beneficiary(ctx context.Context, objs []*model.DueLine) ([]model.Collectivity, error) {
	return r.DB.Collectivities(ctx, each(objs, func(l *model.DueLine) model.CollectivityID { return l.BeneficiaryID }), r.fields(ctx))
}

func (r *mutationResolver) OpenCampaign(ctx context.Context, input model.OpenCampaignInput) (*model.OpenCampaignPayload, error) {
	call, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).OpenCampaign)
	return &model.OpenCampaignPayload{Campaign: call, Errors: faults}, err
}

func (r *mutationResolver) ComputeCampaign(ctx context.Context, input model.ComputeCampaignInput) (*model.ComputeCampaignPayload, error) {
	call, err := r.Actions.ComputeCampaign(ctx, input.Year, by(ctx))
	faults, err := userErrors(err)
	return &model.ComputeCampaignPayload{Campaign: call, Errors: faults}, err
}

func (r *mutationResolver) DiscardCampaign(ctx context.Context, input model.DiscardCampaignInput) (*model.DiscardCampaignPayload, error) {
	err := r.Actions.DiscardCampaign(ctx, input.Year)
	payload := &model.DiscardCampaignPayload{}
	if err == nil {
		payload.Year = &input.Year
	}
	payload.Errors, err = userErrors(err)
	return payload, err
}

func (r *mutationResolver) SettleAnomaly(ctx context.Context, input model.SettleAnomalyInput) (*model.SettleAnomalyPayload, error) {
	row, err := r.Actions.SettleAnomaly(ctx, input, by(ctx))
	faults, err := userErrors(err)
	return &model.SettleAnomalyPayload{Anomaly: row, Errors: faults}, err
}

func (r *mutationResolver) ValidateCampaign(ctx context.Context, input model.ValidateCampaignInput) (*model.ValidateCampaignPayload, error) {
	call, err := r.Actions.ValidateCampaign(ctx, input.Year, by(ctx))
	faults, err := userErrors(err)
	return &model.ValidateCampaignPayload{Campaign: call, Errors: faults}, err
}

func (r *mutationResolver) IssueCampaign(ctx context.Context, input model.IssueCampaignInput) (*model.IssueCampaignPayload, error) {
	call, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).IssueCampaign)
	return &model.IssueCampaignPayload{Campaign: call, Errors: faults}, err
}

func (r *mutationResolver) CloseCampaign(ctx context.Context, input model.CloseCampaignInput) (*model.CloseCampaignPayload, error) {
	call, err := r.Actions.CloseCampaign(ctx, input.Year)
	faults, err := userErrors(err)
	return &model.CloseCampaignPayload{Campaign: call, Errors: faults}, err
}

func (r *mutationResolver) RecordPayment(ctx context.Context, input model.RecordPaymentInput) (*model.RecordPaymentPayload, error) {
	due, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).RecordPayment)
	return &model.RecordPaymentPayload{Due: due, Errors: faults}, err
}

func (r *mutationResolver) CreditDue(ctx context.Context, input model.CreditDueInput) (*model.CreditDuePayload, error) {
	due, faults, err := once(ctx, r.Resolver, input, (*actions.Actions).CreditDue)
	return &model.CreditDuePayload{Due: due, Errors: faults}, err
}

func (r *queryResolver) Campaign(ctx context.Context, year int) (*model.Campaign, error) {
	return r.DB.CampaignOf(ctx, year)
}

func (r *queryResolver) Campaigns(ctx context.Context) ([]*model.Campaign, error) {
	return r.DB.AllCampaigns(ctx)
}

func (r *Resolver) Campaign() graph.CampaignResolver { return &campaignResolver{r} }

func (r *Resolver) CampaignAnomaly() graph.CampaignAnomalyResolver {
	return &campaignAnomalyResolver{r}
}

func (r *Resolver) CampaignAnomalyConnection() graph.CampaignAnomalyConnectionResolver {
	return &campaignAnomalyConnectionResolver{r}
}

func (r *Resolver) Due() graph.DueResolver { return &dueResolver{r} }

func (r *Resolver) DueConnection() graph.DueConnectionResolver { return &dueConnectionResolver{r} }

func (r *Resolver) DueLine() graph.DueLineResolver { return &dueLineResolver{r} }

type (
	campaignResolver                  struct{ *Resolver }
	campaignAnomalyResolver           struct{ *Resolver }
	campaignAnomalyConnectionResolver struct{ *Resolver }
	dueResolver                       struct{ *Resolver }
	dueConnectionResolver             struct{ *Resolver }
	dueLineResolver                   struct{ *Resolver }
)
