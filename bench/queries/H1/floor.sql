-- $ = code on
select json_build_object('data', json_build_object('commune', (select row_to_json(x) from (
  select 'c' || c.id as id, c.code, c.siren, c.name, c.kind, c.postal_codes as "postalCodes",
    (select row_to_json(y) from (select p.value, p.census as vintage,
      'INSEE, legal populations in force on ' || p.in_force_from || ', through Etalab decoupage-administratif ' || p.version as source
      from populations p where p.collectivity_id = c.id and p.kind = 'MUNICIPAL' and p.in_force_to > $2::date and p.in_force_from <= $2::date order by p.in_force_to limit 1) y) as municipal,
    (select row_to_json(y) from (select p.value, p.census as vintage,
      'INSEE, legal populations in force on ' || p.in_force_from || ', through Etalab decoupage-administratif ' || p.version as source
      from populations p where p.collectivity_id = c.id and p.kind = 'TOTAL' and p.in_force_to > $2::date and p.in_force_from <= $2::date order by p.in_force_to limit 1) y) as total,
    (select row_to_json(y) from (select d.code, d.name from collectivities d where d.id = c.department_id) y) as department,
    (select row_to_json(y) from (select r.code, r.name from collectivities r where r.id = c.region_id) y) as region,
    case when m.group_id is not null then (select row_to_json(y) from (select g.siren, g.name,
      (select nullif(n.nature, '') from states n where n.collectivity_id = g.id and n.valid_from <= $2::date and (n.valid_to is null or $2::date < n.valid_to)) as nature
      from collectivities g where g.id = m.group_id) y) end as epci,
    (select coalesce(json_agg(json_build_object('service', json_build_object('code', o.code, 'name', o.name), 'scope', s.scope, 'since', greatest(s.since, b.valid_from, o.available_from),
        'payer', json_build_object('__typename', case p.kind when 'COMMUNE' then 'Commune' else p.kind end, 'siren', p.siren, 'name', p.name),
        'subscription', json_build_object('id', 's' || s.id, 'startsOn', s.starts_on, 'endsOn', s.ends_on, 'status', 'ACTIVE')) order by s.through, s.id, o.code), '[]')
      from (
        select s.*, 0 as through, s.starts_on as since from subscriptions s where s.subscriber_id = c.id and s.scope <> 'MEMBERS'
        union all
        select s.*, 1, greatest(s.starts_on, m.starts_on) from subscriptions s where s.subscriber_id = m.group_id and s.scope <> 'OWN'
          and not exists (select from exclusions x where x.subscription_id = s.id and x.collectivity_id = c.id
            and x.starts_on <= $2::date and (x.ends_on is null or $2::date < x.ends_on))
          and (not s.requires_acceptance or exists (select from acceptances a where a.subscription_id = s.id and a.collectivity_id = c.id
            and a.starts_on <= $2::date and (a.ends_on is null or $2::date < a.ends_on)))) s
      join collectivities p on p.id = s.subscriber_id
      join offer_services b on b.offer_id = s.offer_id join offers o on o.id = b.service_id
      where s.starts_on <= $2::date and (s.ends_on is null or $2::date < s.ends_on)
        and not exists (select from suspensions u where u.subscription_id = s.id and u.starts_on <= $2::date and (u.ends_on is null or $2::date < u.ends_on))
        and b.valid_from <= $2::date and (b.valid_to is null or $2::date < b.valid_to)
        and o.available_from <= $2::date and (o.available_to is null or $2::date < o.available_to)) as services
  from states t join collectivities c on c.id = t.collectivity_id and c.kind = 'COMMUNE'
  left join memberships m on m.member_id = c.id and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on)
  where t.code = $1 order by t.valid_from desc limit 1) x)))
