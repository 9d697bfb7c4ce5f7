package contribution

import (
	"fmt"

	"maillage/model"
)

// Statement is what a case costs in the year: its lines make the total. What is asked of it beyond that (payers, shares of
// the beneficiaries, what each would pay alone, words) is computed from the same lines when it is asked for.
type Statement struct {
	Case      *Case
	Outcome   model.ContributionOutcome
	Total     model.Euro
	Priced    bool // false where something is missing: see Anomalies
	Lines     []Line
	Anomalies []Anomaly
	rule      *rule
	run       *run
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
	MissingBasis = "MISSING_BASIS" // a basis is not known
	NoRule       = "NO_RULE"       // no rule prices the case
	SeveralRules = "SEVERAL_RULES" // more than one rule prices it
	TooLarge     = "TOO_LARGE"     // an amount beyond MaxEuro
)

// Rule is the rule that applied; false where none did.
func (s *Statement) Rule() (Published, bool) {
	if s.rule == nil {
		return Published{}, false
	}
	return s.rule.Published, true
}

// Line is one step of a computation: operands, not words, so that a million of them cost little.
type Line struct {
	Amount     model.Euro
	part       *part
	correction *correction
	step       step
	bracket    int32
	about      int32 // place of the beneficiary it is about, -1 for none
	base       number
	run        *run
	of         *Statement
}

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
		return "Avoir : déjà payé par " + l.run.f.Bodies[l.about].Name
	case rounded:
		return "Arrondi"
	}
	if l.about >= 0 {
		return l.part.label + " : " + l.run.f.Bodies[l.about].Name
	}
	return l.part.label
}

// About is the beneficiary that the line is about, nil where it is about all.
func (l *Line) About() *Body {
	if l.about < 0 {
		return nil
	}
	return &l.run.f.Bodies[l.about]
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
	x := l.run.pricing(l.of.Case)
	if l.about >= 0 {
		return l.run.f.Bodies[l.about].Values[l.part.need].Vintage
	}
	for _, b := range x.counted(l.part, l.of.rule) {
		return b.Values[l.part.need].Vintage
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

// Explanation is the computation in words.
func (l *Line) Explanation() string {
	switch l.step {
	case corrected:
		return l.correction.explain(l.base)
	case prorated:
		x := l.run.pricing(l.of.Case)
		n, d := x.period(l.of.rule)
		return fmt.Sprintf("%s × %d / %d", told(l.base), n, d)
	case credited:
		return "contribution individuelle sur la période couverte"
	case rounded:
		return "écart entre le total arrondi et la somme des lignes"
	case split:
		return fmt.Sprintf("%s de %s, au prorata de %s", percent(l.part.share), price(l.run.envelopes[l.of.rule]), french(l.base))
	}
	x := l.run.pricing(l.of.Case)
	column, _ := x.column(l.part, l.About())
	v, _ := l.part.scale.at(l.base, column)
	if e, ok := halfUp.of(v); ok && euros(e).cmp(v) == 0 {
		return l.part.scale.words(l.base, column) + " = " + money(e)
	}
	return l.part.scale.words(l.base, column) + " = " + french(v) + ", arrondi à " + money(l.Amount)
}
