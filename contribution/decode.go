package contribution

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"maillage/model"
)

// Largest is the most bytes of a rule's file.
const Largest = 256 << 10

// Decode reads a rule of JSON or YAML. Unknown fields, missing ones, wrong types and values out of a list are all told at
// once, each at its place; whether the rule makes sense is told by Validate.
func Decode(text []byte) (*Rule, error) {
	if len(text) > Largest {
		return nil, model.Invalid("", "the file has %d bytes: a rule has at most %d", len(text), Largest)
	}
	read := fromYAML
	if b := bytes.TrimSpace(text); len(b) == 0 || b[0] == '{' {
		read = fromJSON
	}
	raw, err := read(text)
	if err != nil {
		return nil, err
	}
	r := new(Rule)
	var faults model.Errors
	fill(&faults, "", raw, reflect.ValueOf(r).Elem())
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return r, nil
}

// Encode writes a rule as Decode reads it: the same rule gives the same bytes.
func Encode(r *Rule) []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // nothing in a rule can fail to be written
	}
	return b
}

// fill puts a value of JSON into a Go value of the rule's input types.
func fill(faults *model.Errors, path string, raw any, into reflect.Value) {
	if into.Kind() == reflect.Pointer {
		if raw == nil {
			return
		}
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	if t, ok := into.Addr().Interface().(encoding.TextUnmarshaler); ok {
		s, err := written(raw)
		if err == nil {
			err = t.UnmarshalText([]byte(s))
		}
		faults.Add(path, err)
		return
	}
	switch into.Kind() {
	case reflect.Struct:
		fillStruct(faults, path, raw, into)
	case reflect.Slice:
		list, ok := raw.([]any)
		if !ok {
			faults.Add("", model.Invalid(path, "this is a list, not %s", named(raw)))
			return
		}
		into.Set(reflect.MakeSlice(into.Type(), len(list), len(list)))
		for i, v := range list {
			at := fmt.Sprintf("%s.%d", path, i)
			if v == nil {
				faults.Add("", model.Invalid(at, "an entry of the list is empty"))
				continue
			}
			fill(faults, at, v, into.Index(i))
		}
	case reflect.String:
		s, ok := raw.(string)
		if into.SetString(s); !ok {
			faults.Add("", model.Invalid(path, "this is a text, not %s", named(raw)))
		} else if e, is := into.Interface().(interface{ IsValid() bool }); is && !e.IsValid() {
			faults.Add("", model.Invalid(path, "%q is not one of the values allowed here", s))
		} else {
			faults.Add("", model.CheckText(path, s))
		}
	case reflect.Bool:
		b, ok := raw.(bool)
		if into.SetBool(b); !ok {
			faults.Add("", model.Invalid(path, "this is true or false, not %s", named(raw)))
		}
	case reflect.Int:
		n, ok := raw.(json.Number)
		i, err := n.Int64()
		if !ok || err != nil || i < -1<<31 || i >= 1<<31 {
			faults.Add("", model.Invalid(path, "this is a whole number, not %s", named(raw)))
			return
		}
		into.SetInt(i)
	}
}

func fillStruct(faults *model.Errors, path string, raw any, into reflect.Value) {
	object, ok := raw.(map[string]any)
	if !ok {
		faults.Add("", model.Invalid(path, "this is an object, not %s", named(raw)))
		return
	}
	t := into.Type()
	known := map[string]bool{}
	for i := range t.NumField() {
		name, rest, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		known[name] = true
		v, given := object[name]
		if !given || v == nil {
			if rest != "omitempty" {
				faults.Add("", model.Invalid(join(path, name), "this is missing"))
			}
			continue
		}
		fill(faults, join(path, name), v, into.Field(i))
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if !known[name] {
			faults.Add("", model.Invalid(join(path, name), "there is no such field here: there are %s", strings.Join(slices.Sorted(maps.Keys(known)), ", ")))
		}
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// written is the text of a scalar: numbers of YAML and JSON keep their digits.
func written(raw any) (string, error) {
	switch v := raw.(type) {
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	}
	return "", model.Invalid("", "this is a text or a number, not %s", named(raw))
}

func named(raw any) string {
	switch v := raw.(type) {
	case nil:
		return "nothing"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case bool:
		return fmt.Sprint(v)
	default:
		return fmt.Sprintf("%.60q", fmt.Sprint(v))
	}
}
