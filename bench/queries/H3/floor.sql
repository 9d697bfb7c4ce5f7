-- $ = filter.region.eq filter.population.gte filter.population.lt filter.name.contains first on
with c as materialized (
  select c.id, c.code, c.name, c.department_id, p.value
  from collectivities c cross join lateral (select c.inhabitants[width_bucket($6::date, c.inhabitants_from)] as value) p
  where c.kind = 'COMMUNE' and c.region_id = (select id from collectivities where kind = 'REGION' and code = $1)
    and c.valid_from <= $6::date and (c.valid_to is null or $6::date < c.valid_to)
    and (c.search || '') like '%' || $4 || '%' and p.value >= $2::int and p.value < $3::int),
k as materialized (select c.*, row_number() over (order by value desc, code) as n from c order by value desc, code limit $5::int)
select json_build_object('data', json_build_object('communes', json_build_object(
  'totalCount', (select count(*) from c),
  'pageInfo', json_build_object('hasNextPage', (select count(*) > $5::int from c), 'endCursor', (select value || ' ' || code from k order by n desc limit 1)),
  'edges', (select coalesce(json_agg(x), '[]') from (
    select k.value || ' ' || k.code as cursor, json_build_object('code', k.code, 'name', k.name, 'population', json_build_object('value', k.value),
      'epci', (select row_to_json(y) from (select g.siren, g.name from memberships m join collectivities g on g.id = m.group_id
        where m.member_id = k.id and m.starts_on <= $6::date and (m.ends_on is null or $6::date < m.ends_on)) y),
      'department', (select row_to_json(y) from (select d.code, d.name from collectivities d where d.id = k.department_id) y)) as node
    from k order by k.n) x))))
