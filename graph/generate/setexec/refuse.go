package setexec

import (
	"errors"
	"fmt"
	"go/types"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

// What the executor cannot run must not compile into something that runs differently: it is refused here, with the
// place in the schema and what to do about it.

func refuseConfig(cfg *config.Config) error {
	var all []error
	refuse := func(when bool, reason string) {
		if when {
			all = append(all, errors.New(reason))
		}
	}
	refuse(cfg.Federation.IsDefined(), "federation is not supported: remove it from the configuration")
	refuse(cfg.Exec.Layout == config.ExecLayoutFollowSchema, "exec.layout must be single-file: the glue refers to one exec package file")
	refuse(cfg.UseFunctionSyntaxForExecutionContext, "use_function_syntax_for_execution_context is not supported: the glue calls methods of the execution context")
	for _, name := range []string{cfg.Schema.Query.Name, rootName(cfg.Schema.Mutation), rootName(cfg.Schema.Subscription)} {
		if def := cfg.Schema.Types[name]; def != nil {
			for _, f := range def.Fields {
				refuse(isSet(f), at(f.Position, "%s.%s is a field of a root, which has no parents: remove @set", name, f.Name))
			}
		}
	}
	for _, name := range sorted(cfg.Schema.Types) {
		def := cfg.Schema.Types[name]
		if def.Kind == ast.Object {
			continue
		}
		for _, f := range def.Fields {
			refuse(isSet(f), at(f.Position, "%s.%s belongs to no object: put @set on the fields of the types that implement %s", name, f.Name, name))
		}
	}
	return errors.Join(all...)
}

func rootName(def *ast.Definition) string {
	if def == nil {
		return ""
	}
	return def.Name
}

func refuseSchema(d *codegen.Data) error {
	var all []error
	for _, location := range []string{"QUERY", "MUTATION", "SUBSCRIPTION", "FIELD"} {
		for name, directive := range d.AllDirectives.LocationDirectives(location) {
			if directive.SkipRuntime {
				continue // a resolver reads it from its field
			}
			all = append(all, errors.New(at(directive.Position, "@%s acts on %s, which the executor does not call: declare it on FIELD_DEFINITION", name, location)))
		}
	}
	for _, o := range objects(d) {
		if _, isStruct := types.Unalias(o.Type).(*types.Named); !o.Root && (!isStruct || config.IsNilable(o.Type)) {
			all = append(all, errors.New(at(o.Position, "%s is bound to %s: bind it to a named struct type", o.Name, o.Type)))
			continue
		}
		for _, f := range o.Fields {
			if reason := refuseField(o, f); reason != "" {
				all = append(all, errors.New(at(f.Position, "%s.%s %s", o.Name, f.Name, reason)))
			}
		}
	}
	return errors.Join(all...)
}

// refuseField tells why a field cannot be handled, and what to do.
func refuseField(o *codegen.Object, f *codegen.Field) string {
	r := f.TypeReference
	if delegated(f) {
		return ""
	}
	for _, a := range f.Args {
		if len(a.ImplDirectives()) > 0 {
			return fmt.Sprintf("has the argument %s with a directive, which the executor does not call: put it on the field", a.Name)
		}
	}
	switch {
	case r.IsRoot:
		return fmt.Sprintf("leads back to the root %s: select from the root in an operation of its own instead", r.Definition.Name)
	case f.UsesSubscriptionContext():
		return "uses @subscriptionContext: put what an event needs into its value"
	case o.Root:
		return refuseReference(r)
	case f.IsResolver && !f.IsBatch():
		return "has no Go field or method: add one to the model, or mark the field @set so that it is resolved for all parents at once"
	case f.IsMap():
		return "is an entry of a map: bind its type to a struct"
	case f.VOkFunc:
		return "is a method with an ok result: return a pointer instead"
	case f.HasHaser:
		return "has a Has method: return a pointer instead"
	}
	return refuseReference(r)
}

func refuseReference(r *config.TypeReference) string {
	switch {
	case r.HasEnumValues():
		return fmt.Sprintf("is the enum %s with @goEnum values: bind it to a string type", r.Definition.Name)
	case r.IsMap():
		return fmt.Sprintf("is bound to a map: bind %s to a struct", r.Definition.Name)
	case r.IsOmittable:
		return "is Omittable, which is for inputs only"
	case r.IsPtrToPtr(), r.IsPtrToSlice(), r.IsPtrToIntf():
		return fmt.Sprintf("is bound to %s, a pointer to something that can be nil by itself: remove the pointer", r.GO)
	case r.IsSlice():
		return refuseReference(r.Elem())
	case r.GQL.Elem != nil:
		return fmt.Sprintf("is a list, but bound to %s: bind it to a slice", r.GO)
	}
	return ""
}

func at(p *ast.Position, format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	if p == nil || p.Src == nil {
		return text
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.Src.Name, p.Line, p.Column, text)
}
