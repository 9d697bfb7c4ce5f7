package execution

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
)

// Events waits for the next value of a live field. It returns what brings the value into a run, or nil at the end.
type Events func(ctx context.Context) func(*Run)

// Stream starts a live field: the resolver's channel carries one value per event.
func Stream[R any](x *Run, c *Call, resolve func(ctx context.Context) ([]<-chan R, error), spread Spread[R]) (Events, error) {
	found, err := invoke(x, x.ctx, c, resolve)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) func(*Run) {
		select {
		case v, open := <-found[0]:
			if !open {
				return nil
			}
			return func(y *Run) {
				brought(&y.calls[c.ID], []R{v})
				y.spread(c, 1, spread != nil, func(e *Entry, _ int) { spread(y, e, v) })
			}
		case <-ctx.Done():
			return nil
		}
	}, nil
}

// live answers each event with a run of the same plan, whose root field holds the event's value.
func (s *schema) live(ctx context.Context, oc *graphql.OperationContext, p *Plan) graphql.ResponseHandler {
	events, err := s.start(s.Run(ctx, oc, p))
	if err != nil {
		return refused(ctx, err)
	}
	return func(ctx context.Context) *graphql.Response {
		bring := events(ctx)
		if bring == nil {
			return nil
		}
		x := s.Run(ctx, oc, p)
		x.bring = bring
		x.Load()
		data := x.Answer()
		x.release()
		return &graphql.Response{Data: data}
	}
}

// start calls the resolver of the one live field; its error stands at the field.
func (s *schema) start(x *Run) (events Events, err error) {
	if len(x.plan.root.Entries) != 1 || x.plan.root.Entries[0].call == nil {
		return nil, errors.New("a live operation must ask for exactly one live field")
	}
	c := x.plan.root.Entries[0].call
	ctx := x.enter(x.ctx, c)
	defer func() {
		if r := recover(); r != nil {
			err = graphql.ErrorOnPath(ctx, x.oc.RecoverFunc(ctx, r))
		}
	}()
	if events, err = c.field.Stream(x, c); err != nil {
		err = placed(ctx, err)
	}
	return events, err
}
