package edge_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"maillage/edge"
)

// sdl is a graph small enough to be answered by hand and recursive enough to be attacked.
const sdl = `
schema { query: Query mutation: Mutation subscription: Live }
type Query { hello(name: String, times: Int, choice: Choice, wish: Wish): String  place: Place  places: [Place!]! }
type Place { name: String  code: String  a: Place  b: Place  near: [Place!]! }
type Mutation { rename(name: String!): String }
type Live { ticks: Int }
input Choice @oneOf { code: String  siren: String }
input Wish { not: Wish  any: [Wish!]  few: Int  far: Float  now: Boolean  kind: Kind  id: ID  on: Date  must: String! = "" }
enum Kind { K1 K2 K3 K4 K5 K6 K7 K8 K9 K10 K11 }
scalar Date
`

// world is an executable schema whose answer each test writes itself: everything else is the edge's.
func world(exec func(ctx context.Context) graphql.ResponseHandler) graphql.ExecutableSchema {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: sdl})
	return &graphql.ExecutableSchemaMock{
		SchemaFunc: func() *ast.Schema { return schema },
		ExecFunc:   exec,
		ComplexityFunc: func(context.Context, string, string, int, map[string]any) (int, bool) {
			return 0, false
		},
	}
}

// says answers every operation with the same data.
func says(data string) graphql.ExecutableSchema {
	return world(func(context.Context) graphql.ResponseHandler {
		return graphql.OneShot(&graphql.Response{Data: json.RawMessage(data)})
	})
}

// fails answers every operation with an error of the field "place", as an executor reports it.
func fails(err error) graphql.ExecutableSchema {
	return world(func(context.Context) graphql.ResponseHandler {
		return func(ctx context.Context) *graphql.Response {
			graphql.AddError(atPlace(ctx), err)
			return &graphql.Response{Data: json.RawMessage(`{"place":null}`)}
		}
	})
}

func atPlace(ctx context.Context) context.Context {
	return graphql.WithFieldContext(ctx, &graphql.FieldContext{
		Object: "Query",
		Field:  graphql.CollectedField{Field: &ast.Field{Name: "place", Alias: "place", Position: &ast.Position{Line: 1, Column: 3}}},
	})
}

// book is a log that a test can read.
type book struct{ bytes.Buffer }

func (b *book) logger() *slog.Logger { return slog.New(slog.NewJSONHandler(b, nil)) }

// answer is a response as a client reads it.
type answer struct {
	Status int
	Header http.Header
	Raw    string
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string           `json:"message"`
		Path       []any            `json:"path"`
		Locations  []map[string]int `json:"locations"`
		Extensions map[string]any   `json:"extensions"`
	} `json:"errors"`
}

func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

func send(t testing.TB, h http.Handler, r *http.Request) answer {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	a := answer{Status: w.Code, Header: w.Header(), Raw: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, w.Body)
	}
	return a
}

func post(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

// ask posts a query with the media type whose statuses speak.
func ask(t testing.TB, h http.Handler, query string) answer {
	t.Helper()
	r := post(question(query, nil))
	r.Header.Set("Accept", "application/graphql-response+json")
	return send(t, h, r)
}

func question(query string, variables map[string]any) string {
	b, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func silent() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

func quiet() edge.Options { return edge.Options{Log: silent()} }

// remembers counts the operations that reach the schema, by identity.
func remembers(seen map[*ast.OperationDefinition]int) graphql.ExecutableSchema {
	return world(func(ctx context.Context) graphql.ResponseHandler {
		seen[graphql.GetOperationContext(ctx).Operation]++
		return graphql.OneShot(&graphql.Response{Data: json.RawMessage(`{}`)})
	})
}
