package db

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Refusals are the constraints that errors.go explains to clients.
func Refusals() []string { return slices.Collect(maps.Keys(refusals)) }

// Internal are the constraints that only a bug can hit.
func Internal() []string { return internal }

// Query is a read of any statement.
func (s *Store) Query(ctx context.Context, text string, args []any, dest []any, each func() error) error {
	return s.query(ctx, text, args, dest, each)
}

// RowFields are the fields of rows as PostgreSQL writes them, n a row; a null is nil.
func RowFields(rows string, n int) (list []*string, err error) {
	f := fields{rest: rows}
	for f.row() {
		for range n {
			text, null := f.next()
			list = append(list, &text)
			if null {
				list[len(list)-1] = nil
			}
		}
	}
	return list, f.err
}

// ReadOne reads one row into destinations.
func ReadOne(ctx context.Context, s *Store, statement string, dest ...any) error {
	return s.query(ctx, statement, nil, dest, func() error { return nil })
}

// MostRunning is how many statements of one text have no need to wait.
var MostRunning = mostRunning

// Batches share the statements of one text.
type Batches struct{ batches }

// NewBatches begin with nobody; one that waits so long does not wait any more.
func NewBatches(stuck time.Duration) *Batches { return &Batches{batches{stuck: stuck}} }

// Read is what a request gets: the level and the text of each piece.
func (b *Batches) Read(ctx context.Context, s *Store, text string, args []any) (all []string, err error) {
	err = b.read(ctx, s, text, args, func(p piece) error {
		if p.text == "panic" {
			panic(p.text)
		}
		all = append(all, strconv.FormatInt(p.level, 10)+" "+p.text)
		return nil
	})
	return all, err
}

// Running is how many statements run.
func (b *Batches) Running() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.running
}

// Waiting is how many wait for their turn.
func (b *Batches) Waiting() (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, w := range b.waiting {
		n += len(w.askers)
	}
	return n
}
