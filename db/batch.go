package db

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// batches let requests that ask the same at the same time share a statement, each with arguments of its own: to begin a statement
// and to end it costs PostgreSQL and us more than most answers do. A request that comes while few statements of its text run has
// one of its own at once. Those beyond them go together as soon as one of these ends, or when these are stuck. So nobody waits for
// company, and nobody gets what was read before it asked.
type batches struct {
	stuck    time.Duration // the longest that a batch waits for the statements before it
	mu       sync.Mutex
	text     string
	together string        // the same for many, once it was needed
	running  int           // statements
	waiting  []*batch      // the last takes those who come
	each     time.Duration // what one request takes of a statement, of late
}

// batch is what goes together.
type batch struct {
	ctx     context.Context // ends when nobody waits any more
	stop    context.CancelFunc
	askers  [][]any // their arguments
	waiters atomic.Int32
	stuck   *time.Timer
	done    chan struct{}
	brought []piece
	err     error // then each has to ask alone
}

// mostRunning is how many statements of one text have no need to wait: one is at work while another's answer is read. Half of the
// connections are left to other texts; if they were all taken, requests would wait for one instead of going together.
var mostRunning = min(max(2, runtime.GOMAXPROCS(0)), connections/2)

const (
	mostTogether = 16
	longest      = 20 * time.Millisecond // a batch should not take longer: what takes half of it is better off alone
	mostStuck    = 250 * time.Millisecond
)

func (b *batches) read(ctx context.Context, s *Store, text string, args []any, each func(piece) error) error {
	mine, place := b.join(s, text, args)
	if mine == nil {
		return b.alone(ctx, s, text, args, each)
	}
	count(ctx)
	select {
	case <-mine.done:
	case <-ctx.Done():
		if mine.waiters.Add(-1) == 0 {
			mine.stop()
		}
		return ctx.Err()
	}
	if mine.err != nil {
		return s.read(ctx, text, args, each)
	}
	for _, p := range mine.brought {
		if p.asker == place {
			if err := each(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// alone has a statement of its own, and then lets the next ones go, whatever happened.
func (b *batches) alone(ctx context.Context, s *Store, text string, args []any, each func(piece) error) (err error) {
	began, failed := time.Now(), true
	defer func() {
		if next := b.next(time.Since(began), 1, failed); next != nil {
			go b.serve(s, next)
		}
	}()
	err = s.read(ctx, text, args, each)
	failed = err != nil
	return err
}

// join gives a request its place in a batch, counted from 1; nil says that it has a statement of its own.
func (b *batches) join(s *Store, text string, args []any) (_ *batch, place int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.text == "" {
		b.text = text
	}
	room := mostTogether
	if b.each > 0 {
		room = min(room, int(longest/b.each))
	}
	if len(args) == 0 || b.text != text || room < 2 || b.running < mostRunning {
		b.running++
		return nil, 0
	}
	last := len(b.waiting) - 1
	if last < 0 || len(b.waiting[last].askers) >= room {
		fresh := &batch{done: make(chan struct{})}
		fresh.ctx, fresh.stop = context.WithCancel(context.Background())
		fresh.stuck = time.AfterFunc(b.stuck, func() { b.hurry(s, fresh) })
		b.waiting = append(b.waiting, fresh)
		last++
	}
	mine := b.waiting[last]
	mine.askers = append(mine.askers, args)
	mine.waiters.Add(1)
	return mine, int64(len(mine.askers))
}

// next ends a statement that was for so many, and takes the batch that goes now.
func (b *batches) next(took time.Duration, askers int, failed bool) *batch {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !failed {
		b.weigh(took / time.Duration(askers*max(1, b.running/mostRunning)))
	}
	if len(b.waiting) == 0 {
		b.running--
		return nil
	}
	next := b.waiting[0]
	next.stuck.Stop()
	b.waiting = slices.Delete(b.waiting, 0, 1)
	return next
}

// hurry lets a batch go although nothing has ended.
func (b *batches) hurry(s *Store, stuck *batch) {
	b.mu.Lock()
	at := slices.Index(b.waiting, stuck)
	if at >= 0 {
		b.waiting = slices.Delete(b.waiting, at, at+1)
		b.running++
	}
	b.mu.Unlock()
	if at >= 0 {
		b.serve(s, stuck)
	}
}

// weigh believes a short time sooner than a long one: a statement takes longer while others run, of its text or not, and when it is
// new on its line.
func (b *batches) weigh(took time.Duration) {
	if took < b.each || b.each == 0 {
		b.each += (took - b.each) / 2
	} else {
		b.each += (took - b.each) / 16
	}
}

// serve runs one batch after the other while there are any.
func (b *batches) serve(s *Store, now *batch) {
	for now != nil {
		began := time.Now()
		now.err = b.run(s, now)
		close(now.done)
		now.stop()
		now = b.next(time.Since(began), len(now.askers), now.err != nil)
	}
}
