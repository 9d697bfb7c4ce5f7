-- What a user of PostGraphile would add to these tables: views with the names of the graph, and one function for each
-- field that takes a date. Functions are plain SQL and stable, so that PostgreSQL can inline them.
drop schema if exists peer cascade;
create schema peer;

create view peer.region as select id as key, code, name from collectivities where kind = 'REGION';
create view peer.department as select id as key, code, name, region_id as region_key from collectivities where kind = 'DEPARTMENT';
create view peer.epci as select id as key, 'c' || id as id, code, siren, name from collectivities where kind = 'EPCI';
create view peer.commune as select id as key, 'c' || id as id, code, siren, name, kind, postal_codes,
  department_id as department_key, region_id as region_key from collectivities where kind = 'COMMUNE';
create view peer.body as select id as key, code, siren, name, kind,
  case kind when 'COMMUNE' then 'Commune' when 'EPCI' then 'EPCI' when 'DEPARTMENT' then 'Department' when 'REGION' then 'Region' else 'PublicBody' end as typename
  from collectivities;
create view peer.state as select collectivity_id as body_key, valid_from, valid_to, code, name from states;
create view peer.membership as select member_id as member_key, group_id as group_key, starts_on, ends_on from memberships;
create view peer.succession as select on_date, kind, from_id as from_key, to_id as to_key, from_code, to_code from successions;
create view peer.category as select id as key, code, name from service_categories;
create view peer.offer as select id as key, code, name from offers;
create view peer.service as select id as key, 'o' || id as id, code, name, description, category_id as category_key from offers where kind = 'SERVICE';
-- The offer once more, as the interface that it is: only who asks for the type pays for it.
create view peer.product as select id as key, kind, code, name from offers;
create view peer.indicator as select service_id as service_key, code, label, unit, definition from service_indicators;
create view peer.person as select id as key, full_name from persons;
create view peer.mandate as select id as key, 'm' || id as id, person_id as person_key, collectivity_id as body_key, role, since, until from mandates;
create type peer.deliberation as (number text, date date);
create view peer.subscription as select id as key, 's' || id as id, subscriber_id as subscriber_key, offer_id as offer_key, scope, starts_on, ends_on,
  case when deliberation_number is not null then row(deliberation_number, deliberation_date)::peer.deliberation end as deliberation from subscriptions;
create type peer.population as (value int, vintage int, source text);
create type peer.coverage as (collectivities bigint, entitled bigint, population bigint, entitled_population bigint);
-- A right to use a service; the rows come from commune_services alone.
create view peer.entitlement as select 0::bigint as body_key, id as subscription_key, offer_id as service_key, subscriber_id as payer_key, scope, starts_on as since, 0 as through
  from subscriptions where false;
create type peer.named as (code text, name text);
create type peer.covered as (code text, name text, category peer.named, coverage peer.coverage);

comment on view peer.region is E'@primaryKey key\n@unique code';
comment on view peer.department is E'@primaryKey key\n@unique code\n@foreignKey (region_key) references region (key)|@fieldName region';
comment on view peer.epci is E'@primaryKey key\n@unique code';
comment on view peer.commune is E'@primaryKey key\n@foreignKey (department_key) references department (key)|@fieldName department\n@foreignKey (region_key) references region (key)|@fieldName region';
comment on view peer.body is E'@primaryKey key';
comment on view peer.state is E'@primaryKey body_key,valid_from\n@foreignKey (body_key) references commune (key)|@foreignFieldName states';
comment on view peer.membership is E'@primaryKey member_key,starts_on\n@foreignKey (member_key) references commune (key)|@foreignFieldName memberships\n@foreignKey (group_key) references epci (key)|@fieldName epci';
comment on view peer.succession is E'@primaryKey on_date,from_key,to_key,kind\n@foreignKey (to_key) references commune (key)|@foreignFieldName predecessors\n@foreignKey (from_key) references body (key)|@fieldName from';
comment on view peer.category is E'@primaryKey key';
comment on view peer.offer is E'@primaryKey key';
comment on view peer.service is E'@name catalogue_service\n@primaryKey key\n@unique code\n@foreignKey (category_key) references category (key)|@fieldName category';
comment on view peer.product is E'@interface mode:single type:kind\n@type SERVICE name:Service\n@type BUNDLE name:Bundle\n@primaryKey key';
comment on view peer.indicator is E'@primaryKey service_key,code\n@foreignKey (service_key) references service (key)|@foreignFieldName indicators';
comment on view peer.person is E'@primaryKey key';
comment on view peer.mandate is E'@primaryKey key\n@foreignKey (person_key) references person (key)|@fieldName person';
-- A type named Subscription would collide with GraphQL's own root.
comment on view peer.subscription is E'@name contract\n@primaryKey key\n@foreignKey (subscriber_key) references commune (key)|@foreignFieldName subscriptions\n@foreignKey (offer_key) references offer (key)|@fieldName offer\n@foreignKey (offer_key) references product (key)|@fieldName product';
comment on view peer.entitlement is E'@primaryKey body_key,subscription_key,service_key\n@foreignKey (subscription_key) references subscription (key)|@fieldName subscription\n@foreignKey (service_key) references service (key)|@fieldName service\n@foreignKey (payer_key) references body (key)|@fieldName payer';

