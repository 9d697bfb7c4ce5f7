package db

import (
	"context"

	"github.com/lib/pq"

	"maillage/model"
)

// Sources are the national data loaded, oldest first.
func (s *Store) Sources(ctx context.Context) (all []*model.Source, err error) {
	r := row("id, version, name, publisher, licence, url, transformation, communes_on, epci_on, mismatches", func(o *model.Source) []any {
		return []any{&o.ID, &o.Version, &o.Name, &o.Publisher, &o.Licence, &o.URL, &o.Transformation, &o.CommunesOn, &o.EPCIOn, (*pq.StringArray)(&o.Mismatches)}
	})
	err = s.query(ctx, "select "+r.columns+" from sources order by communes_on, id", nil, r.dest, func() error {
		all = append(all, r.take())
		return nil
	})
	return all, err
}
