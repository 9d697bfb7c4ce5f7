package contribution

import "maillage/model"

// Facts are what a year's contributions are computed from. Bodies and cases refer to each other by their places, so that a
// set of a million costs no lookups.
type Facts struct {
	Year   int
	Needs  []Need // what stands in the values of each body; rules ask beyond it in vain
	Bodies []Body
	Cases  []Case
}

// Body is a collectivity as the rules see it on 1 January of the year. Values stand at the places of the facts' Needs.
type Body struct {
	ID                       model.CollectivityID // 0 for a hypothetical one
	Kind                     model.CollectivityKind
	Code, Name, Nature       string
	Department, Region, EPCI string // codes
	College                  string // code of the college in which it sits
	DepartmentID, RegionID   model.CollectivityID
	Inhabitants              *model.Decimal // municipal, in force on 1 January
	Communes                 int            // of an EPCI: how many it has
	Values                   []Value
}

// Value is a basis of a body. Where it is not known, computing with it is an anomaly; it is never taken for 0.
type Value struct {
	model.Decimal
	Vintage string // where it comes from, in words
	Known   bool
}

// Case is a subscription to price: who takes what, for whom, from when to when (half-open).
type Case struct {
	Subscriber    int32 // place among the bodies
	Beneficiaries []int32
	Offer         Offer
	Scope         model.SubscriptionScope
	From          model.Date
	To            *model.Date
	Overlapped    []int32 // places of the cases of its beneficiaries that pay alone for the same at the same time
}

// Need is a basis that rules ask for: its kind, the day or year it is of, and its indicator.
type Need struct {
	Kind      model.BasisKind
	On        model.Date // of a population: in force on this day
	Year      int        // of any other figure
	Frozen    bool       // the same in every year
	Indicator string
}

// needOf is what a basis asks for in a year, false where it is not looked up.
func needOf(b *model.BasisInput, year int) (Need, bool) {
	n := Need{Kind: b.Kind, Year: year}
	switch b.Kind {
	case model.BasisKindNone, model.BasisKindMemberCommunes:
		return n, false
	case model.BasisKindPaidBefore:
		n.Year--
		return n, true
	}
	if b.Lag != nil {
		n.Year -= *b.Lag
	}
	n.On = model.NewDate(n.Year, 1, 1)
	if b.On != nil {
		n.On, n.Year, n.Frozen = *b.On, b.On.Year(), true
	}
	switch b.Kind {
	case model.BasisKindPopulationMunicipal, model.BasisKindPopulationTotal:
		n.Year = 0
	default:
		n.On, n.Indicator = 0, or(b.Indicator, "")
	}
	return n, true
}

// Needs are the bases that rules ask for in a year, each once: the values of each body stand in this order.
func Needs(rules []Published, year int) []Need { return compile(rules, year, nil).needs }
