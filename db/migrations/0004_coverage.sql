-- How many communes of a territory may use a service, and how many people live there, as changes day by day: the figure on
-- a day is the sum of the changes up to it. Kept by whatever transaction changes a right, so that it is never stale.
-- Service 0 is no service: all communes of the territory.
create table coverage_changes (
  territory_id bigint not null,
  service_id bigint not null,
  on_date date not null,
  communes int not null,
  inhabitants int not null,
  primary key (territory_id, service_id, on_date) include (communes, inhabitants)
);
