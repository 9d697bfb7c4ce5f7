package execution

import "github.com/99designs/gqlgen/graphql"

// Type describes one concrete object type of the schema; generated.
type Type struct {
	Name string
	// Implements lists the type conditions that the type satisfies: itself, its interfaces and its unions.
	Implements []string
	Fields     map[string]*Field
	// Frontier makes an empty list of the type's Go objects; nil for a root, whose single object has no Go value.
	Frontier func() Frontier
	// Gather collects the objects below those plain fields of a place that lead to calls; nil if the type has none.
	Gather func(*Run, *Place)
	// Write encodes the object of a root type.
	Write func(e *Encoder, p *Place, i int) bool
}

// Field describes one field of a Type; generated.
type Field struct {
	Name string
	// N is the field's case in the generated writers.
	N int
	// Kinds are the concrete types that the field may hold, in the order of Entry.Places; empty for a leaf.
	Kinds []*Type
	// Call resolves the field before the encoding starts; nil if it is read from the Go object while encoding.
	Call func(*Run, *Call)
	// Stream starts a field of the live root.
	Stream func(*Run, *Call) (Events, error)
	// NonNull tells whether the schema forbids a null here.
	NonNull bool
	// List tells whether the field holds several objects per parent, and Size how many to assume for its cost (0: default).
	List bool
	Size int
	// Page tells whether the field's first or last argument says how many objects stand below it.
	Page bool
	// Resolver and Method tell where a value comes from, for the text of errors.
	Resolver, Method bool
	// Delegated fields (introspection) are resolved and marshalled by gqlgen.
	Delegated bool
}

// typename is the field that every type has.
var typename = &Field{Name: "__typename", NonNull: true}

// Glue is what the generated code brings along; generated.
type Glue struct {
	// Schema is gqlgen's own executable schema over the same resolvers.
	Schema graphql.ExecutableSchema
	// Query, Mutation and Live are the root types; nil if the schema has none.
	Query, Mutation, Live *Type
	// Context makes the generated execution context of one operation, or turns the last one, which is no longer used, into it.
	Context func(last any, oc *graphql.OperationContext) any
}
