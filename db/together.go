package db

import (
	"database/sql/driver"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
)

// run asks for a batch.
func (b *batches) run(s *Store, now *batch) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("a statement for many: %v", cause)
		}
	}()
	return s.onLine(now.ctx, func(l *line) (err error) {
		text, args := b.text, now.askers[0]
		if len(now.askers) > 1 {
			if text, err = b.prepare(l); err != nil {
				return err
			}
			if args, err = arrays(now.askers); err != nil {
				return err
			}
			s.shared.statements.Add(1)
			s.shared.requests.Add(int64(len(now.askers)))
		}
		return l.read(now.ctx, text, args, func(p piece) error {
			p.asker = max(p.asker, 1) // a statement for one does not tell
			now.brought = append(now.brought, p)
			return nil
		})
	})
}

// prepare writes the text for many, once: a line tells what the arguments are.
func (b *batches) prepare(l *line) (string, error) {
	b.mu.Lock()
	text := b.together
	b.mu.Unlock()
	if text != "" {
		return text, nil
	}
	types, err := l.types(b.text)
	if err != nil {
		return "", err
	}
	text = together(b.text, types)
	b.mu.Lock()
	b.together = text
	b.mu.Unlock()
	return text, nil
}

// sharing counts statements for many and the requests that they answered.
type sharing struct{ statements, requests atomic.Int64 }

// Together tells how many statements answered several requests at once, and how many requests these were.
func (s *Store) Together() (statements, requests int64) {
	return s.shared.statements.Load(), s.shared.requests.Load()
}

var placeholder = regexp.MustCompile(`\$(\d+)`)

// together makes the text of a statement for one that of a statement for many: of each argument comes an array, as texts, and each
// row says at which place of the arrays it belongs. Texts hold no value, so that a $ in them is a placeholder.
func together(text string, types []string) string {
	var arrays, names, columns []string
	for i, t := range types {
		n := strconv.Itoa(i + 1)
		arrays = append(arrays, "$"+n+"::text[]")
		names = append(names, "a"+n)
		columns = append(columns, "a"+n+"::"+t)
	}
	return "select q.*, asker.place from (select place, " + strings.Join(columns, ", ") + // once, not wherever it is compared
		" from unnest(" + strings.Join(arrays, ", ") + ") with ordinality a(" + strings.Join(names, ", ") + ", place) offset 0) asker" +
		" cross join lateral (" + placeholder.ReplaceAllString(text, "asker.a$1") + ") q"
}

// arrays are the arguments of many, each as an array of texts.
func arrays(askers [][]any) ([]any, error) {
	all := make([]any, len(askers[0]))
	var array []byte
	for i := range all {
		array = append(array[:0], '{')
		for j, args := range askers {
			if j > 0 {
				array = append(array, ',')
			}
			v, err := value(args[i])
			if err != nil {
				return nil, err
			}
			if array, err = element(array, v); err != nil {
				return nil, err
			}
		}
		all[i] = string(append(array, '}'))
	}
	return all, nil
}

// element adds a value as it stands in an array of texts.
func element(array []byte, v driver.Value) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(array, "null"...), nil
	case int64:
		return strconv.AppendInt(array, v, 10), nil
	case bool:
		return strconv.AppendBool(array, v), nil
	case string:
		array = append(array, '"')
		for i := range len(v) {
			if v[i] == '"' || v[i] == '\\' {
				array = append(array, '\\')
			}
			array = append(array, v[i])
		}
		return append(array, '"'), nil
	}
	return nil, fmt.Errorf("%T is no argument of a statement for many", v)
}
