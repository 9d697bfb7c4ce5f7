// Package setexec is a gqlgen plugin that generates the glue between a schema's Go types and the set executor of package
// execution. It owns the directive @set and the files execution_gen.go and oracle_gen.go of the exec package; models,
// inputs, arguments and introspection stay gqlgen's.
package setexec

import (
	"os"
	"path/filepath"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/plugin"
	"github.com/vektah/gqlparser/v2/ast"
)

const (
	glueFile   = "execution_gen.go"
	oracleFile = "oracle_gen.go"
)

const directives = `"The field is resolved for all its parents at once. size is how many objects one parent has, for the cost of an operation."
directive @set(size: Int) on FIELD_DEFINITION
`

// Plugin generates the glue. It must be prepended to gqlgen's own plugins.
type Plugin struct{}

var (
	_ plugin.EarlySourcesInjector = Plugin{}
	_ plugin.ConfigMutator        = Plugin{}
	_ plugin.CodeGenerator        = Plugin{}
)

// Name is the plugin's name in messages.
func (Plugin) Name() string { return "setexec" }

// InjectSourcesEarly declares @set.
func (Plugin) InjectSourcesEarly() ([]*ast.Source, error) {
	return []*ast.Source{{Name: "setexec/set.graphqls", Input: directives}}, nil
}

// MutateConfig makes gqlgen ask for a batch resolver wherever the schema says @set.
func (Plugin) MutateConfig(cfg *config.Config) error {
	if err := refuseConfig(cfg); err != nil {
		return err
	}
	// Yesterday's glue may name what is gone today.
	for _, name := range []string{glueFile, oracleFile} {
		_ = os.Remove(filepath.Join(cfg.Exec.Dir(), name))
	}
	cfg.Directives["set"] = config.DirectiveConfig{SkipRuntime: true}
	yes := true
	for _, def := range cfg.Schema.Types {
		for _, f := range def.Fields {
			if !isSet(f) {
				continue
			}
			m := cfg.Models[def.Name]
			if m.Fields == nil {
				m.Fields = map[string]config.TypeMapField{}
			}
			field := m.Fields[f.Name]
			field.Resolver, field.Batch = true, &yes
			m.Fields[f.Name] = field
			cfg.Models[def.Name] = m
		}
	}
	return nil
}

// GenerateCode writes the glue beside gqlgen's generated code.
func (Plugin) GenerateCode(d *codegen.Data) error {
	if err := refuseSchema(d); err != nil {
		return err
	}
	dir := d.Config.Exec.Dir()
	if err := glue(d).save(filepath.Join(dir, glueFile)); err != nil {
		return err
	}
	return oracle(d).save(filepath.Join(dir, oracleFile))
}

func isSet(f *ast.FieldDefinition) bool { return f.Directives.ForName("set") != nil }
