// Package exectest holds a schema with a field of every sort, data in memory with planted faults, and the tests that
// compare the set executor with gqlgen's own over the same resolvers. It owns no code that runs outside of tests.
package exectest

//go:generate go run ../../graph/generate gqlgen.yml
