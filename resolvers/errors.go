package resolvers

import (
	"errors"

	"maillage/model"
)

// userErrors is the one place where errors become data: what a user can mend goes into the payload, the rest goes on.
func userErrors(err error) ([]*model.UserError, error) {
	var one *model.Error
	var all model.Errors
	switch {
	case err == nil:
		return []*model.UserError{}, nil
	case errors.As(err, &all):
	case errors.As(err, &one):
		all = model.Errors{one}
	default:
		return nil, err
	}
	return each(all, func(e *model.Error) *model.UserError {
		return &model.UserError{Code: string(e.Code), Message: e.Message, Path: e.Path}
	}), nil
}
