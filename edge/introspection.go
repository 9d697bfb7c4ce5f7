package edge

import (
	"context"
	"math"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// description estimates how many values an introspection answers with, from the averages of the schema: a type has so
// many fields, a field so many arguments. Lists of the description nest ("fields of the types of the fields of …"), so
// 100 bytes may ask for millions of values.
type description struct {
	average map[string]int // objects per list, by the name of the field
	most    int            // values that one operation may ask for
}

// members are the lists of a type that lead to types again; nested is how many may stand within one another.
var members = map[string]int{"fields": 1, "inputFields": 1, "interfaces": 1, "possibleTypes": 1}

const nested = 2

// describe weighs a schema. Allowed is twice what the fullest introspection of a tool asks for, whatever the schema's size.
func describe(s *ast.Schema) description {
	var fields, inputs, args, values, possible, interfaces int
	for _, t := range s.Types {
		if t.Kind == ast.InputObject {
			inputs += len(t.Fields)
		} else {
			fields += len(t.Fields)
		}
		for _, f := range t.Fields {
			args += len(f.Arguments)
		}
		values += len(t.EnumValues)
		interfaces += len(t.Interfaces)
		possible += len(s.PossibleTypes[t.Name])
	}
	types := len(s.Types)
	d := description{most: math.MaxInt, average: map[string]int{
		"types":         types,
		"directives":    len(s.Directives),
		"fields":        mean(fields, types),
		"inputFields":   mean(inputs, types),
		"args":          mean(args, fields),
		"enumValues":    mean(values, types),
		"possibleTypes": mean(possible, types),
		"interfaces":    mean(interfaces, types),
	}}
	doc, err := parser.ParseQuery(&ast.Source{Input: fullest})
	if err != nil {
		panic(err) // the text stands below
	}
	g := Options{}.filled().Limits.guard(context.Background(), doc, d)
	d.most = times(2, g.set(doc.Operations[0].SelectionSet, false).values)
	return d
}

// objects is how many objects stand below a field of the description: one where it is no list.
func (d description) objects(field string) int { return max(1, d.average[field]) }

func mean(sum, n int) int { return (sum + n - 1) / max(1, n) }

// fullest is all that a tool may want to know of a schema, with types wrapped up to nine times: what GraphiQL and the
// generators of clients ask for, each with less.
const fullest = `
query {
  __schema {
    description
    queryType { name kind } mutationType { name kind } subscriptionType { name kind }
    types { ...Whole }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...Input } }
  }
}
fragment Whole on __Type {
  kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) {
    name description isDeprecated deprecationReason
    args(includeDeprecated: true) { ...Input }
    type { ...Wrapped }
  }
  inputFields(includeDeprecated: true) { ...Input }
  interfaces { ...Wrapped }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...Wrapped }
}
fragment Input on __InputValue { name description defaultValue isDeprecated deprecationReason type { ...Wrapped } }
fragment Wrapped on __Type {
  kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
}`
