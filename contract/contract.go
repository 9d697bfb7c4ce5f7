// Package contract owns the operations that clients of the API already write: each document with variables that work on the
// demonstration. Tests run them as written, and GraphiQL opens with them. It does not own what the operations mean.
package contract

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.graphql *.json
var files embed.FS

// Operation is one document of the contract with its variables, a JSON object.
type Operation struct {
	Name      string // of the file: "01-commune"
	Query     string
	Variables string
}

// Mutates tells whether the operation changes something, and so needs a key.
func (o Operation) Mutates() bool {
	for line := range strings.Lines(o.Query) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return strings.HasPrefix(line, "mutation")
		}
	}
	return false
}

// Operations are all of them, in the order of their numbers.
func Operations() []Operation {
	names, _ := fs.Glob(files, "*.graphql") // the pattern is well formed, and sorted
	list := make([]Operation, len(names))
	for i, name := range names {
		name = strings.TrimSuffix(name, ".graphql")
		list[i] = Operation{name, read(name + ".graphql"), read(name + ".json")}
	}
	return list
}

func read(name string) string {
	text, _ := files.ReadFile(name) // one that is missing does not pass the tests
	return string(text)
}
