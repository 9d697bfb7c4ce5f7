-- $ = code on
with d as materialized (select id, code, name from collectivities where kind = 'DEPARTMENT' and code = $1),
g as materialized (
  select g.id, g.siren, g.name, g.code from collectivities g
  where g.kind = 'EPCI' and g.valid_from <= $2::date and (g.valid_to is null or $2::date < g.valid_to) and g.id in (
    select m.group_id from memberships m where m.department_id = (select id from d) and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on))
  order by g.code limit 60),
c as materialized (
  select g.id as group_id, c.* from g cross join lateral (
    select c.id, c.code, c.name, c.inhabitants[width_bucket($2::date, c.inhabitants_from)] as value, m.starts_on from memberships m join collectivities c on c.id = m.member_id
    where m.group_id = g.id and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on)
      and c.valid_from <= $2::date and (c.valid_to is null or $2::date < c.valid_to)
    order by m.member_code limit 20) c),
s as materialized (
  select s.id, s.subscriber_id, s.scope, s.requires_acceptance, greatest(s.starts_on, b.valid_from, o.available_from) as starts_on, o.code,
    json_build_object('code', o.code, 'name', o.name) as service
  from subscriptions s join offer_services b on b.offer_id = s.offer_id join offers o on o.id = b.service_id
  where s.starts_on <= $2::date and (s.ends_on is null or $2::date < s.ends_on) and s.subscriber_id in (select id from g union all select id from c)
    and not exists (select from suspensions u where u.subscription_id = s.id and u.starts_on <= $2::date and (u.ends_on is null or $2::date < u.ends_on))
    and b.valid_from <= $2::date and (b.valid_to is null or $2::date < b.valid_to)
    and o.available_from <= $2::date and (o.available_to is null or $2::date < o.available_to)),
r as (
  select c.id, 0 as through, s.id as subscription_id, s.code, s.scope, s.starts_on as since, s.service
  from c join s on s.subscriber_id = c.id and s.scope <> 'MEMBERS'
  union all
  select c.id, 1, s.id, s.code, s.scope, greatest(s.starts_on, c.starts_on), s.service
  from c join s on s.subscriber_id = c.group_id and s.scope <> 'OWN'
  where not exists (select from exclusions x where x.subscription_id = s.id and x.collectivity_id = c.id
    and x.starts_on <= $2::date and (x.ends_on is null or $2::date < x.ends_on))
    and (not s.requires_acceptance or exists (select from acceptances a where a.subscription_id = s.id and a.collectivity_id = c.id
            and a.starts_on <= $2::date and (a.ends_on is null or $2::date < a.ends_on)))),
h as (select id, json_agg(json_build_object('scope', scope, 'since', since, 'service', service) order by through, subscription_id, code) as services from r group by id),
n as materialized (
  select c.group_id, json_agg(json_build_object('code', c.code, 'name', c.name,
      'population', case when c.value is not null then json_build_object('value', c.value) end,
      'services', coalesce(h.services, '[]')) order by c.code) as nodes
  from c left join h on h.id = c.id group by c.group_id)
select json_build_object('data', json_build_object('department', (select json_build_object('code', d.code, 'name', d.name,
  'epcis', json_build_object('nodes', (select coalesce(json_agg(json_build_object('siren', g.siren, 'name', g.name,
    'members', json_build_object('nodes', coalesce(n.nodes, '[]'))) order by g.code), '[]') from g left join n on n.group_id = g.id))) from d)))
