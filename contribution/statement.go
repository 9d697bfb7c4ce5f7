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

// Line is one step of a computation: operands, not words.
type Line struct {
	Amount     model.Euro
	part       *part
	correction *correction
	step       step
	bracket    int32
	about      int32 // place of the beneficiary it is about, or nobody
	base       number
	of         *Statement
}

// nobody is who a line is about that is about all.
const nobody = -1

type step uint8

const (
	summand step = iota
	corrected
	prorated
	credited
	rounded
	split
)

// Label is what the line is called.
func (l *Line) Label() string {
	switch l.step {
	case corrected:
		return l.correction.label
	case prorated:
		return "Prorata temporis"
	case credited:
		return "Avoir : déjà payé par " + l.About().Name
	case rounded:
		return "Arrondi"
	}
	if b := l.About(); b != nil {
		return l.part.label + " : " + b.Name
	}
	return l.part.label
}

// About is the beneficiary that the line is about, nil where it is about all.
func (l *Line) About() *Body {
	if l.about == nobody {
		return nil
	}
	return &l.of.run.f.Bodies[l.about]
}

// Basis is what the line is computed on, false for corrections.
func (l *Line) Basis() (model.ContributionBasis, bool) {
	if l.part == nil {
		return model.ContributionBasis{}, false
	}
	b := model.ContributionBasis{Kind: l.part.kind}
	if l.part.kind == model.BasisKindNone {
		return b, true
	}
	if d, err := model.ParseDecimal(l.base.plain()); err == nil {
		b.Value = &d
	}
	if v := l.vintage(); v != "" {
		b.Vintage = &v
	}
	return b, true
}

func (l *Line) vintage() string {
	if l.part.need < 0 {
		return ""
	}
	x := l.of.run.pricing(l.of.Case)
	switch {
	case l.about != nobody:
		return l.About().Values[l.part.need].Vintage
	case x.own:
		return x.subscriber.Values[l.part.need].Vintage
	}
	for _, i := range x.c.Beneficiaries {
		if x.counts(i, l.part.kind) {
			return x.run.f.Bodies[i].Values[l.part.need].Vintage
		}
	}
	return ""
}

// Bracket is the bracket reached, nil where there are none.
func (l *Line) Bracket() *string {
	if l.part == nil || l.part.scale == nil {
		return nil
	}
	return label(l.part.scale.brackets(), int(l.bracket))
}
