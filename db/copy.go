package db

import (
	"context"
	"fmt"
	"strings"

	"github.com/lib/pq"

	"maillage/cog"
)

// table is rows to be written: those whose key is known replace what is there.
type table struct {
	name       string
	key, other []string
	rows       rows
}

// rows are made one by one, each when its turn comes.
type rows struct {
	n  int
	at func(i int) []any
}

// each makes a row of each of what is given.
func each[T any](list []*T, row func(*T) []any) rows {
	return rows{len(list), func(i int) []any { return row(list[i]) }}
}

// standing are the rows of a delta that are there after it, the changed ones first.
func standing[T any](r cog.Rows[T]) []*T {
	return append(pointers(r.Updated), pointers(r.Inserted)...)
}

func pointers[T any](list []T) []*T {
	all := make([]*T, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

// put streams the rows in: straight into a table that is empty, else through a temporary one.
func (s *Store) put(ctx context.Context, t table) error {
	if t.rows.n == 0 {
		return nil
	}
	var used bool
	if err := s.tx.QueryRowContext(ctx, "select exists (select from "+t.name+")").Scan(&used); err != nil {
		return err
	}
	columns := append(append([]string{}, t.key...), t.other...)
	if !used {
		return s.stream(ctx, t.name, columns, t.rows)
	}
	names := strings.Join(columns, ", ")
	stage := "new_" + t.name
	if _, err := s.tx.ExecContext(ctx, fmt.Sprintf("create temp table %s on commit drop as select %s from %s limit 0", stage, names, t.name)); err != nil {
		return err
	}
	if err := s.stream(ctx, stage, columns, t.rows); err != nil {
		return err
	}
	same := make([]string, len(t.key))
	for i, k := range t.key {
		same[i] = "o." + k + " = n." + k
	}
	set := make([]string, len(t.other))
	for i, c := range t.other {
		set[i] = c + " = n." + c
	}
	key := strings.Join(same, " and ")
	_, err := s.tx.ExecContext(ctx, fmt.Sprintf(`update %[1]s o set %[2]s from %[3]s n where %[4]s;
		insert into %[1]s (%[5]s) select %[5]s from %[3]s n where not exists (select from %[1]s o where %[4]s);
		drop table %[3]s`, t.name, strings.Join(set, ", "), stage, key, names))
	return err
}

func (s *Store) stream(ctx context.Context, into string, columns []string, all rows) error {
	in, err := s.tx.PrepareContext(ctx, "copy "+into+" ("+strings.Join(columns, ", ")+") from stdin")
	if err != nil {
		return err
	}
	defer in.Close() // also after a fault: a stream left open would keep the rollback waiting for ever
	for i := range all.n {
		if _, err := in.ExecContext(ctx, all.at(i)...); err != nil {
			return fmt.Errorf("copy into %s: %w", into, err)
		}
	}
	_, err = in.ExecContext(ctx)
	return err
}

// forget deletes the rows that a correction of the same day took back.
func (s *Store) forget(ctx context.Context, d *cog.Delta) error {
	for _, t := range d.States.Deleted {
		if _, err := s.tx.ExecContext(ctx, "delete from states where collectivity_id = $1 and valid_from = $2", t.Entity, t.From); err != nil {
			return err
		}
	}
	for _, m := range d.Memberships.Deleted {
		if _, err := s.tx.ExecContext(ctx, "delete from memberships where member_id = $1 and starts_on = $2", m.Commune, m.From); err != nil {
			return err
		}
	}
	for _, p := range d.Populations.Deleted {
		if _, err := s.tx.ExecContext(ctx, "delete from populations where collectivity_id = $1 and kind = $2 and in_force_from = $3", p.Entity, string(p.Kind), p.InForceFrom); err != nil {
			return err
		}
	}
	for _, c := range d.Successions.Deleted {
		if _, err := s.tx.ExecContext(ctx, "delete from successions where from_id = $1 and to_id = $2 and on_date = $3 and kind = $4", c.From, c.To, c.Date, string(c.Kind)); err != nil {
			return err
		}
	}
	return nil
}

// forgetBodies deletes the bodies that a correction of the same day no longer knows: they never lived. One that somebody has
// meanwhile subscribed for stops the import.
func (s *Store) forgetBodies(ctx context.Context, never []cog.Entity) error {
	for _, e := range never {
		if _, err := s.tx.ExecContext(ctx, "delete from collectivities where id = $1", e.ID); err != nil {
			return fmt.Errorf("the correction no longer knows body %d, which is in use: %w", e.ID, err)
		}
	}
	return nil
}

// AddSource records a millésime as loaded, with what its cross-checks found; a corrected one takes the place of the first.
func (s *Store) AddSource(ctx context.Context, m cog.Millesime, mismatches []string) error {
	o := m.Source()
	_, err := s.tx.ExecContext(ctx, `insert into sources (version, name, publisher, licence, url, transformation, communes_on, epci_on, commune_census, epci_census, mayotte_census, mismatches)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		on conflict (version) do update set name = excluded.name, communes_on = excluded.communes_on, epci_on = excluded.epci_on, commune_census = excluded.commune_census,
			epci_census = excluded.epci_census, mayotte_census = excluded.mayotte_census, mismatches = excluded.mismatches, loaded_at = now()`,
		m.Version, m.Name, o.Publisher, o.Licence, o.URL, o.Note, m.CommunesOn, m.EPCIOn, m.CommuneCensus, m.EPCICensus, m.MayotteCensus, texts(mismatches))
	return err
}

// Vacuum lets indexes answer alone after a load. It runs outside of transactions.
func (s *Store) Vacuum(ctx context.Context) error {
	_, err := s.pool.ExecContext(ctx, "vacuum (analyze) collectivities, states, memberships, successions, populations, coverage_changes")
	return err
}

// Lock keeps other writers of the named part waiting until the transaction ends.
func (s *Store) Lock(ctx context.Context, part string) error {
	_, err := s.tx.ExecContext(ctx, "select pg_advisory_xact_lock(hashtext($1))", "maillage."+part)
	return err
}

// texts is an array that is never null: no codes are an empty list.
func texts(list []string) any {
	if list == nil {
		list = []string{}
	}
	return pq.Array(list)
}
