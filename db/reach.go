package db

import (
	"context"

	"maillage/model"
)

// Reach is a subscription with those who benefit from it on the first day that is asked for.
type Reach struct {
	*model.Subscription
	Beneficiaries []model.CollectivityID
}

// SubscriptionsDuring are the subscriptions in force at some time from one day up to another, the latter out, by key.
func (s *Store) SubscriptionsDuring(ctx context.Context, from, to model.Date) ([]*Reach, error) {
	var list []*Reach
	known := map[model.SubscriptionID]*Reach{}
	r := subscriptions(&text{}, All)
	days := " where starts_on < $2::date and (ends_on is null or $1::date < ends_on and starts_on < ends_on)"
	err := s.query(ctx, "select "+r.columns+" from subscriptions s"+days+" order by s.id", []any{from, to}, r.dest, func() error {
		row := &Reach{Subscription: r.take()}
		known[row.ID], list = row, append(list, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var id model.SubscriptionID
	var who model.CollectivityID
	err = s.query(ctx, `with s as (select id, subscriber_id, scope, requires_acceptance, greatest(starts_on, $1::date) as day from subscriptions`+days+`)
		select s.id, s.subscriber_id from s where s.scope <> 'MEMBERS'
		union all
		select s.id, m.member_id from s join memberships m on m.group_id = s.subscriber_id
		where s.scope <> 'OWN' and `+in("m.starts_on", "m.ends_on", "s.day")+`
		and `+present("s", "m.member_id", "s.day")+`
		order by 1, 2`, []any{from, to}, []any{&id, &who}, func() error {
		known[id].Beneficiaries = append(known[id].Beneficiaries, who)
		return nil
	})
	return list, err
}

// MembersOn are the communes of an EPCI on a day, by key.
func (s *Store) MembersOn(ctx context.Context, epci model.CollectivityID, on model.Date) (ids []model.CollectivityID, err error) {
	var id model.CollectivityID
	err = s.query(ctx, "select m.member_id from memberships m where m.group_id = $1 and "+in("m.starts_on", "m.ends_on", "$2::date")+" order by 1",
		[]any{int64(epci), on}, []any{&id}, func() error {
			ids = append(ids, id)
			return nil
		})
	return ids, err
}

// OfferContents are the offers by key, with their codes and the services that each opens on a day.
func (s *Store) OfferContents(ctx context.Context, on model.Date) (codes map[model.OfferID]string, opens map[model.OfferID][]model.OfferID, err error) {
	codes, opens = map[model.OfferID]string{}, map[model.OfferID][]model.OfferID{}
	var id model.OfferID
	var service *model.OfferID
	var code string
	err = s.query(ctx, "select o.id, o.code, b.service_id from offers o left join offer_services b on b.offer_id = o.id and "+in("b.valid_from", "b.valid_to", "$1::date")+
		" order by o.id, b.service_id", []any{on}, []any{&id, &code, &service}, func() error {
		codes[id] = code
		if service != nil {
			opens[id] = append(opens[id], *service)
		}
		return nil
	})
	return codes, opens, err
}
