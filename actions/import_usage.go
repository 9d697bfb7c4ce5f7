package actions

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"maillage/db"
	"maillage/model"
)

// usageChunk is how many lines of a file are one transaction.
const usageChunk = 20_000

// UsageProgress is how far the import of a file is.
type UsageProgress struct{ Lines, Accepted, Corrected, Rejected int }

// ImportUsage records the counts of a file: lines of service, indicator, month, SIREN or INSEE code, and count, between semicolons
// or commas, below a line of names or not. It goes chunk by chunk: a file that was interrupted is imported again, and what stood
// stays. Rejected lines are told by their number.
func (a *Actions) ImportUsage(ctx context.Context, in io.Reader, by string, progress func(UsageProgress), reject func(line int, fault *model.Error)) (sum UsageProgress, err error) {
	lines, err := readUsage(in)
	if err != nil {
		return sum, err
	}
	known, err := readIndicators(ctx, a.DB)
	if err != nil {
		return sum, err
	}
	seen := map[mark]struct{}{}
	for more := true; more; {
		r := recorder{actions: a, by: by}
		n := 0
		for ; n < usageChunk; n++ {
			fields, err := lines.Read()
			if errors.Is(err, io.EOF) {
				more = false
				break
			}
			var malformed *csv.ParseError
			if err != nil && !errors.As(err, &malformed) {
				return sum, err
			}
			at, _ := lines.FieldPos(0)
			if err != nil {
				at = malformed.StartLine
			}
			if n == 0 && sum.Lines == 0 && len(fields) > 0 && strings.EqualFold(fields[0], "service") {
				n--
				continue
			}
			l, fault := a.usageLine(known, fields, err)
			if fault == nil {
				fault = first(seen, l)
			}
			if fault != nil {
				r.reject(at, fault)
				continue
			}
			l.Place = at
			r.take(l)
		}
		err := a.DB.InTx(ctx, func(tx *db.Store) error { return r.write(ctx, tx) })
		if err != nil {
			return sum, err
		}
		sum.Lines, sum.Accepted, sum.Corrected, sum.Rejected = sum.Lines+n, sum.Accepted+r.accepted, sum.Corrected+r.corrected, sum.Rejected+len(r.places)
		for _, line := range r.rejections() {
			reject(line.Index, r.rejected[line.Index])
		}
		progress(sum)
	}
	return sum, nil
}

// mark is what a line counts: a file counts it once.
type mark struct {
	indicator int64
	month     model.Month
	body      [9]byte
}

func first(seen map[mark]struct{}, l db.UsageLine) *model.Error {
	m := mark{indicator: l.Indicator.ID, month: l.Month}
	if copy(m.body[:], l.Body) < len(l.Body) {
		return model.NotFound("collectivity", "nobody has the SIREN or INSEE code %q: check it", l.Body)
	}
	if _, twice := seen[m]; twice {
		return model.Conflict("collectivity", "an earlier line of the file counts %s in %s: keep one of them", l.Body, l.Month)
	}
	seen[m] = struct{}{}
	return nil
}

// usageLine reads the fields of a line.
func (a *Actions) usageLine(known *indicators, fields []string, err error) (l db.UsageLine, fault *model.Error) {
	if err == nil && len(fields) != 5 {
		err = fmt.Errorf("it has %d fields", len(fields))
	}
	if err != nil {
		return l, model.Invalid("", "this line cannot be read (%v): write service, indicator, month, SIREN or INSEE code, and count", err)
	}
	var faults model.Errors
	l.Body = string([]byte(fields[3])) // the reader uses its memory again
	l.Indicator, err = known.find(fields[0], fields[1])
	faults.Add("", err)
	l.Month, err = model.ParseMonth(fields[2])
	if err == nil {
		err = a.checkMonth(l.Month, known.of(l.Indicator))
	}
	faults.Add("month", err)
	l.Count, err = strconv.Atoi(fields[4])
	if err != nil {
		faults.Add("", model.Invalid("count", "%q is not a whole number: write the count in digits", fields[4]))
	} else if fault := checkCount(l.Count); fault != nil {
		faults.Add("", fault)
	}
	if len(faults) > 0 {
		return l, faults[0]
	}
	return l, nil
}
