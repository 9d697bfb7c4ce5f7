package contribution

import (
	"bytes"
	"encoding/json"
	"io"

	"maillage/model"
)

// fromJSON reads a JSON document. Numbers keep their digits, and a field that stands twice is refused: the library would take
// the last one without a word.
func fromJSON(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	raw, err := next(d)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, model.Invalid("", "something follows the end of the rule: one file holds one rule")
	}
	return raw, nil
}

// next is the value that comes next.
func next(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, model.Invalid("", "the rule is not JSON: %v", err)
	}
	switch t {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := next(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, closing(d)
	case json.Delim('{'):
		object := map[string]any{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, model.Invalid("", "the rule is not JSON: %v", err)
			}
			field, _ := name.(string)
			if _, twice := object[field]; twice {
				return nil, model.Invalid("", "at byte %d: the field %.40q stands twice, keep one of the two", d.InputOffset(), field)
			}
			if object[field], err = next(d); err != nil {
				return nil, err
			}
		}
		return object, closing(d)
	}
	return t, nil
}

func closing(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return model.Invalid("", "the rule is not JSON: %v", err)
	}
	return nil
}
