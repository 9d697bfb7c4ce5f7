-- $ = siren on
with g as materialized (select id, code, siren, name from collectivities where kind = 'EPCI' and code = $1 order by valid_from desc limit 1),
c as materialized (
  select c.id, c.code, c.name, m.starts_on, c.inhabitants[width_bucket($2::date, c.inhabitants_from)] as value from memberships m join collectivities c on c.id = m.member_id
  where m.group_id = (select id from g) and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on)
    and c.kind = 'COMMUNE' and c.valid_from <= $2::date and (c.valid_to is null or $2::date < c.valid_to)),
k as materialized (select c.*, row_number() over (order by coalesce(value, -1) desc, code) as n from c order by coalesce(value, -1) desc, code limit 100),
s as materialized (
  select s.id, s.subscriber_id, s.offer_id, s.scope, s.starts_on, s.ends_on, s.requires_acceptance, p.siren from subscriptions s join collectivities p on p.id = s.subscriber_id
  where s.starts_on <= $2::date and (s.ends_on is null or $2::date < s.ends_on) and s.subscriber_id = any(array(select id from k union all select id from g))
    and not exists (select from suspensions u where u.subscription_id = s.id and u.starts_on <= $2::date and (u.ends_on is null or $2::date < u.ends_on))),
r as (
  select k.id, 0 as through, s.id as subscription_id, s.offer_id, s.scope, s.siren from k join s on s.subscriber_id = k.id and s.scope <> 'MEMBERS'
  union all
  select k.id, 1, s.id, s.offer_id, s.scope, s.siren from k join s on s.subscriber_id = (select id from g) and s.scope <> 'OWN'
    and not exists (select from exclusions x where x.subscription_id = s.id and x.collectivity_id = k.id
      and x.starts_on <= $2::date and (x.ends_on is null or $2::date < x.ends_on))
    and (not s.requires_acceptance or exists (select from acceptances a where a.subscription_id = s.id and a.collectivity_id = k.id
            and a.starts_on <= $2::date and (a.ends_on is null or $2::date < a.ends_on)))),
h as (
  select r.id, json_agg(json_build_object('service', json_build_object('code', o.code), 'scope', r.scope, 'payer', json_build_object('siren', r.siren))
    order by r.through, r.subscription_id, o.code) as services
  from r join offer_services b on b.offer_id = r.offer_id join offers o on o.id = b.service_id
  where b.valid_from <= $2::date and (b.valid_to is null or $2::date < b.valid_to)
    and o.available_from <= $2::date and (o.available_to is null or $2::date < o.available_to) group by r.id)
select json_build_object('data', json_build_object('epci', (select row_to_json(x) from (
  select 'c' || g.id as id, g.code, g.siren, g.name,
    (select nullif(n.nature, '') from states n where n.collectivity_id = g.id and n.valid_from <= $2::date and (n.valid_to is null or $2::date < n.valid_to)) as nature,
    (select row_to_json(y) from (select p.value, p.census as vintage from populations p
      where p.collectivity_id = g.id and p.kind = 'MUNICIPAL' and p.in_force_to > $2::date and p.in_force_from <= $2::date order by p.in_force_to limit 1) y) as population,
    (select coalesce(json_agg(y), '[]') from (select d.code, d.name from collectivities d where d.id in (
      select c.department_id from memberships m join collectivities c on c.id = m.member_id
      where m.group_id = g.id and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on)) order by d.code) y) as departments,
    (select coalesce(json_agg(y), '[]') from (select 'm' || a.id as id, json_build_object('fullName', p.full_name) as person, a.since
      from mandates a join persons p on p.id = a.person_id
      where a.collectivity_id = g.id and a.role = 'REFERENT' and a.since <= $2::date and (a.until is null or $2::date < a.until) order by a.since, a.id) y) as referents,
    json_build_object(
      'totalCount', (select count(*) from subscriptions s where s.subscriber_id = g.id and (s.ends_on is null or $2::date < s.ends_on)),
      'nodes', (select coalesce(json_agg(y), '[]') from (
        select 's' || s.id as id,
          (select case o.kind when 'SERVICE' then json_build_object('__typename', 'Service', 'code', o.code, 'name', o.name)
            else json_build_object('__typename', 'Bundle', 'code', o.code, 'name', o.name, 'services', (select coalesce(json_agg(z), '[]') from (
              select i.code, i.name from offer_services b join offers i on i.id = b.service_id
              where b.offer_id = o.id and b.valid_from <= current_date and (b.valid_to is null or current_date < b.valid_to) order by i.code) z)) end
            from offers o where o.id = s.offer_id) as offer,
          s.scope, s.starts_on as "startsOn", s.ends_on as "endsOn",
          case when $2::date < s.starts_on then 'ANNOUNCED' when s.ends_on <= $2::date then 'ENDED'
            when exists (select from suspensions u where u.subscription_id = s.id and u.starts_on <= $2::date and (u.ends_on is null or $2::date < u.ends_on)) then 'SUSPENDED' else 'ACTIVE' end as status
        from subscriptions s where s.subscriber_id = g.id and (s.ends_on is null or $2::date < s.ends_on) order by s.id limit 100) y)) as subscriptions,
    json_build_object(
      'totalCount', (select count(*) from c),
      'pageInfo', json_build_object('hasNextPage', (select count(*) > 100 from c), 'endCursor', (select coalesce(value, -1) || ' ' || code from k order by n desc limit 1)),
      'nodes', (select coalesce(json_agg(json_build_object('code', k.code, 'name', k.name,
          'population', case when k.value is not null then json_build_object('value', k.value) end, 'services', coalesce(h.services, '[]')) order by k.n), '[]')
        from k left join h on h.id = k.id)) as members
  from g) x)))
