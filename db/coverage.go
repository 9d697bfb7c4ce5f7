package db

import (
	"context"

	"maillage/model"
)

// Territory is one territory by its code: what a coverage is measured over.
type Territory struct {
	Kind model.CollectivityKind // REGION, DEPARTMENT or EPCI
	Code string
}

// CoverageOf is how much of a territory may use each service on a day.
func (s *Store) CoverageOf(ctx context.Context, services []model.OfferID, over Territory, on model.Date) ([]*model.Coverage, error) {
	day := "$3::date"
	place := map[model.CollectivityKind]string{
		model.CollectivityKindRegion:     "c.region_id = (select id from collectivities where kind = 'REGION' and code = $2)",
		model.CollectivityKindDepartment: "c.department_id = (select id from collectivities where kind = 'DEPARTMENT' and code = $2)",
		model.CollectivityKindEPCI: "c.id in (select m.member_id from memberships m join collectivities g on g.id = m.group_id where g.kind = 'EPCI' and g.code = $2 and " +
			in("m.starts_on", "m.ends_on", day) + ")",
	}[over.Kind]
	var id model.OfferID
	var c model.Coverage
	found := map[model.OfferID]*model.Coverage{}
	err := s.query(ctx, `with c as materialized (select c.id, coalesce(i.value, 0) as inhabitants from collectivities c `+population(day)+`
			where c.kind = 'COMMUNE' and `+in("c.valid_from", "c.valid_to", day)+` and `+place+`),
		h as (select distinct b.service_id, h.beneficiary_id from (`+holders(day)+`) h join offer_services b on b.offer_id = h.offer_id
			join offers o on o.id = b.service_id and `+in("o.available_from", "o.available_to", day)+`
			where b.service_id = any($1) and `+in("b.valid_from", "b.valid_to", day)+`),
		t as (select count(*) as n, coalesce(sum(inhabitants), 0) as inhabitants from c),
		e as (select h.service_id, count(*) as n, sum(c.inhabitants) as inhabitants from h join c on c.id = h.beneficiary_id group by 1)
		select o.id, t.n, coalesce(e.n, 0), t.inhabitants, coalesce(e.inhabitants, 0) from t cross join unnest($1::bigint[]) o(id) left join e on e.service_id = o.id`,
		[]any{keys(distinct(services)), over.Code, on},
		[]any{&id, &c.Collectivities, &c.Entitled, &c.Population, &c.EntitledPopulation}, func() error {
			full := c
			found[id] = &full
			return nil
		})
	return ordered(services, found), err
}
