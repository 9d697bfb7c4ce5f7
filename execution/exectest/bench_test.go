package exectest

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"maillage/execution"
	"maillage/execution/exectest/graph"
	"maillage/execution/exectest/model"
)

const (
	// nested is a department with its EPCIs, their communes and their services: 1 + 28 + 380 + 4,2xx objects.
	nested = `query Q($code: String!) { departement(code: $code) { code name epcis(first: 60) { code name communes(first: 20) { code name population services { name } } } } }`
	// wide is 380 communes with objects that nobody shares.
	wide = `query Q($code: String!) { departement(code: $code) { epcis { communes(first: 100) { code name population kind created area { hectares } seat { name } } } } }`
	// point is what a request costs at least.
	point = `query Q($code: String!) { departement(code: $code) { code name } }`
)

// country has as many EPCIs and communes in a department as the Gironde.
func country() *Data {
	d := NewData(1, 28)
	for _, c := range d.Communes {
		if c.EPCICode == "" {
			c.EPCICode = d.EPCIs[0].Code
		}
	}
	return d
}

// BenchmarkOperation measures whole operations with a cached document, beside gqlgen over the same resolvers.
func BenchmarkOperation(b *testing.B) {
	d := country()
	for _, q := range []struct{ name, query string }{{"nested", nested}, {"wide", wide}, {"point", point}} {
		for _, by := range []struct {
			name string
			e    *executor.Executor
		}{
			{"sets", sets(&Root{Data: d}, execution.Options{})},
			{"serial", sets(&Root{Data: d}, execution.Options{Parallel: 1})},
			{"gqlgen", oracle(&Root{Data: d})},
		} {
			b.Run(q.name+"/"+by.name, func(b *testing.B) {
				objects := bytes.Count(run(b, by.e, q.query).Data, []byte("{")) - 1
				measure(b, objects, func() { run(b, by.e, q.query) })
			})
		}
	}
}

func run(b *testing.B, e *executor.Executor, query string) *graphql.Response {
	answers, _ := ask(As(context.Background(), model.RoleAdmin), e, query, map[string]any{"code": "01"})
	if len(answers[0].Errors) > 0 {
		b.Fatal(answers[0].Errors)
	}
	return answers[0]
}

// measure reports time and allocations per object of the answer.
func measure(b *testing.B, objects int, one func()) {
	one()
	allocations := testing.AllocsPerRun(3, one)
	b.ReportAllocs()
	for b.Loop() {
		one()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*objects), "ns/object")
	b.ReportMetric(allocations/float64(objects), "allocs/object")
}

// steps is what the executable schema of package execution offers beside gqlgen's interface.
type steps interface {
	Plan(*graphql.OperationContext) (*execution.Plan, error)
	Run(context.Context, *graphql.OperationContext, *execution.Plan) *execution.Run
}

// BenchmarkSteps measures planning, loading and encoding apart; parsing and validation are gqlgen's.
func BenchmarkSteps(b *testing.B) {
	d := country()
	es := graph.NewSchema(config(&Root{Data: d}), execution.Options{})
	for name, query := range map[string]string{"nested": nested, "wide": wide} {
		ctx := graphql.StartOperationTrace(context.Background())
		oc, errs := serve(es).CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: map[string]any{"code": "01"}})
		if errs != nil {
			b.Fatal(errs)
		}
		ctx = graphql.WithResponseContext(graphql.WithOperationContext(ctx, oc), graphql.DefaultErrorPresenter, graphql.DefaultRecover)
		p, err := es.(steps).Plan(oc)
		if err != nil {
			b.Fatal(err)
		}
		x := es.(steps).Run(ctx, oc, p)
		x.Load()
		objects := bytes.Count(x.Answer(), []byte("{")) - 1
		b.Run("plan/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = es.(steps).Plan(oc)
			}
		})
		b.Run("load/"+name, func(b *testing.B) {
			measure(b, objects, func() { es.(steps).Run(ctx, oc, p).Load() })
		})
		b.Run("encode/"+name, func(b *testing.B) {
			measure(b, objects, func() { x.Answer() })
		})
	}
}

// BenchmarkParents shows that an object costs the same among ten and among ten thousand.
func BenchmarkParents(b *testing.B) {
	e := sets(&Root{Data: NewData(1, 900)}, execution.Options{})
	for _, n := range []int{10, 100, 1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			query := fmt.Sprintf(`{ communes(departement: "01", first: %d) { nodes { code name epci { code } } } }`, n)
			objects := bytes.Count(run(b, e, query).Data, []byte("{")) - 2
			measure(b, objects, func() { run(b, e, query) })
		})
	}
}
