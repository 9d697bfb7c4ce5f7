-- $ = code on
select json_build_object('data', json_build_object('department', (select row_to_json(x) from (
  select d.code, json_build_object('nodes', (select coalesce(json_agg(y), '[]') from (
    select g.siren, g.name, json_build_object('nodes', (select coalesce(json_agg(z), '[]') from (
      select c.code, c.name, json_build_object('nodes', (select coalesce(json_agg(w), '[]') from (
        select 's' || s.id as id, s.scope, s.starts_on as "startsOn", s.ends_on as "endsOn",
          case when $2::date < s.starts_on then 'ANNOUNCED' when s.ends_on <= $2::date then 'ENDED'
            when exists (select from suspensions u where u.subscription_id = s.id and u.starts_on <= $2::date and (u.ends_on is null or $2::date < u.ends_on)) then 'SUSPENDED' else 'ACTIVE' end as status,
          case when s.deliberation_number is not null then json_build_object('number', s.deliberation_number, 'date', s.deliberation_date) end as deliberation,
          (select row_to_json(o) from (select o.code, o.name from offers o where o.id = s.offer_id) o) as offer
        from subscriptions s where s.subscriber_id = c.id order by s.id limit 20) w)) as subscriptions
      from memberships m join collectivities c on c.id = m.member_id
      where m.group_id = g.id and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on)
        and c.valid_from <= $2::date and (c.valid_to is null or $2::date < c.valid_to)
      order by m.member_code limit 20) z)) as members
    from collectivities g
    where g.kind = 'EPCI' and g.valid_from <= $2::date and (g.valid_to is null or $2::date < g.valid_to) and g.id in (
      select m.group_id from memberships m where m.department_id = d.id and m.starts_on <= $2::date and (m.ends_on is null or $2::date < m.ends_on))
    order by g.code limit 10) y)) as epcis
  from collectivities d where d.kind = 'DEPARTMENT' and d.code = $1) x)))
