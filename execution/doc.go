// Package execution runs GraphQL operations set by set: one resolver call per field, arguments and level for all the
// parents that stand there, then one walk that writes the JSON bytes. It owns plans, loading, encoding, cost and limits
// of an operation; it does not own the schema, its nouns, SQL or HTTP, which generated glue and resolvers bring along.
package execution
