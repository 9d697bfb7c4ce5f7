package db

import (
	"context"
	"time"

	"maillage/model"
)

func campaigns() reader[*model.Campaign] {
	return row("k.id, k.year, k.status, k.minimum, k.fingerprint, k.cases, k.done, k.total, k.opened_by, k.opened_at, k.computed_by, k.computed_at, "+
		"k.validated_by, k.validated_at, k.issued_at, k.closed_at", func(c *model.Campaign) []any {
		return []any{&c.ID, &c.Year, &c.Status, (*int64)(&c.Minimum), &c.Fingerprint, &c.Cases, &c.Done, (*int64)(&c.Total), &c.OpenedBy, &c.OpenedAt, &c.ComputedBy, &c.ComputedAt,
			&c.ValidatedBy, &c.ValidatedAt, &c.IssuedAt, &c.ClosedAt}
	})
}

func (s *Store) campaigns(ctx context.Context, tail string, args ...any) (list []*model.Campaign, err error) {
	r := campaigns()
	err = s.query(ctx, "select "+r.columns+" from campaigns k "+tail, args, r.dest, func() error {
		list = append(list, r.take())
		return nil
	})
	return list, err
}

func (s *Store) campaign(ctx context.Context, tail string, args ...any) (*model.Campaign, error) {
	list, err := s.campaigns(ctx, tail, args...)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// AllCampaigns are the calls, latest year first.
func (s *Store) AllCampaigns(ctx context.Context) ([]*model.Campaign, error) {
	return s.campaigns(ctx, "order by k.year desc")
}

// CampaignOf is the call of a year, nil where none was opened.
func (s *Store) CampaignOf(ctx context.Context, year int) (*model.Campaign, error) {
	return s.campaign(ctx, "where k.year = $1", year)
}

// LockCampaign is the call of a year, which nobody else changes before the transaction ends.
func (s *Store) LockCampaign(ctx context.Context, year int) (*model.Campaign, error) {
	return s.campaign(ctx, "where k.year = $1 for update", year)
}

// Campaigns are the calls of these keys, each at its place.
func (s *Store) Campaigns(ctx context.Context, ids []model.CampaignID) ([]*model.Campaign, error) {
	found := map[model.CampaignID]*model.Campaign{}
	list, err := s.campaigns(ctx, "where k.id = any($1)", keys(distinct(ids)))
	for _, c := range list {
		found[c.ID] = c
	}
	return ordered(ids, found), err
}

// CampaignInputs is what opening a call froze.
func (s *Store) CampaignInputs(ctx context.Context, id model.CampaignID) (inputs []byte, err error) {
	err = s.query(ctx, "select inputs from campaigns where id = $1", []any{int64(id)}, []any{&inputs}, func() error { return nil })
	return inputs, err
}

// InterruptedCampaigns are the calls whose computation began and did not end, by year.
func (s *Store) InterruptedCampaigns(ctx context.Context) ([]*model.Campaign, error) {
	return s.campaigns(ctx, "where k.status = 'DRAFT' and k.computed_by is not null order by k.year")
}

// ChangeCampaign writes where a call stands; its inputs stay as they were frozen.
func (s *Store) ChangeCampaign(ctx context.Context, c *model.Campaign) error {
	_, err := s.NewUpdate().Model(c).ExcludeColumn("inputs", "year", "fingerprint", "cases", "opened_by", "opened_at", "minimum").WherePK().Exec(ctx)
	return explain(err)
}

// DiscardCampaign deletes a call with all that was computed for it.
func (s *Store) DiscardCampaign(ctx context.Context, id model.CampaignID) error {
	_, err := s.NewDelete().Model((*model.Campaign)(nil)).Where("id = ?", id).Exec(ctx)
	return explain(err)
}

// PayersOf is how many owe something in each call.
func (s *Store) PayersOf(ctx context.Context, ids []model.CampaignID) ([]int, error) {
	found := map[model.CampaignID]int{}
	var id model.CampaignID
	var n int
	err := s.query(ctx, "select campaign_id, count(*) from dues where campaign_id = any($1) group by 1", []any{keys(distinct(ids))}, []any{&id, &n}, func() error {
		found[id] = n
		return nil
	})
	return ordered(ids, found), err
}

// AnomaliesOf is a page of the anomalies of each call: open ones first, then by key.
func (s *Store) AnomaliesOf(ctx context.Context, calls []model.CampaignID, open *bool, page model.Page, want Fields) ([]*model.CampaignAnomalyConnection, error) {
	e := Edge{Arguments: Arguments{First: page.First}, Fields: want}
	return pages(ctx, s, question{}, calls, e, pager[*model.CampaignAnomaly]{page, None, callAnomalies, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: "campaign_anomalies a", row: "a", parent: "a.campaign_id", order: order{name: "anomaly"}}
		l.order.by("(a.reason is not null)::int", "int", "settled", model.DirectionAsc)
		l.order.by("a.id", "bigint", "id", model.DirectionAsc)
		if open != nil && *open {
			l.also("a.reason is null")
		} else if open != nil {
			l.also("a.reason is not null")
		}
		return l
	}})
}

func callAnomalies(*text, Fields) reader[*model.CampaignAnomaly] {
	return row("a.id, a.campaign_id, a.code, a.message, coalesce(a.collectivity_id, 0), a.reason", func(a *model.CampaignAnomaly) []any {
		return []any{&a.ID, &a.CampaignID, &a.Code, &a.Message, &a.CollectivityID, &a.Reason}
	})
}

// LockAnomaly is the anomaly of a key with its call, which nobody else changes before the transaction ends; nil where there is none.
func (s *Store) LockAnomaly(ctx context.Context, id model.AnomalyID) (*model.CampaignAnomaly, *model.Campaign, error) {
	a, err := one(ctx, s, question{}, "a", None, func(t *text, e Edge) (reader[*model.CampaignAnomaly], string) {
		return callAnomalies(t, e.Fields), "from campaign_anomalies a where a.id = " + t.given(0) + " for update"
	}, int64(id))
	if err != nil || a == nil {
		return nil, nil, err
	}
	c, err := s.campaign(ctx, "where k.id = $1 for update", int64(a.CampaignID))
	return a, c, err
}

// SettleAnomaly writes why an anomaly may stand.
func (s *Store) SettleAnomaly(ctx context.Context, a *model.CampaignAnomaly, by string, at time.Time) error {
	_, err := s.ExecContext(ctx, "update campaign_anomalies set reason = ?, settled_by = ?, settled_at = ? where id = ?", *a.Reason, by, at, a.ID)
	return explain(err)
}

// OpenAnomalies is how many anomalies of a call nobody has settled.
func (s *Store) OpenAnomalies(ctx context.Context, id model.CampaignID) (n int, err error) {
	err = s.query(ctx, "select count(*) from campaign_anomalies where campaign_id = $1 and reason is null", []any{int64(id)}, []any{&n}, func() error { return nil })
	return n, err
}
