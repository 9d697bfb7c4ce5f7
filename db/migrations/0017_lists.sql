-- What a membership's lists ask of its member stands in the membership: the code that members are listed by, and the territories that
-- EPCI are sought in. A page of members is then read in its order, and the EPCI of a territory without a look at each commune.
-- Whoever writes collectivities writes both.
alter table memberships
  add column member_code text collate "C" not null default '',
  add column department_id bigint,
  add column region_id bigint;
update memberships m set member_code = c.code, department_id = c.department_id, region_id = c.region_id from collectivities c where c.id = m.member_id;
alter table memberships alter column member_code drop default;
drop index memberships_group;
create index memberships_group on memberships (group_id, member_code) include (member_id, starts_on, ends_on);
create index memberships_department on memberships (department_id, group_id) include (starts_on, ends_on);
create index memberships_region on memberships (region_id, group_id) include (starts_on, ends_on);
-- A department's communes by code or name, in the order of the list.
drop index collectivities_department;
create index collectivities_department on collectivities (department_id, code) where kind = 'COMMUNE';
create index collectivities_department_name on collectivities (department_id, name collate "fr-x-icu", code) where kind = 'COMMUNE';
