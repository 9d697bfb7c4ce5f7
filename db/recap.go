package db

import (
	"context"
	"time"

	"maillage/model"
)

// IssuedCampaign is the call of a year once it is issued, nil before.
func (s *Store) IssuedCampaign(ctx context.Context, year int) (*model.Campaign, error) {
	return s.campaign(ctx, "where k.year = $1 and k.status in ('ISSUED', 'CLOSED')", year)
}

// Recaps are what each of these EPCI subscribed to and owes in a call, with those who benefit, by name; one that the call does
// not concern has none.
func (s *Store) Recaps(ctx context.Context, call *model.Campaign, epcis []model.CollectivityID) (map[model.CollectivityID]*model.Recap, error) {
	found := map[model.CollectivityID]*model.Recap{}
	of := func(id model.CollectivityID) *model.Recap {
		if found[id] == nil {
			found[id] = &model.Recap{Year: call.Year, IssuedOn: *call.IssuedOn(), Offers: []*model.RecapOffer{}, Beneficiaries: []*model.RecapBeneficiary{}}
		}
		return found[id]
	}
	some := keys(distinct(epcis))
	var id model.CollectivityID
	var o model.RecapOffer
	err := s.query(ctx, `select c.subscriber_id, c.offer, c.scope, c.total, (select count(*) from imputations i where i.campaign_id = c.campaign_id and i.place = c.place)
		from contributions c where c.campaign_id = $1 and c.subscriber_id = any($2) order by c.place`, []any{int64(call.ID), some},
		[]any{&id, &o.Code, &o.Scope, &o.Total, &o.Beneficiaries}, func() error {
			row := o
			of(id).Offers = append(of(id).Offers, &row)
			return nil
		})
	if err != nil {
		return nil, err
	}
	var b model.RecapBeneficiary
	err = s.query(ctx, `select c.subscriber_id, i.beneficiary_id, b.code, coalesce(`+inhabitants("b", "$3::date")+`, 0), sum(i.imputed)::bigint, case when count(*) = count(i.standalone) then sum(i.standalone)::bigint end
		from contributions c join imputations i on i.campaign_id = c.campaign_id and i.place = c.place join collectivities b on b.id = i.beneficiary_id
		where c.campaign_id = $1 and c.subscriber_id = any($2) group by 1, 2, 3, 4, b.name, b.id order by b.name collate "fr-x-icu", b.id`,
		[]any{int64(call.ID), some, model.NewDate(call.Year, time.January, 1)}, []any{&id, &b.CollectivityID, &b.Code, &b.Inhabitants, (*int64)(&b.Imputed), &b.Standalone}, func() error {
			row := b
			of(id).Beneficiaries = append(of(id).Beneficiaries, &row)
			return nil
		})
	if err != nil {
		return nil, err
	}
	var owed int64
	var number *int
	err = s.query(ctx, "select payer_id, amount, number from dues where campaign_id = $1 and payer_id = any($2)", []any{int64(call.ID), some}, []any{&id, &owed, &number}, func() error {
		of(id).Owed, of(id).Number = model.Euro(owed), number
		return nil
	})
	return found, err
}

// RebillingsOf are how these EPCI share what they owe for a year; who bears all itself has none.
func (s *Store) RebillingsOf(ctx context.Context, epcis []model.CollectivityID, year int) (map[model.CollectivityID]*model.Rebilling, error) {
	found := map[model.CollectivityID]*model.Rebilling{}
	var id model.CollectivityID
	var r model.Rebilling
	err := s.query(ctx, "select distinct on (epci_id) epci_id, key, trim_scale(percent), from_year, deliberation_number, "+days("deliberation_date")+` from rebillings
		where epci_id = any($1) and from_year <= $2 order by epci_id, from_year desc, id desc`, []any{keys(distinct(epcis)), year},
		[]any{&id, &r.Key, &r.Percent, &r.FromYear, &r.DeliberationNumber, &r.DeliberationDate}, func() error {
			if r.Percent.Sign() > 0 {
				row := r
				found[id] = &row
			}
			return nil
		})
	return found, err
}

// AddRebilling records how an EPCI shares what it owes.
func (s *Store) AddRebilling(ctx context.Context, epci model.CollectivityID, r *model.Rebilling, by string, at time.Time) error {
	_, err := s.ExecContext(ctx, "insert into rebillings (epci_id, from_year, key, percent, deliberation_number, deliberation_date, recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
		epci, r.FromYear, r.Key, r.Percent.String(), r.DeliberationNumber, r.DeliberationDate, by, at)
	return explain(err)
}
