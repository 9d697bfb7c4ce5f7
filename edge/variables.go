package edge

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/model"
)

// strict checks the variables for what gqlparser lets pass (a number where a String is declared, text where an Int is,
// a @oneOf object given whole, which it never opens) or tells in the words of Go (a map, a slice).
func strict(schema *ast.Schema, op *ast.OperationDefinition, variables map[string]any) *gqlerror.Error {
	for _, v := range op.VariableDefinitions {
		if value, given := variables[v.Variable]; given {
			if fault := fits(schema, v.Type, value, v.Variable); fault != nil {
				return fault
			}
		}
	}
	return nil
}

func fits(schema *ast.Schema, t *ast.Type, value any, at string) *gqlerror.Error {
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok { // one value stands for a list of one
			return fits(schema, t.Elem, value, at)
		}
		for i, v := range list {
			if fault := fits(schema, t.Elem, v, fmt.Sprintf("%s.%d", at, i)); fault != nil {
				return fault
			}
		}
		return nil
	}
	def := schema.Types[t.NamedType]
	if def == nil || value == nil { // gqlparser tells nulls where none may be
		return nil
	}
	switch def.Kind {
	case ast.InputObject:
		if object, ok := value.(map[string]any); ok {
			return fitsObject(schema, def, object, at)
		}
		return errVariable(at, "must be an object as %s describes it, not %s", def.Name, described(value))
	case ast.Enum:
		if name, ok := value.(string); !ok || def.EnumValues.ForName(name) == nil {
			return errVariable(at, "must be one of %s, not %s", choices(def.EnumValues), described(value))
		}
	case ast.Scalar:
		return fitsScalar(def.Name, value, at)
	}
	return nil
}

func fitsObject(schema *ast.Schema, def *ast.Definition, object map[string]any, at string) *gqlerror.Error {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if def.Fields.ForName(name) == nil && name != "__typename" {
			return errVariable(at+"."+clip(name), "is not a field of %s, which has %s", def.Name, names(def.Fields))
		}
	}
	oneOf := def.Directives.ForName("oneOf") != nil
	if oneOf && len(object) != 1 {
		return errVariable(at, "must hold exactly one of %s, and it holds %d", names(def.Fields), len(object))
	}
	for _, f := range def.Fields {
		value, given := object[f.Name]
		if oneOf && given && value == nil {
			return errVariable(at+"."+f.Name, "must not be null: it is the one of %s that is chosen", names(def.Fields))
		}
		if given {
			if fault := fits(schema, f.Type, value, at+"."+f.Name); fault != nil {
				return fault
			}
		}
	}
	return nil
}

func names(fields ast.FieldList) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Name
	}
	return strings.Join(all, ", ")
}

// unfit turns gqlparser's words on a variable into a fault of the input.
func unfit(op *ast.OperationDefinition, err *gqlerror.Error) *gqlerror.Error {
	if len(err.Path) < 2 || err.Path[0] != ast.PathName("variable") {
		return err
	}
	declared := ""
	if v := op.VariableDefinitions.ForName(fmt.Sprint(err.Path[1])); v != nil {
		declared = " ($" + v.Variable + ": " + v.Type.String() + ")"
	}
	says := clip(err.Message)
	if says == "must be defined" {
		says = "needs a value"
	}
	return errVariable(dotted(err.Path[1:]), "%s%s", says, declared)
}

// errVariable is an INVALID input at a dotted place in the variables.
func errVariable(at, format string, args ...any) *gqlerror.Error {
	err := refuse(string(model.CodeInvalid), "the variable $%s %s", at, fmt.Sprintf(format, args...))
	err.Extensions["field"] = at
	return err
}

func dotted(path ast.Path) string {
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = fmt.Sprint(p)
	}
	return strings.Join(parts, ".")
}
