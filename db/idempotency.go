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
	return one(ctx, s, "select verb, input, answer from idempotency_keys where key = $1", []any{key}, row("", func(d *Done) []any {
		return []any{&d.Verb, &d.Input, &d.Answer}
	}))
}

// NoteDone keeps what was done under a key.
func (s *Store) NoteDone(ctx context.Context, key string, d Done) error {
	_, err := s.ExecContext(ctx, "insert into idempotency_keys (key, verb, input, answer) values (?, ?, ?, ?::json)", key, d.Verb, d.Input, string(d.Answer))
	return explain(err)
}
