package setexec

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/templates"
)

// oracle writes the whole of oracle_gen.go: gqlgen's own executor over the same resolvers, to compare with. It passes
// nil parents for the nulls of a list; a wrapper of each set resolver keeps them away, as the set executor does.
func oracle(d *codegen.Data) *file {
	g := newFile(d)
	g.use(graphqlPath, "graphql")
	g.use(executionPath, "execution")
	g.p("// NewOracle is NewExecutableSchema for the resolvers of NewSchema, which never get nil among the parents.")
	g.p("func NewOracle(cfg Config) graphql.ExecutableSchema {\ncfg.Resolvers = tolerant{cfg.Resolvers}\nreturn execution.WithMiddleware(NewExecutableSchema(cfg))\n}\n")
	g.p("type tolerant struct{ ResolverRoot }\n")
	for _, o := range objects(d) {
		var fields []*codegen.Field
		for _, f := range o.Fields {
			if f.IsBatch() {
				fields = append(fields, f)
			}
		}
		if len(fields) > 0 {
			g.tolerant(o, fields)
		}
	}
	return g
}

func (g *file) tolerant(o *codegen.Object, fields []*codegen.Field) {
	name := templates.UcFirst(o.Name)
	g.p("type tolerant%s struct{ %sResolver }\n", name, name)
	g.p("func (r tolerant) %s() %sResolver { return tolerant%s{r.ResolverRoot.%s()} }\n", name, name, name, name)
	g.use("context", "context")
	for _, f := range fields {
		parent, result := g.typ(o.Reference()), g.typ(f.TypeReference.GO)
		params, args := "", []string{"ctx", "ps"}
		for i, a := range f.Args {
			params += fmt.Sprintf(", a%d %s", i, g.typ(a.TypeReference.GO))
			args = append(args, fmt.Sprintf("a%d", i))
		}
		g.p("func (r tolerant%s) %s(ctx context.Context, ps []%s%s) ([]%s, error) {", name, f.GoFieldName, parent, params, result)
		g.p("return execution.WithoutNil(ps, func(ps []%s) ([]%s, error) { return r.%sResolver.%s(%s) })\n}\n",
			parent, result, name, f.GoFieldName, strings.Join(args, ", "))
	}
}
