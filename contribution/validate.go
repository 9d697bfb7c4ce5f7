package contribution

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"maillage/model"
)

var ruleCode = regexp.MustCompile(`^[A-Z0-9][A-Z0-9-]{1,63}$`)

// Validate tells all that is wrong with a rule, each fault at its place; nil where it may be kept as a draft.
func Validate(r *Rule) error {
	var faults model.Errors
	if !ruleCode.MatchString(r.Code) {
		faults.Add("", model.Invalid("code", "%q is not the code of a rule: use capitals, digits and hyphens, such as BOUQUET-EPCI", r.Code))
	}
	if name := strings.TrimSpace(r.Name); name == "" || len([]rune(name)) > 200 {
		faults.Add("", model.Invalid("name", "the name has %d characters: give from 1 to 200", len([]rune(name))))
	}
	checkOffer(&faults, "offer", r.Offer)
	if r.ValidFrom.Year() < 1900 || r.ValidFrom.Year() > 2200 {
		faults.Add("", model.Invalid("validFrom", "%s is not a day on which a rule can begin: give one from 1900 to 2200", r.ValidFrom))
	}
	checkAppliesTo(&faults, r)
	checkParts(&faults, r)
	if len(r.Missing) == 0 {
		unknown(&faults, r)
	}
	checkEnvelope(&faults, r)
	checkPooling(&faults, r)
	for i, c := range r.Corrections {
		checkCorrection(&faults, fmt.Sprintf("corrections.%d", i), c)
	}
	checkAllocation(&faults, r)
	checkSize(&faults, r)
	return faults.Err()
}

func checkOffer(faults *model.Errors, path string, in *model.RuleOfferInput) {
	n := 0
	if in != nil {
		for _, given := range []bool{in.Service != nil, in.Bundle != nil, in.Membership != nil} {
			if given {
				n++
			}
		}
	}
	if n != 1 || OfferOf(in) == "" {
		faults.Add("", model.Invalid(path, "an offer is exactly one of service, bundle, membership: true"))
	}
}

func checkAppliesTo(faults *model.Errors, r *Rule) {
	a := r.AppliesTo
	if a == nil {
		return
	}
	if p := a.Population; p != nil {
		if p.From != nil {
			notNegative(faults, "appliesTo.population.from", *p.From)
		}
		if p.From != nil && p.UpTo != nil && p.UpTo.Cmp(*p.From) <= 0 {
			faults.Add("", model.Invalid("appliesTo.population.upTo", "%s is not above %s: upTo is the first number of inhabitants out", p.UpTo, p.From))
		}
	}
	checkCondition(faults, "appliesTo.condition", a.Condition)
}

func checkParts(faults *model.Errors, r *Rule) {
	if (len(r.Parts) == 0) == (r.Envelope == nil) && !onlyPaidBefore(r) {
		faults.Add("", model.Invalid("parts", "a rule has parts or an envelope, one of the two: it has %d parts", len(r.Parts)))
	}
	for i, p := range r.Parts {
		path := fmt.Sprintf("parts.%d", i)
		checkLabel(faults, path, p.Label)
		checkBasis(faults, path+".basis", p.Basis)
		checkCondition(faults, path+".condition", p.Condition)
		switch {
		case p.Scale != nil && p.Printed != nil:
			faults.Add("", model.Invalid(path+".printed", "a part has a scale or a printed grid, not both"))
		case p.Scale != nil:
			checkScale(faults, path+".scale", p.Scale)
		case p.Printed != nil:
			_, err := printed(p.Printed)
			inside(faults, path+".printed", err)
		}
		if p.Scale != nil && p.Basis != nil && p.Basis.Kind == model.BasisKindNone && p.Scale.Flat == nil {
			faults.Add("", model.Invalid(path+".basis.kind", "without a basis only a flat amount can be computed: name the basis, or use flat"))
		}
	}
}

// inside adds faults that are told relative to a place.
func inside(faults *model.Errors, at string, err error) {
	var found model.Errors
	found.AddAll(err)
	for _, f := range found {
		faults.Add("", &model.Error{Code: f.Code, Path: join(at, f.Path), Message: f.Message})
	}
}

// onlyPaidBefore tells whether all that a rule prices is the sum of what members paid in the year before: it needs no part then.
func onlyPaidBefore(r *Rule) bool {
	a := r.AppliesTo
	return r.Envelope == nil && r.Pooling != nil && r.Pooling.Aggregate == model.PoolingAggregateSumOfPreviousYear &&
		a != nil && len(a.Scopes) > 0 && !slices.Contains(a.Scopes, model.SubscriptionScopeOwn)
}

func checkLabel(faults *model.Errors, path, label string) {
	if strings.TrimSpace(label) == "" {
		faults.Add("", model.Invalid(path+".label", "the label is empty: it is what officials read on the line"))
	}
}

func checkBasis(faults *model.Errors, path string, b *model.BasisInput) {
	if b == nil {
		faults.Add("", model.Invalid(path, "the basis is missing: name its kind, NONE for a flat amount"))
		return
	}
	vintage := or(b.Vintage, model.BasisVintageInForce)
	if (vintage == model.BasisVintageFrozen) != (b.On != nil) {
		faults.Add("", model.Invalid(path+".on", "a frozen basis, and no other, names the day whose figure counts"))
	}
	if (vintage == model.BasisVintageLagged) != (b.Lag != nil) {
		faults.Add("", model.Invalid(path+".lag", "a lagged basis, and no other, names how many years before"))
	}
	if b.Lag != nil && (*b.Lag < 1 || *b.Lag > 10) {
		faults.Add("", model.Invalid(path+".lag", "a lag of %d years cannot be looked up: give 1 to 10", *b.Lag))
	}
	named := b.Kind == model.BasisKindUsage || b.Kind == model.BasisKindDeclared
	if named != (b.Indicator != nil && *b.Indicator != "") {
		faults.Add("", model.Invalid(path+".indicator", "USAGE and DECLARED, and no others, name the indicator or figure"))
	}
}

func checkPooling(faults *model.Errors, r *Rule) {
	pooled := false
	if r.AppliesTo != nil {
		for _, s := range r.AppliesTo.Scopes {
			pooled = pooled || s != model.SubscriptionScopeOwn
		}
	}
	if pooled && r.Pooling == nil && r.Envelope == nil {
		faults.Add("", model.Invalid("pooling", "the rule prices subscriptions for members: say in pooling whether the scale is applied to the total basis or to each member, which differ"))
	}
	if r.Pooling != nil {
		checkKey(faults, "pooling", or(r.Pooling.Imputation, model.SplitKeyPopulation), r.Pooling.Basis)
	}
	if r.Pooling != nil && r.Pooling.Aggregate == model.PoolingAggregateMatrix {
		for i, p := range r.Parts {
			if p.Scale != nil && p.Scale.Matrix == nil && p.Scale.Flat == nil {
				faults.Add("", model.Invalid(fmt.Sprintf("parts.%d.scale", i), "a rule pooled by MATRIX reads its amounts in a matrix: give one, or another aggregate"))
			}
		}
	}
}
