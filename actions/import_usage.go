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
	r := newRecorder(a, by)
	for more := true; more; {
		n := 0
		for ; more && n < usageChunk; n++ {
			fields, err := lines.Read()
			var malformed *csv.ParseError
			switch {
			case errors.Is(err, io.EOF):
				more = false
				n--
				continue
			case err != nil && !errors.As(err, &malformed):
				return sum, err
			case n+sum.Lines == 0 && len(fields) > 0 && strings.EqualFold(fields[0], "service"):
				n--
				continue
			}
			at := 0
			if malformed != nil {
				at = malformed.StartLine
			} else {
				at, _ = lines.FieldPos(0)
			}
			l, fault := a.lineOf(known, at, fields, err)
			if fault != nil {
				r.reject(at, fault)
				continue
			}
			r.take(l)
		}
		err := a.DB.InTx(ctx, func(tx *db.Store) error {
			accepted, corrected, err := r.write(ctx, tx)
			sum.Accepted, sum.Corrected = sum.Accepted+accepted, sum.Corrected+corrected
			return err
		})
		if err != nil {
			return sum, err
		}
		left := r.rejected()
		sum.Lines, sum.Rejected = sum.Lines+n, sum.Rejected+len(left)
		for _, l := range left {
			reject(l.place, l.fault)
		}
		progress(sum)
	}
	return sum, nil
}

// lineOf reads the fields of a line.
func (a *Actions) lineOf(known *indicators, place int, fields []string, err error) (l usageLine, fault *model.Error) {
	if err == nil && len(fields) != 5 {
		err = fmt.Errorf("it has %d fields", len(fields))
	}
	if err != nil {
		return l, model.Invalid("", "this line cannot be read (%v): write service, indicator, month, SIREN or INSEE code, and count", err)
	}
	var faults model.Errors
	l.place, l.body = place, fields[3]
	l.indicator, err = known.find(fields[0], fields[1])
	faults.Add("", err)
	l.month, err = model.ParseMonth(fields[2])
	if err == nil {
		err = a.checkMonth(l.month, known.of(l.indicator))
	}
	faults.Add("month", err)
	l.count, err = strconv.Atoi(fields[4])
	if err != nil {
		faults.Add("", model.Invalid("count", "%q is not a whole number: write the count in digits", fields[4]))
	}
	if len(faults) > 0 {
		return l, faults[0]
	}
	return l, nil
}
