package execution

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// schema is gqlgen's executable schema with its Exec replaced; everything before and after stays gqlgen's.
type schema struct {
	graphql.ExecutableSchema
	glue  Glue
	plans *cache
	opts  *Options
}

// New makes the executable schema that runs operations set by set.
func New(glue Glue, opts Options) graphql.ExecutableSchema {
	filled := opts.filled()
	filled.schema = glue.Schema.Schema()
	return &schema{ExecutableSchema: glue.Schema, glue: glue, plans: newCache(filled.Plans), opts: filled}
}

// Exec plans the operation, or takes its plan from last time, and refuses what goes beyond the limits before the first call.
func (s *schema) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	p, err := s.plans.plan(oc, s.root(oc.Operation.Operation), s.opts)
	if err == nil {
		err = s.allow(ctx, oc, p)
	}
	switch {
	case err != nil:
		return refused(ctx, err)
	case oc.Operation.Operation == ast.Subscription:
		return s.live(ctx, oc, p)
	}
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		x := s.Run(ctx, oc, p)
		x.Load()
		data := x.Answer()
		x.release()
		return &graphql.Response{Data: data}
	}
}

// Plan makes the plan of an operation anew.
func (s *schema) Plan(oc *graphql.OperationContext) (*Plan, error) {
	return plan(oc, s.root(oc.Operation.Operation), s.opts)
}

// Run prepares one execution of a plan.
func (s *schema) Run(ctx context.Context, oc *graphql.OperationContext, p *Plan) *Run {
	return newRun(ctx, oc, &s.glue, p, s.opts)
}

func (s *schema) root(o ast.Operation) *Type {
	switch o {
	case ast.Mutation:
		return s.glue.Mutation
	case ast.Subscription:
		return s.glue.Live
	}
	return s.glue.Query
}

// refused answers with an error and nothing else. The handler is never asked: errors that stand before it are the answer.
func refused(ctx context.Context, err error) graphql.ResponseHandler {
	graphql.AddError(ctx, err)
	return graphql.OneShot(nil)
}

// allow checks cost and rights before anything is loaded.
func (s *schema) allow(ctx context.Context, oc *graphql.OperationContext, p *Plan) error {
	cost := p.cost(oc.Variables, s.opts.ListSize)
	if limit := s.opts.Cost; limit > 0 && cost > limit {
		err := refusal(CodeCost, "the operation may ask for %d values, more than the %d allowed: ask for fewer fields or smaller pages", cost, limit)
		err.Extensions["cost"], err.Extensions["limit"] = cost, limit
		return err
	}
	if s.opts.Check == nil {
		return nil
	}
	return s.opts.Check(ctx, Operation{OperationContext: oc, Cost: cost, Uses: p.uses})
}
