-- $ = on territory.region territory.department territory.epci
with t as materialized (
  select service_id, sum(communes) as n, sum(inhabitants) as inhabitants from coverage_changes
  where on_date <= $1::date and territory_id = (select id from collectivities
    where kind = case when $2::text is not null then 'REGION' when $3::text is not null then 'DEPARTMENT' else 'EPCI' end
      and code = coalesce($2::text, $3::text, $4::text) order by valid_from desc limit 1) group by 1)
select json_build_object('data', json_build_object('services', (select coalesce(json_agg(x), '[]') from (
  select o.code, o.name, json_build_object('code', k.code, 'name', k.name) as category,
    json_build_object('collectivities', coalesce(a.n, 0), 'entitled', coalesce(e.n, 0), 'population', coalesce(a.inhabitants, 0), 'entitledPopulation', coalesce(e.inhabitants, 0)) as coverage
  from offers o join service_categories k on k.id = o.category_id left join t a on a.service_id = 0 left join t e on e.service_id = o.id
  where o.kind = 'SERVICE' and o.available_from <= $1::date and (o.available_to is null or $1::date < o.available_to) order by o.code) x)))
