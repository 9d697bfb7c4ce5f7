-- $ = region on
with c as materialized (
  select c.id, c.code, c.name, c.department_id, c.inhabitants[width_bucket($2::date, c.inhabitants_from)] as value
  from collectivities c
  where c.kind = 'COMMUNE' and c.region_id = (select id from collectivities where kind = 'REGION' and code = $1)
    and c.valid_from <= $2::date and (c.valid_to is null or $2::date < c.valid_to))
select json_build_object('data', json_build_object('communes', json_build_object(
  'totalCount', (select count(*) from c),
  'nodes', (select coalesce(json_agg(x), '[]') from (
    select c.code, c.name, case when c.value is not null then json_build_object('value', c.value) end as population,
      (select row_to_json(y) from (select g.siren, g.name from memberships m join collectivities g on g.id = m.group_id
        where m.member_id = c.id and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on)) y) as epci,
      (select row_to_json(y) from (select d.code, d.name from collectivities d where d.id = c.department_id) y) as department
    from (select * from c order by coalesce(value, -1) desc, code limit 100) c order by coalesce(c.value, -1) desc, c.code) x))))
