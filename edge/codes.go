package edge

import (
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"maillage/model"
)

// Codes of the errors that the edge makes itself, in extensions.code. They are part of the contract.
const (
	CodeParse         = errcode.ParseFailed
	CodeValidation    = errcode.ValidationFailed
	CodeBadRequest    = "BAD_REQUEST"
	CodeMethod        = "METHOD_NOT_ALLOWED"
	CodeNotAcceptable = "NOT_ACCEPTABLE"
	CodeMediaType     = "UNSUPPORTED_MEDIA_TYPE"
	CodeBody          = "BODY_TOO_LARGE"
	CodeDocument      = "DOCUMENT_TOO_LARGE"
	CodeTokens        = "TOKEN_LIMIT_EXCEEDED"
	CodeName          = "NAME_TOO_LONG"
	CodeDepth         = "DEPTH_LIMIT_EXCEEDED"
	CodeFields        = "FIELD_LIMIT_EXCEEDED"
	CodeRepeats       = "REPETITION_LIMIT_EXCEEDED"
	CodeNesting       = "INPUT_DEPTH_LIMIT_EXCEEDED"
	CodeValues        = "INPUT_SIZE_LIMIT_EXCEEDED"
	CodeIntrospection = "INTROSPECTION_LIMIT_EXCEEDED"
	CodeLive          = "LIVE_NEEDS_STREAM"
	CodeTimeout       = "TIMEOUT"
	CodeCancelled     = "CANCELLED"
)

// transportStatus is the status of what is wrong with HTTP or with us: it holds for every media type.
var transportStatus = map[string]int{
	CodeBadRequest:             http.StatusBadRequest,
	CodeMethod:                 http.StatusMethodNotAllowed,
	CodeNotAcceptable:          http.StatusNotAcceptable,
	CodeMediaType:              http.StatusUnsupportedMediaType,
	CodeBody:                   http.StatusRequestEntityTooLarge,
	CodeLive:                   http.StatusNotAcceptable,
	CodeTimeout:                http.StatusServiceUnavailable,
	string(model.CodeInternal): http.StatusInternalServerError,
}

// rightsStatus is the status of a missing right, where the media type lets a status speak.
var rightsStatus = map[string]int{
	string(model.CodeUnauthenticated): http.StatusUnauthorized,
	string(model.CodeForbidden):       http.StatusForbidden,
}

// status is that of an answer. Data means that the operation ran, and so does a null that an error propagated up to it.
// Without data, application/json keeps its old meaning: 200 for whatever was a well-formed request.
func status(m media, errs gqlerror.List, data bool) int {
	if data || len(errs) == 0 {
		return http.StatusOK
	}
	code := codeOf(errs[0])
	if s, ok := transportStatus[code]; ok {
		return s
	}
	if m == mediaJSON {
		return http.StatusOK
	}
	if s, ok := rightsStatus[code]; ok {
		return s
	}
	return http.StatusBadRequest
}

func codeOf(err *gqlerror.Error) string {
	code, _ := err.Extensions["code"].(string)
	return code
}

// refuse is an error with a code and a sentence.
func refuse(code, format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code}}
}

// exceed is a refusal that also tells what was found and what would have been allowed, for programs.
func exceed(code string, found, limit int, format string, args ...any) *gqlerror.Error {
	err := refuse(code, format, args...)
	err.Extensions["found"], err.Extensions["limit"] = found, limit
	return err
}
