package demo

import (
	"fmt"
	"time"

	"maillage/model"
)

// The bodies that carry a case of their own.
const (
	BelleIle = "245600465" // no EPCI subscription: its communes subscribe alone
	Abers    = "242900553" // thirteen communes, ten accepted and three declined
	Auray    = "200043123" // took over its communes' own subscriptions on 1 July 2024
	Lorient  = "200042174" // for its communes, not for itself
	Kerne    = "242900645" // left at the end of the plan, on 1 January 2025
	Cap      = "242900629" // joins on 1 January 2027: announced
	Locmine  = "200067221" // split in two on 1 January 2022
)

// islands are the three communes of Brittany in no EPCI.
var islands = map[string]bool{"22016": true, "29083": true, "29155": true}

// Taken is a subscription with the code of its offer and those of its members that stay out.
type Taken struct {
	model.Subscription
	Offer      string
	Exclusions []model.Exclusion
}

// Subscriptions are five years of them, by subscriber and start.
func Subscriptions(f Facts) (all []Taken) {
	for i, e := range f.EPCI {
		all = append(all, ofEPCI(e, i)...)
		if e.Base().ValidTo != nil {
			continue // its communes come again with the EPCI they went to
		}
		for _, c := range e.Members {
			all = append(all, ofMember(e, c)...)
		}
	}
	for _, c := range f.Communes {
		if islands[c.Code] {
			all = append(all, taken(c, "ACTES", model.SubscriptionScopeOwn, year(2022), nil), taken(c, "MARCHES", model.SubscriptionScopeOwn, year(2023), nil))
		}
	}
	for _, b := range append(f.Departments, f.Region) {
		all = append(all, taken(b, Bundle, model.SubscriptionScopeOwn, year(2020), nil))
	}
	return all
}

func ofEPCI(e Body, place int) []Taken {
	pooled := model.SubscriptionScopeOwnAndMembers
	switch e.Code() {
	case BelleIle:
		return nil
	case Locmine:
		return []Taken{taken(e, Bundle, pooled, year(2021), until(year(2022)))}
	case Auray:
		return []Taken{taken(e, Bundle, pooled, model.NewDate(2024, time.July, 1), nil)}
	case Lorient:
		return []Taken{taken(e, Bundle, model.SubscriptionScopeMembers, year(2022), nil), taken(e, "DPO", model.SubscriptionScopeOwn, year(2023), nil)}
	case Kerne:
		return []Taken{taken(e, Bundle, pooled, year(2022), until(year(2025)))}
	case Cap:
		return []Taken{taken(e, Bundle, pooled, year(2027), nil)}
	case Abers:
		t := taken(e, Bundle, pooled, year(2023), nil)
		for _, c := range e.Members[:3] {
			t.Exclusions = append(t.Exclusions, declined(c, t.StartsOn))
		}
		return []Taken{t}
	}
	var list []Taken
	switch since := year(2022 + draw(3, "since", e.Code())); {
	case place%8 == 7: // for itself alone
		list = append(list, taken(e, Bundle, model.SubscriptionScopeOwn, since, nil))
	default:
		t := taken(e, Bundle, pooled, since, nil)
		for _, c := range e.Members {
			if draw(40, "declines", c.Code) == 0 {
				t.Exclusions = append(t.Exclusions, declined(c, t.StartsOn))
			}
		}
		list = append(list, t)
	}
	if draw(3, "certificates", e.Code()) == 0 {
		list = append(list, taken(e, "CERTIFICATS", pooled, year(2024), nil))
	}
	return list
}

func ofMember(e Body, c *model.Commune) []Taken {
	own := model.SubscriptionScopeOwn
	switch {
	case e.Code() == BelleIle:
		return []Taken{taken(c, "ACTES", own, year(2022), nil), taken(c, "PES", own, year(2022), nil)}
	case e.Code() == Auray && draw(2, "before", c.Code) == 0: // taken over: it ends the day the EPCI's begins
		return []Taken{taken(c, "MARCHES", own, year(2022), until(model.NewDate(2024, time.July, 1)))}
	case draw(25, "beside", c.Code) == 0: // both at once: it pays alone what its EPCI may already give it
		return []Taken{taken(c, "MARCHES", own, year(2022+draw(4, "alone", c.Code)), nil)}
	case draw(12, "dpo", c.Code) == 0:
		return []Taken{taken(c, "DPO", own, year(2022+draw(4, "dpo since", c.Code)), nil)}
	}
	return nil
}

func taken(who model.Collectivity, offer string, scope model.SubscriptionScope, from model.Date, to *model.Date) Taken {
	b := who.Base()
	number := fmt.Sprintf("%d-%03d", from.Year()-1, 1+draw(140, "deliberation", b.Code, offer))
	decided := from - model.Date(20+draw(70, "decided", b.Code, offer))
	return Taken{Offer: offer, Subscription: model.Subscription{SubscriberID: b.ID, Scope: scope, StartsOn: from, EndsOn: to,
		DeliberationNumber: &number, DeliberationDate: &decided, Version: 1, Demo: true}}
}

func until(d model.Date) *model.Date { return &d }

func declined(c *model.Commune, from model.Date) model.Exclusion {
	return model.Exclusion{CollectivityID: c.ID, Reason: model.ExclusionReasonDeclined, StartsOn: from}
}
