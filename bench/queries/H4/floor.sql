-- $ = code on territory.region territory.department territory.epci
with o as materialized (select * from offers where kind = 'SERVICE' and code = $1),
u as materialized (
  select s.id, s.subscriber_id, s.scope from subscriptions s join offer_services b on b.offer_id = s.offer_id
  where b.service_id = (select id from o) and s.starts_on <= $2::date and (s.ends_on is null or $2::date < s.ends_on)
    and b.valid_from <= $2::date and (b.valid_to is null or $2::date < b.valid_to)),
t as materialized (
  select service_id, sum(communes) as n, sum(inhabitants) as inhabitants from coverage_changes
  where on_date <= $2::date and territory_id = (select id from collectivities
    where kind = case when $3::text is not null then 'REGION' when $4::text is not null then 'DEPARTMENT' else 'EPCI' end
      and code = coalesce($3::text, $4::text, $5::text) order by valid_from desc limit 1) group by 1)
select json_build_object('data', json_build_object('service', (select row_to_json(x) from (
  select 'o' || o.id as id, o.code, o.name, o.description,
    (select row_to_json(y) from (select k.code, k.name from service_categories k where k.id = o.category_id) y) as category,
    (select coalesce(json_agg(y), '[]') from (select q.code from service_requirements r join offers q on q.id = r.required_id where r.service_id = o.id order by q.code) y) as requires,
    (select coalesce(json_agg(y), '[]') from (select q.code, q.name from offer_services b join offers q on q.id = b.offer_id
      where b.service_id = o.id and q.kind = 'BUNDLE' and b.valid_from <= current_date and (b.valid_to is null or current_date < b.valid_to) order by q.code) y) as bundles,
    (select coalesce(json_agg(y), '[]') from (select i.code, i.label, i.unit, i.definition from service_indicators i where i.service_id = o.id order by i.code) y) as indicators,
    json_build_object('totalCount', (select count(distinct subscriber_id) from u),
      'nodes', (select coalesce(json_agg(y), '[]') from (select b.siren, b.name, b.kind from collectivities b
        where b.id in (select subscriber_id from u) order by b.name collate "fr-x-icu", b.id limit 20) y)) as subscribers,
    (select json_build_object('collectivities', coalesce(sum(n) filter (where service_id = 0), 0), 'entitled', coalesce(sum(n) filter (where service_id = o.id), 0),
      'population', coalesce(sum(inhabitants) filter (where service_id = 0), 0), 'entitledPopulation', coalesce(sum(inhabitants) filter (where service_id = o.id), 0)) from t) as coverage
  from o) x)))
