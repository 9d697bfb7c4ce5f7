package setexec

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

// generate goes as far as the glue; it expects to be refused before anything is written.
func generate(schema string, change func(*config.Config)) error {
	cfg := config.DefaultConfig()
	cfg.Exec = config.ExecConfig{Filename: "testdata/never/generated.go", Package: "never", Layout: config.ExecLayoutSingleFile}
	cfg.Model = config.PackageConfig{Filename: "testdata/never/models.go", Package: "never"}
	cfg.AutoBind = []string{"maillage/graph/generate/setexec/testdata/model"}
	injected, err := Plugin{}.InjectSourcesEarly()
	if err != nil {
		return err
	}
	cfg.Sources = append(injected, &ast.Source{Name: "test.graphqls", Input: schema})
	if change != nil {
		change(cfg)
	}
	if err := errors.Join(cfg.LoadSchema(), config.CompleteConfig(cfg)); err != nil {
		return err
	}
	if err := cfg.LoadSchema(); err != nil {
		return err
	}
	if err := cfg.Init(); err != nil {
		return err
	}
	if err := (Plugin{}).MutateConfig(cfg); err != nil {
		return err
	}
	data, err := codegen.BuildData(cfg)
	if err != nil {
		return err
	}
	return Plugin{}.GenerateCode(data)
}

// What the executor cannot run is refused with its place in the schema and what to do.
func TestRefusals(t *testing.T) {
	const query = "type Query { thing: Thing }\n"
	cases := map[string]struct {
		schema string
		change func(*config.Config)
		want   string
	}{
		"set on a root":       {"type Query { name: String @set }", nil, "test.graphqls:1:14: Query.name is a field of a root, which has no parents: remove @set"},
		"set on an interface": {query + "interface Named { name: String @set }\ntype Thing implements Named { name: String }", nil, "test.graphqls:2:19: Named.name belongs to no object"},
		"no Go field":         {query + "type Thing { nothing: String }", nil, "test.graphqls:2:14: Thing.nothing has no Go field or method"},
		"root in an object":   {query + "type Thing { query: Query @set }", nil, "test.graphqls:2:14: Thing.query leads back to the root Query"},
		"ok method":           {query + "type Thing { ok: String }", nil, "test.graphqls:2:14: Thing.ok is a method with an ok result"},
		"pointer to a slice":  {query + "type Thing { lists: [String!] }", nil, "test.graphqls:2:14: Thing.lists "},
		"map": {query + "type Thing { name: String }", func(c *config.Config) {
			c.Models["Thing"] = config.TypeMapEntry{Model: config.StringList{"map[string]any"}}
		}, "test.graphqls:2:6: Thing is bound to map[string]any: bind it to a named struct type"},
		"enum values": {query + "directive @goModel(model: String) on ENUM\ndirective @goEnum(value: String) on ENUM_VALUE\n" +
			`enum Kind @goModel(model: "maillage/graph/generate/setexec/testdata/model.Kind") { A @goEnum(value: "maillage/graph/generate/setexec/testdata/model.KindA") B @goEnum(value: "maillage/graph/generate/setexec/testdata/model.KindB") }` +
			"\ntype Thing { kind: Kind! }", nil, "test.graphqls:5:14: Thing.kind is the enum Kind with @goEnum values"},
		"directive on an argument": {"directive @log on ARGUMENT_DEFINITION\ntype Query { thing(name: String @log): Thing }\ntype Thing { name: String }", nil,
			"test.graphqls:2:14: Query.thing has the argument name with a directive"},
		"directive on operations": {query + "directive @log on QUERY\ntype Thing { name: String }", nil, "test.graphqls:2:12: @log acts on QUERY"},
		"federation": {query + "type Thing { name: String }", func(c *config.Config) {
			c.Federation = config.PackageConfig{Filename: "testdata/never/federation.go", Package: "never"}
		}, "federation is not supported"},
		"layout": {query + "type Thing { name: String }", func(c *config.Config) {
			c.Exec = config.ExecConfig{DirName: "testdata/never", Package: "never", Layout: config.ExecLayoutFollowSchema}
		}, "exec.layout must be single-file"},
		"function syntax": {query + "type Thing { name: String }", func(c *config.Config) { c.UseFunctionSyntaxForExecutionContext = true }, "use_function_syntax_for_execution_context"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			err := generate(c.schema, c.change)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	if _, err := os.Stat("testdata/never"); err == nil {
		t.Error("something was written")
	}
}
