package actions

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"

	"maillage/model"
)

// readUsage reads a file of counts by the separator of its first line, and passes over the mark that some programs put before
// UTF-8.
func readUsage(in io.Reader) (*csv.Reader, error) {
	text := bufio.NewReaderSize(in, 64<<10)
	if mark, _ := text.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = text.Discard(3)
	}
	head, err := text.Peek(4 << 10)
	if err != nil && len(head) == 0 {
		if err == io.EOF {
			return nil, model.Invalid("", "the file is empty: write service, indicator, month, SIREN or INSEE code, and count, one line for each count")
		}
		return nil, fmt.Errorf("the file cannot be read: %w", err)
	}
	head, _, _ = bytes.Cut(head, []byte("\n"))
	lines := csv.NewReader(text)
	lines.Comma, lines.ReuseRecord, lines.FieldsPerRecord, lines.TrimLeadingSpace = ',', true, -1, true
	if bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		lines.Comma = ';'
	}
	return lines, nil
}
