package db

import "context"

// Done is what a mutation did under a key.
type Done struct {
	Verb, Input string
	Answer      []byte
}

// DoneUnder waits for whoever uses the key now, and is what was done under it, nil where nothing was.
func (s *Store) DoneUnder(ctx context.Context, key string) (*Done, error) {
	if err := s.Lock(ctx, "key "+key); err != nil {
		return nil, err
	}
	var d Done
	there := false
	err := s.query(ctx, "select verb, input, answer from idempotency_keys where key = $1", []any{key}, []any{&d.Verb, &d.Input, &d.Answer}, func() error {
		there = true
		return nil
	})
	if !there {
		return nil, err
	}
	return &d, err
}

// NoteDone keeps what was done under a key.
func (s *Store) NoteDone(ctx context.Context, key string, d Done) error {
	_, err := s.ExecContext(ctx, "insert into idempotency_keys (key, verb, input, answer) values (?, ?, ?, ?::json)", key, d.Verb, d.Input, string(d.Answer))
	return explain(err)
}
