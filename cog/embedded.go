package cog

import (
	"bytes"
	_ "embed"
)

//go:embed data/almanac.zst
var almanac []byte

// Embedded decodes the published millésimes that the binary carries, oldest first. They take some 60 MB: fold them in and
// let them go.
func Embedded() ([]*Vintage, error) { return Decode(bytes.NewReader(almanac)) }