create function peer.commune_on(code text, "on" date default null) returns peer.commune language sql stable as $$
  select c from states t join peer.commune c on c.key = t.collectivity_id
  where t.code = $1 and ($2 is null or t.valid_from <= $2 and (t.valid_to is null or $2 < t.valid_to)) order by t.valid_from desc limit 1 $$;
create function peer.population_of(key bigint, kind text, "on" date) returns setof peer.population language sql stable rows 1 as $$
  select p.value, p.census, 'INSEE, legal populations in force on ' || p.in_force_from || ', through Etalab decoupage-administratif ' || p.version
  from populations p where p.collectivity_id = $1 and p.kind = $2 and p.in_force_to > $3 and p.in_force_from <= $3 order by p.in_force_to limit 1 $$;
create function peer.commune_population(c peer.commune, "on" date, kind text default 'MUNICIPAL') returns setof peer.population language sql stable rows 1 as $$
  select p.value, p.census, 'INSEE, legal populations in force on ' || p.in_force_from || ', through Etalab decoupage-administratif ' || p.version
  from populations p where p.collectivity_id = c.key and p.kind = $3 and p.in_force_to > $2 and p.in_force_from <= $2 order by p.in_force_to limit 1 $$;
create function peer.epci_population(e peer.epci, "on" date, kind text default 'MUNICIPAL') returns setof peer.population language sql stable rows 1 as $$
  select p.value, p.census, 'INSEE, legal populations in force on ' || p.in_force_from || ', through Etalab decoupage-administratif ' || p.version
  from populations p where p.collectivity_id = e.key and p.kind = $3 and p.in_force_to > $2 and p.in_force_from <= $2 order by p.in_force_to limit 1 $$;
create function peer.commune_epci(c peer.commune, "on" date) returns setof peer.epci language sql stable rows 1 as $$
  select e.* from memberships m join peer.epci e on e.key = m.group_id
  where m.member_id = c.key and m.starts_on <= $2 and (m.ends_on is null or $2 < m.ends_on) $$;
create function peer.epci_nature(e peer.epci, "on" date) returns text language sql stable as $$
  select nullif(n.nature, '') from states n where n.collectivity_id = e.key and n.valid_from <= $2 and (n.valid_to is null or $2 < n.valid_to) $$;
create function peer.epci_departments(e peer.epci, "on" date) returns setof peer.department language sql stable rows 2 as $$
  select d.* from peer.department d where d.key in (
    select m.department_id from memberships m where m.group_id = e.key and m.starts_on <= $2 and (m.ends_on is null or $2 < m.ends_on)) order by d.code $$;
create function peer.epci_referents(e peer.epci, "on" date) returns setof peer.mandate language sql stable rows 1 as $$
  select a.* from peer.mandate a where a.body_key = e.key and a.role = 'REFERENT' and a.since <= $2 and (a.until is null or $2 < a.until) order by a.since, a.key $$;
create function peer.epci_subscriptions(e peer.epci, "on" date) returns setof peer.subscription language sql stable rows 2 as $$
  select s.* from peer.subscription s where s.subscriber_key = e.key and (s.ends_on is null or $2 < s.ends_on) order by s.key $$;
