-- $ = department on after
with c as materialized (
  select c.id, c.code, c.name, row_number() over (order by c.name collate "fr-x-icu", c.code) as n from collectivities c
  where c.kind = 'COMMUNE' and c.department_id = (select id from collectivities where kind = 'DEPARTMENT' and code = $1)
    and c.valid_from <= $2::date and (c.valid_to is null or $2::date < c.valid_to)
    and ($3::text is null or (c.name collate "fr-x-icu", c.code) > (substr($3, 7) collate "fr-x-icu", substr($3, 1, 5)))
  order by c.name collate "fr-x-icu", c.code limit 51),
k as materialized (select * from c where n <= 50)
select json_build_object('data', json_build_object('communes', json_build_object(
  'pageInfo', json_build_object('hasNextPage', exists (select from c where n = 51), 'endCursor', (select code || ' ' || name from k order by n desc limit 1)),
  'nodes', (select coalesce(json_agg(x), '[]') from (
    select k.code, k.name,
      (select coalesce(json_agg(y), '[]') from (select t.valid_from as "validFrom", t.valid_to as "validTo", t.code, t.name
        from states t where t.collectivity_id = k.id order by t.valid_from) y) as states,
      (select coalesce(json_agg(y), '[]') from (select m.starts_on as "startsOn", m.ends_on as "endsOn", json_build_object('siren', g.siren, 'name', g.name) as epci
        from memberships m join collectivities g on g.id = m.group_id where m.member_id = k.id order by m.starts_on) y) as memberships,
      (select coalesce(json_agg(y), '[]') from (select s.on_date as on, s.kind, s.from_code as "fromCode", s.to_code as "toCode",
          json_build_object('code', f.code, 'name', f.name) as "from"
        from successions s join collectivities f on f.id = s.from_id where s.to_id = k.id order by s.on_date, s.from_id, s.to_id) y) as predecessors
    from k order by k.n) x))))
