package model

import (
	"errors"
	"fmt"
	"strings"
)

// Code names the kind of an error that a client can act on. Whatever has no code is INTERNAL.
type Code string

const (
	CodeInvalid         Code = "INVALID"
	CodeNotFound        Code = "NOT_FOUND"
	CodeConflict        Code = "CONFLICT"
	CodeForbidden       Code = "FORBIDDEN"
	CodeUnauthenticated Code = "UNAUTHENTICATED"
	CodeInternal        Code = "INTERNAL"
)

// Error is an error meant for the client: what is wrong, where, and what to do about it. Path is the dotted place in
// the input ("parts.1.scale"), empty for the whole of it.
type Error struct {
	Code    Code
	Path    string
	Message string
}

func (e *Error) Error() string { return e.Message }

// Invalid is a fault of the input at path.
func Invalid(path, format string, args ...any) *Error {
	return &Error{CodeInvalid, path, fmt.Sprintf(format, args...)}
}

// NotFound is an object that does not exist, or not within the viewer's reach.
func NotFound(path, format string, args ...any) *Error {
	return &Error{CodeNotFound, path, fmt.Sprintf(format, args...)}
}

// Conflict is an input that the current state of the graph refuses.
func Conflict(path, format string, args ...any) *Error {
	return &Error{CodeConflict, path, fmt.Sprintf(format, args...)}
}

// Errors is every fault of one input, so that all can be mended at once.
type Errors []*Error

func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Message
	}
	return strings.Join(lines, "; ")
}

// Add collects a fault; nil and foreign errors too are accepted, the latter becoming INVALID at path.
func (es *Errors) Add(path string, err error) {
	var e *Error
	switch {
	case err == nil:
	case errors.As(err, &e):
		if e.Path == "" {
			e = &Error{e.Code, path, e.Message}
		}
		*es = append(*es, e)
	default:
		*es = append(*es, Invalid(path, "%v", err))
	}
}

// AddAll collects every fault that an error holds.
func (es *Errors) AddAll(err error) {
	var several Errors
	if errors.As(err, &several) {
		*es = append(*es, several...)
		return
	}
	es.Add("", err)
}

// Err is nil when no fault was collected.
func (es Errors) Err() error {
	if len(es) == 0 {
		return nil
	}
	return es
}