create function peer.subscription_status(s peer.subscription, "on" date) returns text language sql stable as $$
  select case when $2 < s.starts_on then 'ANNOUNCED' when s.ends_on <= $2 then 'ENDED'
    when exists (select from suspensions u where u.subscription_id = s.key and u.starts_on <= $2 and (u.ends_on is null or $2 < u.ends_on)) then 'SUSPENDED' else 'ACTIVE' end $$;
create function peer.epci_members(e peer.epci, "on" date) returns setof peer.commune language sql stable rows 20 as $$
  select c.id as key, 'c' || c.id, c.code, c.siren, c.name, c.kind, c.postal_codes, c.department_id, c.region_id
  from memberships m join collectivities c on c.id = m.member_id
  where m.group_id = e.key and m.starts_on <= $2 and (m.ends_on is null or $2 < m.ends_on)
    and c.valid_from <= $2 and (c.valid_to is null or $2 < c.valid_to) order by m.member_code $$;
create function peer.epci_largest_members(e peer.epci, "on" date) returns setof peer.commune language sql stable rows 20 as $$
  select c.id as key, 'c' || c.id, c.code, c.siren, c.name, c.kind, c.postal_codes, c.department_id, c.region_id
  from memberships m join collectivities c on c.id = m.member_id
  where m.group_id = e.key and m.starts_on <= $2 and (m.ends_on is null or $2 < m.ends_on)
    and c.valid_from <= $2 and (c.valid_to is null or $2 < c.valid_to) order by coalesce(c.inhabitants[width_bucket($2, c.inhabitants_from)], -1) desc, c.code $$;
create function peer.department_epcis(d peer.department, "on" date) returns setof peer.epci language sql stable rows 15 as $$
  select g.id, 'c' || g.id, g.code, g.siren, g.name from collectivities g
  where g.kind = 'EPCI' and g.valid_from <= $2 and (g.valid_to is null or $2 < g.valid_to) and g.id in (
    select m.group_id from memberships m where m.department_id = d.key and m.starts_on <= $2 and (m.ends_on is null or $2 < m.ends_on)) order by g.code $$;
create function peer.commune_services(c peer.commune, "on" date) returns setof peer.entitlement language sql stable rows 8 as $$
  select c.key, s.id, o.id, s.subscriber_id, s.scope, greatest(s.since, b.valid_from, o.available_from), s.through from (
    select s.*, 0 as through, s.starts_on as since from subscriptions s where s.subscriber_id = c.key and s.scope <> 'MEMBERS'
    union all
    select s.*, 1, greatest(s.starts_on, m.starts_on) from memberships m join subscriptions s on s.subscriber_id = m.group_id
    where m.member_id = c.key and m.starts_on <= $2 and (m.ends_on is null or $2 < m.ends_on) and s.scope <> 'OWN'
      and not exists (select from exclusions x where x.subscription_id = s.id and x.collectivity_id = c.key
        and x.starts_on <= $2 and (x.ends_on is null or $2 < x.ends_on))
      and (not s.requires_acceptance or exists (select from acceptances a where a.subscription_id = s.id and a.collectivity_id = c.key
            and a.starts_on <= $2 and (a.ends_on is null or $2 < a.ends_on)))) s
  join offer_services b on b.offer_id = s.offer_id join offers o on o.id = b.service_id
  where s.starts_on <= $2 and (s.ends_on is null or $2 < s.ends_on) and not exists (select from suspensions u where u.subscription_id = s.id and u.starts_on <= $2 and (u.ends_on is null or $2 < u.ends_on))
    and b.valid_from <= $2 and (b.valid_to is null or $2 < b.valid_to)
    and o.available_from <= $2 and (o.available_to is null or $2 < o.available_to) order by s.through, s.id, o.code $$;

create function peer.largest_communes(region text, "on" date, name text default null, at_least int default null, below int default null)
  returns setof peer.commune language sql stable rows 1000 as $$
  select c.id as key, 'c' || c.id, c.code, c.siren, c.name, c.kind, c.postal_codes, c.department_id, c.region_id
  from collectivities c cross join lateral (select c.inhabitants[width_bucket($2, c.inhabitants_from)] as value) p
  where c.kind = 'COMMUNE' and c.region_id = (select id from collectivities where kind = 'REGION' and code = $1)
    and c.valid_from <= $2 and (c.valid_to is null or $2 < c.valid_to)
    and ($3 is null or (c.search || '') like '%' || $3 || '%') and ($4 is null or p.value >= $4) and ($5 is null or p.value < $5)
  order by coalesce(p.value, -1) desc, c.code $$;
