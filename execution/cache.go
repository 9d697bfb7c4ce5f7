package execution

import (
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// cache keeps the plans used last. A key holds on to its document, so a new one cannot take its address; a document
// that the query cache has dropped leaves with its plans when newer ones push them out.
type cache struct {
	plans  *lru.Cache[planKey, *Plan]
	fields atomic.Int64 // in all plans kept
	most   int64
}

// fieldsPerPlan is how many fields a plan may have on average: few documents are larger, and a flood of those that are
// must not fill the memory.
const fieldsPerPlan = 100

// planKey is the operation and what its Boolean variables say: all that a plan depends on.
type planKey struct {
	operation *ast.OperationDefinition
	switches  uint64
}

func newCache(size int) *cache {
	c := &cache{most: int64(size) * fieldsPerPlan}
	plans, err := lru.NewWithEvict(size, func(_ planKey, p *Plan) { c.fields.Add(-int64(len(p.entries))) })
	if err != nil {
		panic(err) // only a size below one, which Options.filled rules out
	}
	c.plans = plans
	return c
}

// plan finds the operation's plan or makes it. Beyond 64 Boolean variables a plan is made anew each time.
func (c *cache) plan(oc *graphql.OperationContext, root *Type, opts *Options) (*Plan, error) {
	k, fits := keyOf(oc)
	if fits {
		if p, ok := c.plans.Get(k); ok {
			return p, nil
		}
	}
	p, err := plan(oc, root, opts)
	if err == nil && fits {
		p = c.keep(k, p)
	}
	return p, err
}

// keep returns the plan to use: another request may have kept one meanwhile.
func (c *cache) keep(k planKey, p *Plan) *Plan {
	if known, ok, _ := c.plans.PeekOrAdd(k, p); ok {
		return known
	}
	c.fields.Add(int64(len(p.entries)))
	for c.fields.Load() > c.most {
		if _, _, ok := c.plans.RemoveOldest(); !ok {
			break
		}
	}
	return p
}

func keyOf(oc *graphql.OperationContext) (k planKey, fits bool) {
	k.operation = oc.Operation
	bit := uint64(1)
	for _, v := range oc.Operation.VariableDefinitions {
		if v.Type.NamedType != "Boolean" {
			continue
		}
		if bit == 0 {
			return k, false
		}
		if on, _ := oc.Variables[v.Variable].(bool); on {
			k.switches |= bit
		}
		bit <<= 1
	}
	return k, true
}
