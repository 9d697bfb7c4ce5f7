package contribution

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	writer "github.com/goccy/go-yaml"
	"go.yaml.in/yaml/v3"

	"maillage/model"
)

// fromYAML reads a YAML document as fromJSON would read the same in JSON. Numbers keep the digits that they are written with, which
// they lose where YAML is converted to JSON. Anchors are refused, since a short text could unfold to any size.
func fromYAML(text []byte) (any, error) {
	d := yaml.NewDecoder(bytes.NewReader(text))
	var document, more yaml.Node
	if err := d.Decode(&document); err != nil {
		return nil, model.Invalid("", "the rule is neither JSON nor YAML: %s", strings.Join(strings.Fields(err.Error()), " "))
	}
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, model.Invalid("", "something follows the end of the rule: one file holds one rule")
	}
	return plainly(document.Content[0])
}

func plainly(n *yaml.Node) (any, error) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		return nil, model.Invalid("", "line %d: anchors and tags are not for a rule: write fields, lists, texts and numbers", n.Line)
	}
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, v := range n.Content {
			var err error
			if list[i], err = plainly(v); err != nil {
				return nil, err
			}
		}
		return list, nil
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i]
			if _, twice := object[name.Value]; twice || name.Kind != yaml.ScalarNode {
				return nil, model.Invalid("", "line %d: the field %.40q stands twice, keep one of the two", name.Line, name.Value)
			}
			var err error
			if object[name.Value], err = plainly(n.Content[i+1]); err != nil {
				return nil, err
			}
		}
		return object, nil
	}
	switch n.ShortTag() {
	case "!!null":
		return nil, nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true"), nil
	case "!!int", "!!float":
		return json.Number(n.Value), nil
	}
	return n.Value, nil
}

// EncodeYAML writes a rule for people to read and compare. A text that the YAML writer would change is written as JSON, which
// is YAML too.
func EncodeYAML(r *Rule) []byte {
	text := Encode(r)
	if y, err := writer.JSONToYAML(text); err == nil {
		if again, err := Decode(y); err == nil && bytes.Equal(Encode(again), text) {
			return y
		}
	}
	return append(text, '\n')
}