create function peer.communes_by_name(department text, "on" date) returns setof peer.commune language sql stable rows 300 as $$
  select c.id as key, 'c' || c.id, c.code, c.siren, c.name, c.kind, c.postal_codes, c.department_id, c.region_id from collectivities c
  where c.kind = 'COMMUNE' and c.department_id = (select id from collectivities where kind = 'DEPARTMENT' and code = $1)
    and c.valid_from <= $2 and (c.valid_to is null or $2 < c.valid_to) order by c.name collate "fr-x-icu", c.code $$;

create function peer.service_requires(o peer.service) returns setof peer.offer language sql stable rows 1 as $$
  select q.* from service_requirements r join peer.offer q on q.key = r.required_id where r.service_id = o.key order by q.code $$;
create function peer.service_bundles(o peer.service, "on" date default current_date) returns setof peer.offer language sql stable rows 1 as $$
  select q.* from offer_services b join peer.offer q on q.key = b.offer_id
  where b.service_id = o.key and b.offer_id <> b.service_id and b.valid_from <= $2 and (b.valid_to is null or $2 < b.valid_to) order by q.code $$;
create function peer.product_services(o peer.product, "on" date default current_date) returns setof peer.offer language sql stable rows 8 as $$
  select q.* from offer_services b join peer.offer q on q.key = b.service_id
  where b.offer_id = o.key and b.valid_from <= $2 and (b.valid_to is null or $2 < b.valid_to) order by q.code $$;
create function peer.service_subscribers(o peer.service, "on" date) returns setof peer.body language sql stable rows 70 as $$
  select c.* from peer.body c where c.key in (
    select s.subscriber_id from subscriptions s join offer_services b on b.offer_id = s.offer_id
    where b.service_id = o.key and s.starts_on <= $2 and (s.ends_on is null or $2 < s.ends_on) and b.valid_from <= $2 and (b.valid_to is null or $2 < b.valid_to))
  order by c.name collate "fr-x-icu", c.key $$;
comment on function peer.population_of is E'@behavior -*';
create function peer.service_coverage(o peer.service, "on" date, region text default null, department text default null, epci text default null) returns peer.coverage language sql stable as $$
  select coalesce(sum(communes) filter (where service_id = 0), 0), coalesce(sum(communes) filter (where service_id = o.key), 0),
    coalesce(sum(inhabitants) filter (where service_id = 0), 0), coalesce(sum(inhabitants) filter (where service_id = o.key), 0)
  from coverage_changes where on_date <= $2 and service_id in (0, o.key) and territory_id = (select id from collectivities
    where kind = case when $3 is not null then 'REGION' when $4 is not null then 'DEPARTMENT' else 'EPCI' end
      and code = coalesce($3, $4, $5) order by valid_from desc limit 1) $$;
create function peer.services_covered("on" date, region text default null, department text default null, epci text default null) returns setof peer.covered language sql stable rows 10 as $$
  with t as materialized (
  select service_id, sum(communes) as n, sum(inhabitants) as inhabitants from coverage_changes
  where on_date <= $1 and territory_id = (select id from collectivities
    where kind = case when $2 is not null then 'REGION' when $3 is not null then 'DEPARTMENT' else 'EPCI' end
      and code = coalesce($2, $3, $4) order by valid_from desc limit 1) group by 1)
  select o.code, o.name, row(k.code, k.name)::peer.named, row(coalesce(a.n, 0), coalesce(e.n, 0), coalesce(a.inhabitants, 0), coalesce(e.inhabitants, 0))::peer.coverage
  from offers o join service_categories k on k.id = o.category_id left join t a on a.service_id = 0 left join t e on e.service_id = o.id
  where o.kind = 'SERVICE' and o.available_from <= $1 and (o.available_to is null or $1 < o.available_to) order by o.code $$;
