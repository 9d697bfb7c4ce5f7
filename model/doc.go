// Package model owns the nouns of the house: the words that every other room uses, each a plain struct that is
// row, GraphQL object and domain value in one. It does not own SQL, HTTP, clocks or contexts.
package model
