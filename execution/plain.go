package execution

import (
	"context"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
)

// Get reads a field from a getter. Its panic becomes the field's error; found and valid are as in Value.
func Get[R any](e *Encoder, f *Entry, getter func() R) (v R, found, valid bool) {
	defer func() {
		if r := recover(); r != nil {
			found, valid = false, e.fail(f, e.oc.RecoverFunc(e.context(), r))
		}
	}()
	return getter(), true, true
}

// Peek reads a getter while gathering. A panic leaves the zero value: Get meets and reports it again.
func Peek[R any](getter func() R) (v R) {
	defer func() { _ = recover() }()
	return getter()
}

// Here is a context that names the position being written, for a foreign marshaler. It may report an error there, so
// no value around it is remembered.
func (e *Encoder) Here() context.Context {
	e.errors++
	return e.context()
}

// Stranger reports a value whose Go type is none that the schema knows for an interface or union.
func (e *Encoder) Stranger(v any, name string) bool {
	e.report(fmt.Errorf("%T is no Go type of %s: bind it to one of its types, or return one of them", v, name))
	return false
}

// WithoutNil calls a set resolver for the parents that are there, and leaves zero values for the others. Only gqlgen's
// own executor passes nil parents.
func WithoutNil[P, R any](parents []*P, resolve func([]*P) ([]R, error)) ([]R, error) {
	var there []*P
	var at []int
	for i, p := range parents {
		if p != nil {
			there, at = append(there, p), append(at, i)
		}
	}
	if len(there) == len(parents) {
		return resolve(parents)
	}
	all := make([]R, len(parents))
	if len(there) == 0 {
		return all, nil
	}
	out, err := resolve(there)
	var each graphql.BatchErrors
	if errors.As(err, &each) && len(each.Errors()) == len(there) {
		errs := make(graphql.BatchErrorList, len(parents))
		for i, e := range each.Errors() {
			errs[at[i]] = e
		}
		err = errs
	} else if err != nil {
		return nil, err
	}
	if len(out) != len(there) {
		return out, err
	}
	for i, v := range out {
		all[at[i]] = v
	}
	return all, err
}
