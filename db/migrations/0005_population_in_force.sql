-- Lists are sorted and filtered by the municipal population in force, one look-up per body: an index of these figures alone is
-- a third of the key's size, and stays in the processor's caches.
create index populations_municipal on populations (collectivity_id, in_force_to) include (in_force_from, value) where kind = 'MUNICIPAL';
