package db

import (
	"context"
	"slices"
	"time"

	"maillage/model"
)

func apiKeys() reader[*model.Key] {
	var services numbers
	r := row("y.id, y.name, coalesce(y.mandate_id, 0), y.created_at, y.revoked_at", func(k *model.Key) []any {
		return []any{&k.ID, &k.Name, &k.MandateID, &k.Created, &k.Revoked}
	})
	take := r.take
	r.columns, r.dest = r.columns+", y.services", append(r.dest, &services)
	r.take = func() *model.Key {
		k := take()
		k.ServiceIDs, services = slices.Clone(services), nil
		return k
	}
	return r
}

// Keys are all keys that are kept, by name.
func (s *Store) Keys(ctx context.Context) ([]*model.Key, error) {
	return every(ctx, s, question{}, "", None, func(*text, Edge) (reader[*model.Key], string) {
		return apiKeys(), "from api_keys y order by y.name, y.id"
	})
}

// LockKey is a key, which nobody else changes before the transaction ends; nil where there is none.
func (s *Store) LockKey(ctx context.Context, id model.KeyID) (*model.Key, error) {
	if _, err := s.ExecContext(ctx, "select from api_keys where id = ? for update", id); err != nil {
		return nil, err
	}
	return one(ctx, s, question{}, "", None, func(t *text, _ Edge) (reader[*model.Key], string) {
		return apiKeys(), "from api_keys y where y.id = " + t.given(0)
	}, int64(id))
}

// RevokeKey ends a key for good.
func (s *Store) RevokeKey(ctx context.Context, id model.KeyID, at time.Time) error {
	_, err := s.ExecContext(ctx, "update api_keys set revoked_at = ? where id = ?", at, id)
	return explain(err)
}

// ViewerOf is who holds the key of this hash on a day: nil where nobody does, or no longer. It is one look-up by an index.
func (s *Store) ViewerOf(ctx context.Context, hash []byte, on model.Date) (v *model.Viewer, err error) {
	var k model.Key
	var epci model.CollectivityID
	var services numbers
	err = s.query(ctx, `select y.name, coalesce(y.mandate_id, 0), coalesce(d.collectivity_id, 0), y.services from api_keys y left join mandates d on d.id = y.mandate_id
		where y.hash = $1 and y.revoked_at is null and (y.mandate_id is null or `+in("d.since", "d.until", "$2::date")+`)`,
		[]any{hash, on}, []any{&k.Name, &k.MandateID, &epci, &services}, func() error {
			v = &model.Viewer{Name: k.Name, Grants: k.Grants(), Mandate: k.MandateID, EPCI: epci}
			for _, id := range services {
				v.Services = append(v.Services, model.OfferID(id))
			}
			return nil
		})
	return v, err
}
