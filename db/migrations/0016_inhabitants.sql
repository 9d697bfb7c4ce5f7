-- The series of municipal populations once more, in the row of its body: what lists are sorted and filtered by, and most often asked
-- for, takes no look-up. The n-th figure is in force from the n-th day on. Whoever writes populations writes both.
alter table collectivities
  add column inhabitants int[] not null default '{}',
  add column inhabitants_from date[] not null default '{}',
  add constraint collectivities_inhabitants check (cardinality(inhabitants) = cardinality(inhabitants_from));
update collectivities c set inhabitants = s.figures, inhabitants_from = s.days from (
  select collectivity_id, array_agg(value order by in_force_from) as figures, array_agg(in_force_from order by in_force_from) as days
  from populations where kind = 'MUNICIPAL' group by 1) s where s.collectivity_id = c.id;
drop index populations_municipal;
