package db

import (
	"maps"
	"slices"
)

// Refusals are the constraints that errors.go explains to clients.
func Refusals() []string { return slices.Collect(maps.Keys(refusals)) }

// Internal are the constraints that only a bug can hit.
func Internal() []string { return internal }
