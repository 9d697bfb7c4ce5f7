package execution

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Options are the limits of an operation. The zero value is a working default.
type Options struct {
	// Parallel is how many calls of one query may run side by side; 1 runs them one after the other. Default 4.
	// Mutations always run one call after the other.
	Parallel int
	// Plans is how many plans are kept. Default 500.
	Plans int
	// Fields is how many fields an operation may have once its fragments are spread. Default 10,000.
	Fields int
	// Errors is how many errors of one field of the document are told; the rest is counted. Default 20.
	Errors int
	// Bytes is the size of the largest answer. Default 64 MB.
	Bytes int
	// Cost is the highest cost of an operation (see Operation.Cost). 0 means any.
	Cost int64
	// ListSize is how many objects are assumed in a list that neither the schema nor an argument gives a size. Default 10.
	ListSize int
	// Check may refuse an operation before its first call, for instance for its guarded fields.
	Check func(ctx context.Context, op Operation) error

	schema *ast.Schema
}

// Operation is what is known of an operation before its first call.
type Operation struct {
	*graphql.OperationContext
	// Cost estimates how many values the answer holds.
	Cost int64
	// Uses are the fields of the schema that the operation asks for, each once.
	Uses []Use
}

// Use is a field of the schema that an operation asks for.
type Use struct {
	Object string
	Field  *ast.FieldDefinition
}

// use notes a field of an object. Its definition is that of the object: a field that was selected through an interface
// carries the interface's, which knows nothing of the object's directives.
func (b *planner) use(object string, e *Entry) {
	u := Use{object, e.Definition}
	if s := b.opts.schema; s != nil {
		u.Field = s.Types[object].Fields.ForName(e.Name)
	}
	if !b.used[u] {
		b.used[u] = true
		b.plan.uses = append(b.plan.uses, u)
	}
}

func (o Options) filled() *Options {
	fill := func(v *int, def int) {
		if *v <= 0 {
			*v = def
		}
	}
	fill(&o.Parallel, 4)
	fill(&o.Plans, 500)
	fill(&o.Fields, 10_000)
	fill(&o.Errors, 20)
	fill(&o.Bytes, 64<<20)
	fill(&o.ListSize, 10)
	return &o
}
