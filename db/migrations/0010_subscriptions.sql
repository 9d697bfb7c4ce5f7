-- What happens to subscriptions after somebody subscribed: suspensions, each member's acceptance, ends that are announced,
-- what takes over from what, and the record of all of it.
alter table subscriptions
  add column requires_acceptance boolean not null default false, -- members have no right before they accepted
  add column terminated_on date,  -- the day on which its end was announced
  add column former_ends_on date, -- the end that it had before
  drop constraint subscriptions_period,
  add constraint subscriptions_period check (ends_on >= starts_on), -- equal: it never took effect
  add constraint subscriptions_former_end check (terminated_on is not null or former_ends_on is null);
create index subscriptions_accepted on subscriptions (subscriber_id) where requires_acceptance;
create table suspensions (
  subscription_id bigint not null references subscriptions,
  starts_on date not null,
  ends_on date,
  reason text not null,
  primary key (subscription_id, starts_on),
  constraint suspensions_period check (ends_on > starts_on),
  constraint suspensions_one_at_a_time exclude using gist
    (int8range(subscription_id, subscription_id, '[]') with &&, daterange(starts_on, ends_on) with &&)
);
alter table mandates drop constraint mandates_role_known,
  add constraint mandates_role_known check (role in ('REFERENT', 'CORRESPONDENT'));
-- A member that accepted: it signed on a day, and uses what was subscribed to from starts_on to ends_on.
create table acceptances (
  subscription_id bigint not null references subscriptions,
  collectivity_id bigint not null references collectivities,
  agreement text not null constraint acceptances_agreement_known check (agreement in ('CHARTER', 'CONVENTION')),
  signed_on date not null,
  starts_on date not null,
  ends_on date,
  correspondent_id bigint not null references mandates,
  primary key (subscription_id, collectivity_id, starts_on),
  constraint acceptances_period check (starts_on >= signed_on and ends_on > starts_on),
  constraint acceptances_one_at_a_time exclude using gist
    (int8range(subscription_id, subscription_id, '[]') with &&, int8range(collectivity_id, collectivity_id, '[]') with &&, daterange(starts_on, ends_on) with &&)
);
create index acceptances_collectivity on acceptances (collectivity_id);
-- Who has no right through a subscription though it is in its scope, and when: those that declined or were left out, and, where
-- each member has to accept, those that have not.
create view absences as
  select subscription_id, collectivity_id, starts_on, ends_on from exclusions
  union all
  select s.id, m.member_id, lower(d.days), upper(d.days) from subscriptions s join memberships m on m.group_id = s.subscriber_id
    cross join lateral unnest(datemultirange(daterange('-infinity', null)) - coalesce((select range_agg(daterange(a.starts_on, a.ends_on))
      from acceptances a where a.subscription_id = s.id and a.collectivity_id = m.member_id), '{}')) d(days)
    where s.requires_acceptance and s.scope <> 'OWN';
-- What took over from what: an EPCI's subscription from those of its communes, a successor's from its predecessor's.
create table replacements (
  ended_id bigint not null references subscriptions,
  by_id bigint not null references subscriptions,
  on_date date not null,
  primary key (ended_id, by_id)
);
create index replacements_by on replacements (by_id);

-- The record: one row per change, written in its transaction, and never after.
create table events (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null,
  actor text not null, -- the name of the key
  verb text not null,
  subscription_id bigint not null references subscriptions,
  collectivity_id bigint not null references collectivities, -- whom it concerns: the subscriber, or a member
  before json,
  after json
);
create index events_subscription on events (subscription_id, id);
create function events_stand() returns trigger language plpgsql as $$
begin
  raise exception 'what happened stands: % cannot be changed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger events_stand before update or delete on events for each row execute function events_stand();
create trigger events_stay before truncate on events execute function events_stand();
