package contribution

import (
	"fmt"
	"slices"

	"maillage/model"
)

// printed makes a grid as it was printed ready, in whole units with both bounds in. A hole or an overlap between two lines is
// refused and named, unless the rule says what a hole means.
func printed(in *model.PrintedGridInput) (*grid, error) {
	var faults model.Errors
	sliced := or(in.Reading, model.GridReadingStratum) == model.GridReadingSlices
	g := &grid{b: &brackets{upper: sliced}}
	if len(in.Rows) == 0 {
		faults.Add("", model.Invalid("rows", "the grid has no line"))
	}
	for i, row := range in.Rows {
		path := fmt.Sprintf("rows.%d", i)
		checkRow(&faults, path, row, sliced)
		from := ofPointer(row.From)
		if row.UpTo != nil && of(*row.UpTo).cmp(from) < 0 {
			faults.Add("", model.Invalid(path+".upTo", "the line ends at %s, before it begins at %s", row.UpTo, from.plain()))
		}
		if i == 0 {
			from = begins(&faults, from, in.Hole, sliced)
		} else {
			from = follows(&faults, path+".from", in.Rows[i-1], from, in.Hole)
		}
		if sliced && from.sign() > 0 {
			from = from.sub(whole(1)) // a slice that begins at the 1,000th unit begins after 999 of them
		}
		g.add(from, row)
	}
	if last := len(in.Rows) - 1; last >= 0 && in.Rows[last].UpTo != nil && or(in.Hole, model.HoleMeaningUpperRow) == model.HoleMeaningUpperRow {
		faults.Add("", model.Invalid(fmt.Sprintf("rows.%d.upTo", last), "what is beyond %s belongs to no line: leave the end of the last line out, or say with hole LOWER_ROW that the last line goes on", in.Rows[last].UpTo))
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if !slices.IsSortedFunc(g.b.thresholds, number.cmp) {
		return nil, model.Invalid("rows", "the lines do not rise: order them by their first value")
	}
	return g, nil
}

// checkRow holds a line to one figure at most; none means that the source does not say.
func checkRow(faults *model.Errors, path string, row *model.PrintedRowInput, sliced bool) {
	switch {
	case row.Amount != nil && row.Rate != nil:
		faults.Add("", model.Invalid(path+".rate", "the line has an amount and a rate: keep one of the two"))
	case row.Amount != nil && sliced:
		faults.Add("", model.Invalid(path+".amount", "slices are counted at a rate: give the line a rate, or read the grid by STRATUM"))
	case row.Amount != nil:
		notNegative(faults, path+".amount", *row.Amount)
	case row.Rate != nil:
		notNegative(faults, path+".rate", *row.Rate)
	}
}

// begins is where the first line begins: at nothing, or with the first unit of slices.
func begins(faults *model.Errors, from number, hole *model.HoleMeaning, sliced bool) number {
	first := number{}
	if sliced {
		first = whole(1)
	}
	if from.cmp(first) > 0 && or(hole, model.HoleMeaningLowerRow) == model.HoleMeaningLowerRow {
		faults.Add("", model.Invalid("rows.0.from", "%s belongs to no line: leave the beginning of the first line out, or say with hole UPPER_ROW that it belongs to it", span(first, from.sub(whole(1)))))
	}
	return number{}
}

// follows is where a line begins that comes after another.
func follows(faults *model.Errors, path string, before *model.PrintedRowInput, from number, hole *model.HoleMeaning) number {
	one := whole(1)
	if before.UpTo == nil {
		faults.Add("", model.Invalid(path, "the line before has no end, so this one overlaps it: end that one at %s", from.sub(one).plain()))
		return from
	}
	end := of(*before.UpTo)
	switch next := end.add(one); {
	case from.cmp(end) <= 0:
		faults.Add("", model.Invalid(path, "%s belongs to two lines, this one and the one before: %s", span(from, end), "correct the bounds, or say which publication they come from"))
	case from.cmp(next) > 0 && hole == nil:
		faults.Add("", model.Invalid(path, "%s belongs to no line: say with hole whether it goes to the lower or the upper one", span(next, from.sub(one))))
	case from.cmp(next) > 0 && *hole == model.HoleMeaningUpperRow:
		return next
	}
	return from
}

func span(from, to number) string {
	if from.cmp(to) == 0 {
		return "exactly " + from.plain()
	}
	return "from " + from.plain() + " to " + to.plain()
}
