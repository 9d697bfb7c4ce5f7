package contribution

import (
	"bytes"
	"encoding/json"
	"io"

	"maillage/model"
)

// fromJSON reads a JSON document. Numbers keep their digits, and a field that stands twice is refused: the library takes the
// last one without a word, so that there are fewer fields than colons.
func fromJSON(text []byte) (raw any, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&raw); err != nil {
		return nil, model.Invalid("", "the rule is not JSON: %v", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, model.Invalid("", "something follows the end of the rule: one file holds one rule")
	}
	if fieldsIn(raw) != colonsIn(text) {
		return nil, model.Invalid("", "a field stands twice in one object, and only one could count: keep that one")
	}
	return raw, nil
}

func fieldsIn(raw any) (n int) {
	switch v := raw.(type) {
	case map[string]any:
		n = len(v)
		for _, x := range v {
			n += fieldsIn(x)
		}
	case []any:
		for _, x := range v {
			n += fieldsIn(x)
		}
	}
	return n
}

// colonsIn counts those that are not within a text.
func colonsIn(text []byte) (n int) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\':
			i++ // only within a text
		case c == ':' && !quoted:
			n++
		}
	}
	return n
}
