package contribution

import (
	"fmt"
	"reflect"

	"maillage/model"
)

// checkScale tells all that is wrong with a scale.
func checkScale(faults *model.Errors, at string, in *model.ScaleInput) {
	kinds := chosen(in)
	if len(kinds) != 1 {
		faults.Add("", model.Invalid(at, "a scale is exactly one of flat, perUnit, singleAmount, marginalRate, marginalAmount, linearAverageRate, wholeRate, package, "+
			"stepCoefficient, logarithmic, matrix, percentage; %d are given", len(kinds)))
	}
	for _, kind := range kinds {
		path := at + "." + kind
		switch kind {
		case "flat":
			notNegative(faults, path+".amount", in.Flat.Amount)
		case "perUnit":
			notNegative(faults, path+".rate", in.PerUnit.Rate)
		case "singleAmount":
			checkAmounts(faults, path, in.SingleAmount.Brackets)
		case "marginalAmount":
			checkAmounts(faults, path, in.MarginalAmount.Brackets)
		case "marginalRate":
			checkRates(faults, path, in.MarginalRate.Brackets)
		case "linearAverageRate":
			checkRates(faults, path, in.LinearAverageRate.Brackets)
		case "wholeRate":
			checkRates(faults, path, in.WholeRate.Brackets)
		case "package":
			checkPackage(faults, path, in.Package)
		case "stepCoefficient":
			checkStep(faults, path, in.StepCoefficient)
		case "logarithmic":
			checkLogarithmic(faults, path, in.Logarithmic)
		case "matrix":
			checkMatrix(faults, path, in.Matrix)
		case "percentage":
			checkPercentage(faults, path, in.Percentage)
		}
	}
}

// chosen are the kinds that a one-of input holds, by their names in JSON.
func chosen(in *model.ScaleInput) (kinds []string) {
	if in == nil {
		return nil
	}
	v := reflect.ValueOf(*in)
	for i := range v.NumField() {
		if !v.Field(i).IsNil() {
			kinds = append(kinds, jsonName(v.Type().Field(i)))
		}
	}
	return kinds
}

func notNegative(faults *model.Errors, path string, d model.Decimal) {
	if d.Sign() < 0 {
		faults.Add("", model.Invalid(path, "%s is negative: what is taken away is a discount or a cap, under corrections", d))
	}
}

func checkAmounts(faults *model.Errors, path string, brackets []*model.AmountBracketInput) {
	thresholds := make([]*model.Decimal, len(brackets))
	for i, b := range brackets {
		thresholds[i] = &b.Threshold
		notNegative(faults, fmt.Sprintf("%s.brackets.%d.amount", path, i), b.Amount)
	}
	checkThresholds(faults, path+".brackets.%d.threshold", path+".brackets", thresholds)
}

func checkRates(faults *model.Errors, path string, brackets []*model.RateBracketInput) {
	thresholds := make([]*model.Decimal, len(brackets))
	for i, b := range brackets {
		thresholds[i] = &b.Threshold
		notNegative(faults, fmt.Sprintf("%s.brackets.%d.rate", path, i), b.Rate)
	}
	checkThresholds(faults, path+".brackets.%d.threshold", path+".brackets", thresholds)
}

// mostBrackets is how many brackets a scale may have, and how many rows or columns a matrix.
const mostBrackets = 1000

// checkThresholds holds thresholds to rise; format places one of them, whole the list.
func checkThresholds(faults *model.Errors, format, whole string, list []*model.Decimal) {
	if len(list) == 0 {
		faults.Add("", model.Invalid(whole, "there is no bracket: give at least one, with threshold 0"))
	}
	if len(list) > mostBrackets {
		faults.Add("", model.Invalid(whole, "there are %d brackets: give at most %d", len(list), mostBrackets))
		return
	}
	for i, d := range list {
		path := fmt.Sprintf(format, i)
		switch {
		case d == nil:
			faults.Add("", model.Invalid(path, "the threshold is missing"))
		case d.Sign() < 0:
			faults.Add("", model.Invalid(path, "the threshold %s is negative: a basis is never below 0", d))
		case i > 0 && list[i-1] != nil && d.Cmp(*list[i-1]) == 0:
			faults.Add("", model.Invalid(path, "the threshold %s stands twice: a bracket begins where the one before ends, keep one of the two", d))
		case i > 0 && list[i-1] != nil && d.Cmp(*list[i-1]) < 0:
			faults.Add("", model.Invalid(path, "the threshold %s comes after %s: order the brackets by rising threshold", d, list[i-1]))
		}
	}
}

