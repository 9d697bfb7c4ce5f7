package edge

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// tooNested is said of values in the variables and in the document alike.
const tooNested = "nests its objects and lists %d deep, more than the %d allowed: write it flatter"

// weigh measures an object of JSON by its bytes: decoding half a million values would take longer than refusing them.
// What is not JSON is left for the decoder to tell.
func (l Limits) weigh(name string, raw []byte) *gqlerror.Error {
	depth, values := scan(raw)
	if depth--; depth > l.Nesting { // the object itself is no value
		return exceed(CodeNesting, depth, l.Nesting, "a value in %q "+tooNested, name, depth, l.Nesting)
	}
	if values--; values > l.Values {
		return exceed(CodeValues, values, l.Values, "%q holds %d values, more than the %d allowed: send them in several requests", name, values, l.Values)
	}
	return nil
}

// scan is how deep a text of JSON nests its objects and lists, and how many values it holds, these included.
func scan(raw []byte) (deepest, values int) {
	depth, empty := 0, true
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case ' ', '\t', '\r', '\n':
			continue
		case '{', '[':
			if empty {
				values++
			}
			depth++
			deepest, empty = max(deepest, depth), true
			continue
		case '}', ']':
			depth--
		case ',':
			values++
		default:
			if empty {
				values++
			}
			if raw[i] == '"' {
				i = closing(raw, i)
			}
		}
		empty = false
	}
	return deepest, values
}

// closing is the index of the quote that ends the string begun at i.
func closing(raw []byte, i int) int {
	for i++; i < len(raw) && raw[i] != '"'; i++ {
		if raw[i] == '\\' {
			i++
		}
	}
	return i
}

// input measures a value that is written in the document.
func (g *guard) input(v *ast.Value) {
	if depth, limit := nesting(v), g.limits.Nesting; depth > limit {
		g.exceed(v.Position, CodeNesting, depth, limit, "a value in the operation "+tooNested, depth, limit)
	}
}

func nesting(v *ast.Value) int {
	if v == nil || v.Kind != ast.ObjectValue && v.Kind != ast.ListValue {
		return 0
	}
	deepest := 0
	for _, child := range v.Children {
		deepest = max(deepest, nesting(child.Value))
	}
	return deepest + 1
}
