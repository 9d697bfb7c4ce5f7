-- $ = code on
select json_build_object('data', json_build_object('commune', (select row_to_json(x) from (
  select c.code, c.name, c.siren, c.postal_codes as "postalCodes",
    (select row_to_json(y) from (select p.value, p.census as vintage from populations p
      where p.collectivity_id = c.id and p.kind = 'MUNICIPAL' and p.in_force_to > $2::date and p.in_force_from <= $2::date order by p.in_force_to limit 1) y) as population,
    (select row_to_json(y) from (select d.code, d.name from collectivities d where d.id = c.department_id) y) as department,
    (select row_to_json(y) from (
      select g.siren, g.name,
        (select nullif(n.nature, '') from states n where n.collectivity_id = g.id and n.valid_from <= $2::date and (n.valid_to is null or $2::date < n.valid_to)) as nature,
        json_build_object('nodes', (select coalesce(json_agg(z), '[]') from (
          select 's' || s.id as id, s.scope, s.starts_on as "startsOn", s.ends_on as "endsOn",
            (select row_to_json(w) from (select o.code, o.name from offers o where o.id = s.offer_id) w) as offer
          from subscriptions s where s.subscriber_id = g.id and (s.ends_on is null or $2::date < s.ends_on) order by s.id limit 20) z)) as subscriptions
      from memberships m join collectivities g on g.id = m.group_id
      where m.member_id = c.id and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on)) y) as epci
  from states t join collectivities c on c.id = t.collectivity_id and c.kind = 'COMMUNE'
  where t.code = $1 and t.valid_from <= $2::date and (t.valid_to is null or $2::date < t.valid_to) order by t.valid_from desc limit 1) x)))
