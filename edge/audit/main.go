// Command audit holds the edge against the audits of the npm package graphql-http. It owns the server that they run
// against, unless an address is given, and not what they check. It needs node ≥ 20 and npm:
//
//	go run ./edge/audit
//	go run ./edge/audit http://127.0.0.1:8080/graphql
package main

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"maillage/edge"
)

//go:embed package.json package-lock.json audit.mjs
var suite embed.FS

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := audit(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "audit:", err)
		os.Exit(1)
	}
}

func audit(ctx context.Context, args []string) error {
	address := ""
	if len(args) > 0 {
		address = args[0]
	} else {
		server := httptest.NewServer(edge.Handler(anything(), edge.Options{}))
		defer server.Close()
		address = server.URL
	}
	folder, err := os.MkdirTemp("", "audit-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := os.CopyFS(folder, suite); err != nil {
		return fmt.Errorf("unpack the suite: %w", err)
	}
	if err := run(ctx, folder, "npm", "ci", "--no-fund", "--no-audit", "--ignore-scripts"); err != nil {
		return err
	}
	return run(ctx, folder, "node", filepath.Join(folder, "audit.mjs"), address)
}

func run(ctx context.Context, folder, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Stdout, c.Stderr = folder, os.Stdout, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// anything is a schema that answers every operation with its type's name, which is all that the audits ask.
func anything() graphql.ExecutableSchema {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { nothing: Int } type Mutation { nothing: Int }`})
	return &graphql.ExecutableSchemaMock{
		SchemaFunc: func() *ast.Schema { return schema },
		ExecFunc: func(context.Context) graphql.ResponseHandler {
			return graphql.OneShot(&graphql.Response{Data: json.RawMessage(`{"__typename":"Query"}`)})
		},
	}
}
