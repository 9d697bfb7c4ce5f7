package contribution

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"maillage/model"
)

// fromYAML reads a YAML document as encoding/json would read the same in JSON. Numbers keep the digits that they are written
// with: the library's own conversion takes them through floating point. Anchors are refused, since a short text could unfold
// to any size.
func fromYAML(text []byte) (any, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, model.Invalid("", "the rule is neither JSON nor YAML: %s", strings.Join(strings.Fields(err.Error()), " "))
	}
	var body ast.Node
	for _, d := range file.Docs {
		switch {
		case d.Body == nil || d.Body.Type() == ast.CommentType:
		case body != nil:
			return nil, model.Invalid("", "something follows the end of the rule: one file holds one rule")
		default:
			body = d.Body
		}
	}
	return plainly(body)
}

func plainly(n ast.Node) (any, error) {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return nil, nil
	case *ast.BoolNode:
		return n.Value, nil
	case *ast.StringNode:
		return n.Value, nil
	case *ast.LiteralNode:
		return n.Value.Value, nil
	case *ast.IntegerNode:
		return json.Number(n.Token.Value), nil
	case *ast.FloatNode:
		return json.Number(n.Token.Value), nil
	case *ast.SequenceNode:
		list := make([]any, len(n.Values))
		for i, v := range n.Values {
			var err error
			if list[i], err = plainly(v); err != nil {
				return nil, err
			}
		}
		return list, nil
	case *ast.MappingValueNode:
		return fields(n)
	case *ast.MappingNode:
		return fields(n.Values...)
	}
	return nil, unfit(n.GetToken())
}

func fields(list ...*ast.MappingValueNode) (any, error) {
	object := map[string]any{}
	for _, v := range list {
		name := v.Key.GetToken()
		if _, twice := object[name.Value]; twice || v.Key.IsMergeKey() {
			return nil, unfit(name)
		}
		var err error
		if object[name.Value], err = plainly(v.Value); err != nil {
			return nil, err
		}
	}
	return object, nil
}

func unfit(t *token.Token) error {
	return model.Invalid("", "line %d: %.40q is not for a rule: write fields, each once, lists, texts and numbers, without anchors or tags", t.Position.Line, t.Value)
}

// EncodeYAML writes a rule for people to read and compare. A text that the YAML writer would change is written as JSON, which
// is YAML too.
func EncodeYAML(r *Rule) []byte {
	text := Encode(r)
	if y, err := yaml.JSONToYAML(text); err == nil {
		if again, err := Decode(y); err == nil && bytes.Equal(Encode(again), text) {
			return y
		}
	}
	return append(text, '\n')
}
