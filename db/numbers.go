package db

import (
	"fmt"
	"strconv"
	"strings"
)

// numbers are an array as PostgreSQL writes it: {1,2,3}. None of them is null.
type numbers []int64

// Scan reads a text, into what the last one left; null is none.
func (n *numbers) Scan(v any) error {
	*n = (*n)[:0]
	if v == nil {
		return nil
	}
	text, is := v.(string)
	rest, opened := strings.CutPrefix(text, "{")
	rest, closed := strings.CutSuffix(rest, "}")
	if !is || !opened || !closed {
		return fmt.Errorf("not an array of numbers: %.40v", v)
	}
	for more := rest != ""; more; {
		var one string
		one, rest, more = strings.Cut(rest, ",")
		i, err := strconv.ParseInt(one, 10, 64)
		if err != nil {
			return fmt.Errorf("not an array of numbers: %w", err)
		}
		*n = append(*n, i)
	}
	return nil
}
