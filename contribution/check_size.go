package contribution

import "maillage/model"

// mostParts is how many parts, and how many corrections, a rule may have.
const mostParts = 100

// conditions is how many characters all conditions have: they are tried on each case.
func conditions(r *Rule) (n int) {
	if r.AppliesTo != nil {
		n = len(or(r.AppliesTo.Condition, ""))
	}
	for _, p := range r.Parts {
		n += len(or(p.Condition, ""))
	}
	for _, c := range r.Corrections {
		n += len(or(c.Condition, ""))
	}
	return n
}

// checkSize bounds what a rule costs to compute: it must fit into a file, be it drafted in one or not.
func checkSize(faults *model.Errors, r *Rule) {
	if n := len(r.Parts); n > mostParts {
		faults.Add("", model.Invalid("parts", "there are %d parts: give at most %d", n, mostParts))
	}
	if n := len(r.Corrections); n > mostParts {
		faults.Add("", model.Invalid("corrections", "there are %d corrections: give at most %d", n, mostParts))
	}
	if n := conditions(r); n > 10*longest {
		faults.Add("", model.Invalid("", "the conditions of the rule have %d characters in all: give at most %d", n, 10*longest))
	}
	if n := len(Encode(r)); n > Largest {
		faults.Add("", model.Invalid("", "the rule has %d bytes as a file: a rule has at most %d", n, Largest))
	}
}
