package contribution

import (
	"slices"

	"maillage/model"
)

// Statement is what a case costs in the year. What is asked of it beyond that (the lines that make the total, payers, shares
// of the beneficiaries, what each would pay alone, words) is computed when it is asked for, by the same recipe.
type Statement struct {
	Case     *Case
	Total    model.Euro
	rule     *rule
	run      *run
	troubles *[]Anomaly
	outcome  outcome
	Priced   bool // false where something is missing: see Anomalies
}

// outcome is a model.ContributionOutcome in one byte: there are a million of them in a campaign.
type outcome uint8

const (
	due outcome = iota
	exempted
	notApplicable
)

// Outcome tells whether an amount is due, nothing on purpose, or nothing since no rule prices the case.
func (s *Statement) Outcome() model.ContributionOutcome {
	return [...]model.ContributionOutcome{model.ContributionOutcomeDue, model.ContributionOutcomeExempt, model.ContributionOutcomeNotApplicable}[s.outcome]
}

// Anomalies are what keeps the case from being priced.
func (s *Statement) Anomalies() []Anomaly {
	if s.troubles == nil {
		return nil
	}
	return *s.troubles
}

func (s *Statement) trouble(list ...Anomaly) {
	list = append(s.Anomalies(), list...)
	s.Priced, s.Total, s.troubles = false, 0, &list
}

// Anomaly is something that keeps a case from being priced, or that somebody should look at.
type Anomaly struct {
	Code    string
	Message string
	Path    string
	Body    *Body
}

// The codes of anomalies.
const (
	MissingBasis  = "MISSING_BASIS"  // a basis is not known
	NegativeBasis = "NEGATIVE_BASIS" // a basis is below nothing
	NoRule        = "NO_RULE"        // no rule prices the case
	SeveralRules  = "SEVERAL_RULES"  // more than one rule prices it
	TooLarge      = "TOO_LARGE"      // an amount beyond MaxEuro
)

// Rule is the rule that applied; false where none did.
func (s *Statement) Rule() (Published, bool) {
	if s.rule == nil {
		return Published{}, false
	}
	return s.rule.Published, true
}

// Lines are the steps of the computation; their amounts make the total. A case that is not priced has those that could be made.
func (s *Statement) Lines() (list []Line) {
	switch {
	case s.rule == nil:
	case s.rule.keys != nil:
		list = slices.Clone(s.run.kept[s.Case])
	default:
		x, again := s.run.pricing(s.Case), *s
		x.sum.noted = &list
		x.apply(&again, s.rule)
	}
	for i := range list {
		list[i].of = s
	}
	return list
}
