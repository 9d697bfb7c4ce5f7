package edge

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/model"
)

// strict checks the variables for what gqlparser lets pass (a number where a String is declared, a @oneOf object given
// whole, which it never opens) or tells wrongly (a fraction where an Int is declared).
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
	switch v := value.(type) {
	case json.Number:
		switch _, err := v.Int64(); {
		case t.NamedType == "String":
			return errVariable(at, "must be a string: put %s between quotes", clip(v.String()))
		case t.NamedType == "Int" && err != nil:
			return errVariable(at, "must be a whole number of 64 bits, not %s", clip(v.String()))
		}
	case map[string]any:
		return fitsObject(schema, schema.Types[t.NamedType], v, at)
	}
	return nil
}

func fitsObject(schema *ast.Schema, def *ast.Definition, object map[string]any, at string) *gqlerror.Error {
	if def == nil || def.Kind != ast.InputObject {
		return nil
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
	return errVariable(dotted(err.Path[1:]), "%s%s", clip(err.Message), declared)
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
