package contribution

import "maillage/model"

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
