package db

import (
	"context"
	"slices"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"maillage/model"
)

// question names what a statement asks, beside the fields that are wanted: two with the same name have the same text.
type question struct {
	name  string
	shape string
	plan  any
}

// asked is a statement with its readers, to be used by one request at a time.
type asked[R any] struct {
	*text
	sql    string
	answer func() R
	args   []any
}

// common is what requests of one question share: statements that none of them uses now, and those that run.
type common struct {
	sync.Pool
	batches
}

// kept holds the statements written for the plans in use, with their readers: what depends on a plan is made once. Of one
// question there are as many as were in use at a time.
type kept = lru.Cache[question, *common]

func newKept() *kept {
	k, _ := lru.New[question, *common](256)
	return k
}

// ask runs the statement of a question: one that was written before for the same plan, else write writes it and returns what
// takes the answer. A question without a name is written anew each time.
func ask[R any](ctx context.Context, s *Store, q question, e Edge, write func(t *text, e Edge) func() R, given ...any) (R, error) {
	below, _ := e.Fields.(Edges)
	var shared *common
	if q.name != "" && below != nil && s.kept != nil {
		q.plan, q.shape = below.Plan(), q.shape+e.Shape()
	}
	if q.plan != nil {
		shared, _ = s.kept.Get(q)
		if shared == nil {
			shared = &common{batches: batches{stuck: mostStuck}}
			s.kept.Add(q, shared)
		}
	}
	var a *asked[R]
	if shared != nil {
		a, _ = shared.Get().(*asked[R])
	}
	if a == nil || !a.read(e, below) {
		a = &asked[R]{}
		var self Edge
		a.text, self = newText(e)
		a.answer = write(a.text, self)
		a.sql = a.text.sql()
		for _, e := range a.edges[1:] {
			a.now = append(a.now, e.Arguments)
		}
	}
	a.have = given
	for _, start := range a.starts {
		start()
	}
	a.args = a.values(a.args[:0], given, a.now)
	fill := func(p piece) error { return a.levels[p.level].into.fill(p.text, a.levels[p.level].each) }
	var err error
	if shared == nil {
		err = s.read(ctx, a.sql, a.args, fill)
	} else {
		err = shared.read(ctx, s, a.sql, a.args, fill)
	}
	if err != nil {
		var none R
		return none, err
	}
	for _, l := range slices.Backward(a.levels) {
		if l.done != nil {
			l.done()
		}
	}
	answer := a.answer()
	if shared != nil && !a.missed {
		for _, begin := range a.begins {
			begin()
		}
		clear(a.args)
		a.have, a.room = nil, model.Room{}
		shared.Put(a)
	}
	return answer, nil
}

// read reads the arguments of this request; false says that they make it another statement.
func (a *asked[R]) read(e Edge, below Edges) bool {
	a.now[0] = e.Arguments
	for i := 1; i < len(a.edges); i++ {
		v, ok := below.Arguments(a.edges[i])
		if !ok || v.Shape() != a.edges[i].Shape() {
			return false
		}
		a.now[i] = v
	}
	return true
}
