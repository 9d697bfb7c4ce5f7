// Command generate writes what follows from the schema: gqlgen's code and, through the plugin setexec, the glue of the
// set executor. It takes the configuration's name, gqlgen.yml unless given: go run ./graph/generate [gqlgen.yml]
package main

import (
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"

	"maillage/graph/generate/setexec"
)

func main() {
	name := "gqlgen.yml"
	if len(os.Args) > 1 {
		name = os.Args[1]
	}
	cfg, err := config.LoadConfig(name)
	if err == nil {
		// Prepended: gqlgen's model generator must already know which fields are resolvers' to leave them out.
		err = api.Generate(cfg, api.PrependPlugin(setexec.Plugin{}))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}
