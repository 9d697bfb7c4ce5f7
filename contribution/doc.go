// Package contribution is the arithmetic of the house: a barème as data and the facts of a year in, statements that explain
// themselves out. Estimate, simulation and the yearly call use it and nothing else. It is pure: it knows no clock, no
// database and no client, and it computes exactly, rounding only where the rule says.
package contribution

import "maillage/model"

// Rule is a barème as data, in the shape in which clients write it, files carry it and the memory keeps it.
type Rule = model.ContributionRuleInput

// Published is a rule with its key, 0 for a draft, and the first day on which it no longer prices, if there is one.
type Published struct {
	ID      model.RuleID
	Version int
	ValidTo *model.Date
	*Rule
}

// Offer names what a rule prices or a case subscribes to: a code, or Membership.
type Offer string

// Membership is the membership of the syndicate itself, as an offer.
const Membership Offer = "membership"

// OfferOf reads the offer of an input, empty where it names none.
func OfferOf(in *model.RuleOfferInput) Offer {
	switch {
	case in == nil:
		return ""
	case in.Service != nil:
		return Offer(*in.Service)
	case in.Bundle != nil:
		return Offer(*in.Bundle)
	case in.Membership != nil && *in.Membership:
		return Membership
	}
	return ""
}

// or is the value of an optional field with a default.
func or[T any](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}
