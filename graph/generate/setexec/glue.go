package setexec

import "github.com/99designs/gqlgen/codegen"

// glue writes the whole of execution_gen.go.
func glue(d *codegen.Data) *file {
	g := newFile(d)
	g.use("context", "context")
	g.use(graphqlPath, "graphql")
	g.use(executionPath, "execution")
	g.constructor()
	list := objects(d)
	g.p("var (")
	for _, o := range list {
		g.p("type%s execution.Type", o.Name)
	}
	// Assigned in init: as initial values the tables and the functions that they name would be a cycle.
	g.p(")\n\nfunc init() {")
	for _, o := range list {
		g.table(o)
	}
	g.p("}\n")
	for _, o := range list {
		g.object(o)
	}
	for len(g.todo) > 0 {
		key := g.todo[0]
		g.todo = g.todo[1:]
		g.reference(key, g.refs[key])
	}
	return g
}

func (g *file) constructor() {
	g.p("// NewSchema is NewExecutableSchema with its operations run set by set.")
	g.p("func NewSchema(cfg Config, opts execution.Options) graphql.ExecutableSchema {")
	g.p("es := NewExecutableSchema(cfg).(*executableSchema)")
	g.p("return execution.New(execution.Glue{\nSchema: es,")
	g.p("Context: func(last any, oc *graphql.OperationContext) any {\nec, ok := last.(*executionContext)\nif !ok {\nreturn newExecutionContext(oc, es, nil)\n}")
	g.p("ec.OperationContext = oc\nreturn ec\n},")
	if o := g.data.QueryRoot; o != nil {
		g.p("Query: &type%s,", o.Name)
	}
	if o := g.data.MutationRoot; o != nil {
		g.p("Mutation: &type%s,", o.Name)
	}
	if o := g.data.SubscriptionRoot; o != nil {
		g.p("Live: &type%s,", o.Name)
	}
	g.p("}, opts)\n}\n")
}
