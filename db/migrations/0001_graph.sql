-- The dated graph of collectivities. Every period is half-open: the first day is in, the last is out.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create table sources (
  id int generated always as identity primary key,
  version text not null constraint sources_version_key unique,
  name text not null,
  publisher text not null,
  licence text not null,
  url text not null,
  transformation text not null,
  communes_on date not null,
  epci_on date not null,
  commune_census int not null,
  epci_census int not null,
  mayotte_census int not null,
  mismatches text[] not null default '{}',
  loaded_at timestamptz not null default now()
);
-- A row is one body for all time, with its latest known state; «states» holds the earlier ones too.
create table collectivities (
  id bigint primary key,
  kind text not null constraint collectivities_kind_known check
    (kind in ('COMMUNE', 'EPCI', 'DEPARTMENT', 'REGION', 'OVERSEAS_COLLECTIVITY', 'PUBLIC_BODY')),
  code text collate "C" not null,
  siren text,
  name text not null,
  search text not null, -- the name as searches compare it: db.Fold
  nature text not null default '',
  financing text,
  postal_codes text[] not null default '{}',
  department_id bigint references collectivities,
  region_id bigint references collectivities,
  overseas_id bigint references collectivities,
  parent_id bigint references collectivities,
  valid_from date not null,
  valid_to date,
  demo boolean not null default false,
  constraint collectivities_period check (valid_to > valid_from)
);
-- National data brings its own keys, below ten million; what is registered here comes after.
create sequence collectivities_id_seq start 10000000 owned by collectivities.id;
alter table collectivities alter column id set default nextval('collectivities_id_seq');
create table states (
  collectivity_id bigint not null references collectivities,
  valid_from date not null,
  valid_to date,
  code text collate "C" not null,
  siren text,
  name text not null,
  nature text not null default '',
  financing text,
  postal_codes text[] not null default '{}',
  former_codes text[] not null default '{}', -- codes that live on in this commune: a re-established one is found by it
  seat_code text not null default '',
  department_id bigint,
  region_id bigint,
  overseas_id bigint,
  primary key (collectivity_id, valid_from)
);
-- The exclusion compares ranges of one key, not keys: PostgreSQL would else look members up in it, which is slower than the
-- primary key.
create table memberships (
  member_id bigint not null references collectivities,
  group_id bigint not null references collectivities,
  starts_on date not null,
  ends_on date,
  primary key (member_id, starts_on) include (ends_on, group_id),
  constraint memberships_one_at_a_time exclude using gist
    (int8range(member_id, member_id, '[]') with &&, daterange(starts_on, ends_on) with &&)
);
create table successions (
  from_id bigint not null references collectivities,
  to_id bigint not null references collectivities,
  on_date date not null,
  kind text not null,
  from_code text not null,
  to_code text not null,
  primary key (from_id, to_id, on_date, kind)
);
-- in_force_to is where a later figure of the same kind takes over, infinity for the last: at most one is in force on a day,
-- and the key finds it without reading its history. No foreign key: 400,000 rows come in one import, which writes their
-- collectivities in the same transaction.
create table populations (
  collectivity_id bigint not null,
  kind text not null constraint populations_kind_known check (kind in ('MUNICIPAL', 'TOTAL')),
  in_force_from date not null,
  in_force_to date not null,
  value int not null,
  census int,
  version text not null,
  primary key (collectivity_id, kind, in_force_to) include (in_force_from, value, census, version)
);
