package contribution

import (
	"fmt"
	"slices"

	"maillage/model"
)

// printed makes brackets of a grid as it was printed, in whole units with both bounds in. A hole or an overlap between two
// lines is refused and named, unless the rule says what a hole means.
func printed(in *model.PrintedGridInput) (*brackets, error) {
	var faults model.Errors
	b := &brackets{}
	if len(in.Rows) == 0 {
		faults.Add("", model.Invalid("rows", "the grid has no line"))
	}
	one := whole(1)
	for i, row := range in.Rows {
		path := fmt.Sprintf("rows.%d", i)
		from := ofPointer(row.From)
		notNegative(&faults, path+".amount", row.Amount)
		if row.UpTo != nil && of(*row.UpTo).cmp(from) < 0 {
			faults.Add("", model.Invalid(path+".upTo", "the line ends at %s, before it begins at %s", row.UpTo, from.plain()))
		}
		if i == 0 {
			b.thresholds, b.values = append(b.thresholds, from), append(b.values, of(row.Amount))
			continue
		}
		before := in.Rows[i-1]
		if before.UpTo == nil {
			faults.Add("", model.Invalid(path+".from", "the line before has no end, so this one overlaps it: end that one at %s", from.sub(one).plain()))
			continue
		}
		end := of(*before.UpTo)
		switch next := end.add(one); {
		case from.cmp(end) <= 0:
			faults.Add("", model.Invalid(path+".from", "%s belongs to two lines, this one and the one before: %s", span(from, end), "correct the bounds, or say which publication they come from"))
		case from.cmp(next) > 0 && in.Hole == nil:
			faults.Add("", model.Invalid(path+".from", "%s belongs to no line: say with hole whether it goes to the lower or the upper one", span(next, from.sub(one))))
		case from.cmp(next) > 0 && *in.Hole == model.HoleMeaningUpperRow:
			from = next
		}
		b.thresholds, b.values = append(b.thresholds, from), append(b.values, of(row.Amount))
	}
	if last := len(in.Rows) - 1; last >= 0 && in.Rows[last].UpTo != nil && in.Hole == nil {
		faults.Add("", model.Invalid(fmt.Sprintf("rows.%d.upTo", last), "what is beyond %s belongs to no line: leave the end of the last line out, or say with hole what it means", in.Rows[last].UpTo))
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if !slices.IsSortedFunc(b.thresholds, number.cmp) {
		return nil, model.Invalid("rows", "the lines do not rise: order them by their first value")
	}
	return b, nil
}

func span(from, to number) string {
	if from.cmp(to) == 0 {
		return "exactly " + from.plain()
	}
	return "from " + from.plain() + " to " + to.plain()
}