func checkPackage(faults *model.Errors, path string, in *model.PackageInput) {
	if in.Size.Sign() <= 0 {
		faults.Add("", model.Invalid(path+".size", "a block of %s units cannot be counted: give a size above 0", in.Size))
	}
	notNegative(faults, path+".amount", in.Amount)
	if in.Included != nil {
		notNegative(faults, path+".included", *in.Included)
	}
}

func checkStep(faults *model.Errors, path string, in *model.StepCoefficientInput) {
	notNegative(faults, path+".rate", in.Rate)
	thresholds := make([]*model.Decimal, len(in.Brackets))
	for i, b := range in.Brackets {
		thresholds[i] = &b.Threshold
		notNegative(faults, fmt.Sprintf("%s.brackets.%d.coefficient", path, i), b.Coefficient)
	}
	checkThresholds(faults, path+".brackets.%d.threshold", path+".brackets", thresholds)
}

func checkLogarithmic(faults *model.Errors, path string, in *model.LogarithmicInput) {
	notNegative(faults, path+".rate", in.Rate)
	notNegative(faults, path+".least", in.Least)
	if in.From.Sign() <= 0 {
		faults.Add("", model.Invalid(path+".from", "the logarithm begins at %s: give a basis above 0", in.From))
	}
	if in.UpTo.Cmp(in.From) <= 0 {
		faults.Add("", model.Invalid(path+".upTo", "%s is not above %s: the coefficient grows from `from` to `upTo`", in.UpTo, in.From))
	}
	if in.Most.Cmp(in.Least) < 0 {
		faults.Add("", model.Invalid(path+".most", "the largest coefficient %s is below the smallest %s: exchange them", in.Most, in.Least))
	}
	checkSlope(faults, path+".slope", in)
}

// checkSlope holds a rounded slope to lead from the least to the most, within the thousandth that rounding explains.
func checkSlope(faults *model.Errors, path string, in *model.LogarithmicInput) {
	if in.Slope == nil || in.From.Sign() <= 0 || in.UpTo.Cmp(in.From) <= 0 {
		return
	}
	l := logarithmicOf(in)
	end := l.least.add(l.slope.mul(l.share(l.upTo, ln10)))
	if off, slack := end.sub(l.most), (number{c: 1, s: 3}); off.cmp(slack) > 0 || off.cmp(slack.neg()) < 0 {
		faults.Add("", model.Invalid(path, "with this slope the coefficient is %s at %s, and not %s: correct the slope, or leave it out", end.plain(), in.UpTo, in.Most))
	}
}

func checkMatrix(faults *model.Errors, path string, in *model.MatrixInput) {
	checkThresholds(faults, path+".rows.%d", path+".rows", in.Rows)
	checkThresholds(faults, path+".columns.%d", path+".columns", in.Columns)
	if in.ColumnBasis != nil {
		checkBasis(faults, path+".columnBasis", in.ColumnBasis)
	}
	if len(in.Amounts) != len(in.Rows) {
		faults.Add("", model.Invalid(path+".amounts", "there are %d rows of amounts for %d thresholds in rows: give one row for each", len(in.Amounts), len(in.Rows)))
	}
	for i, row := range in.Amounts {
		if len(row) != len(in.Columns) {
			faults.Add("", model.Invalid(fmt.Sprintf("%s.amounts.%d", path, i), "the row has %d amounts for %d columns: give one for each", len(row), len(in.Columns)))
		}
		for j, d := range row {
			if d != nil {
				notNegative(faults, fmt.Sprintf("%s.amounts.%d.%d", path, i, j), *d)
			}
		}
	}
}

func checkPercentage(faults *model.Errors, path string, in *model.PercentageInput) {
	notNegative(faults, path+".rate", in.Rate)
	if one := model.MustDecimal("1"); in.Rate.Cmp(one) > 0 {
		faults.Add("", model.Invalid(path+".rate", "%s is more than the whole: write 0.008 for 0.8 %%", in.Rate))
	}
	if in.Ceiling != nil && in.Ceiling.Sign() <= 0 {
		faults.Add("", model.Invalid(path+".ceiling", "a ceiling of %s leaves nothing: leave it out where there is none", in.Ceiling))
	}
}
