package edge

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// scalars are the types of GraphQL itself: which values of JSON stand for them, and how to say so. Whole numbers have 32
// bits, as the specification has it; the schema's own scalars read for themselves.
var scalars = map[string]struct {
	fits func(value any) bool
	must string
}{
	"Int":     {func(v any) bool { return whole(v, 32) }, "a whole number of 32 bits"},
	"Float":   {func(v any) bool { n, ok := v.(json.Number); return ok && finite(n) }, "a number of 64 bits"},
	"String":  {func(v any) bool { _, ok := v.(string); return ok }, "a string"},
	"Boolean": {func(v any) bool { _, ok := v.(bool); return ok }, "true or false"},
	"ID":      {func(v any) bool { _, ok := v.(string); return ok || whole(v, 64) }, "a string or a whole number"},
}

func fitsScalar(name string, value any, at string) *gqlerror.Error {
	scalar, standard := scalars[name]
	if !standard || scalar.fits(value) {
		return nil
	}
	if n, ok := value.(json.Number); ok && name == "String" {
		return errVariable(at, "must be a string: put %s between quotes", clip(n.String()))
	}
	return errVariable(at, "must be %s, not %s", scalar.must, described(value))
}

func whole(value any, bits int) bool {
	n, ok := value.(json.Number)
	_, err := strconv.ParseInt(n.String(), 10, bits)
	return ok && err == nil
}

func finite(n json.Number) bool {
	_, err := n.Float64()
	return err == nil
}

// described is a value of a variable as a sentence names it.
func described(value any) string {
	switch v := value.(type) {
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		return "the string " + strconv.Quote(clip(v))
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return clip(v.String())
	}
	return "null"
}

// choices are the first values of an enum.
func choices(values ast.EnumValueList) string {
	const shown = 10
	all := make([]string, 0, shown+1)
	for i, v := range values {
		if i == shown {
			all = append(all, "…")
			break
		}
		all = append(all, v.Name)
	}
	return strings.Join(all, ", ")
}
