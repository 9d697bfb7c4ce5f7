package db

import (
	"github.com/lib/pq"

	"maillage/model"
)

func init() { // the joins refer to readers, which refer to the joins
	type b = struct {
		as   string
		join join
	}
	brought = map[string]b{
		"department":                    {"", byKey("department_id", model.CollectivityKindDepartment, func(b model.Body) any { return &model.Department{Body: b} })},
		"region":                        {"", byKey("region_id", model.CollectivityKindRegion, func(b model.Body) any { return &model.Region{Body: b} })},
		"overseasCollectivity":          {"", byKey("overseas_id", model.CollectivityKindOverseasCollectivity, func(b model.Body) any { return &model.OverseasCollectivity{Body: b} })},
		"subscriber":                    {"", byKey("subscriber_id", "", anyBody)},
		"offer":                         {"", offerAhead},
		"category":                      {"", categoryAhead},
		"epci":                          {"", epciAhead},
		"population":                    {"", populationAhead},
		"nature":                        {"", stateAhead("nature", orNone[model.EPCINature])},
		"financing":                     {"", stateAhead("financing", orNone[model.EPCIFinancing])},
		"Membership.epci":               {"", byKey("group_id", model.CollectivityKindEPCI, anEPCI)},
		"Succession.from":               {"", byKey("from_id", "", anyBody)},
		"Succession.to":                 {"", byKey("to_id", "", anyBody)},
		"Mandate.person":                {"", personAhead},
		"Mandate.collectivity":          {"", byKey("collectivity_id", "", anyBody)},
		"Mandate.service":               {"", serviceAhead},
		"Request.from":                  {"", byKey("collectivity_id", "", anyBody)},
		"Request.service":               {"", serviceAhead},
		"Request.relayedBy":             {"", mandateAhead},
		"Activity.service":              {"", serviceAhead},
		"Activity.organiser":            {"", byKey("organiser_id", model.CollectivityKindEPCI, anEPCI)},
		"Activity.mandate":              {"", mandateAhead},
		"Activity.network":              {"", networkAhead},
		"Participation.collectivity":    {"", byKey("collectivity_id", "", anyBody)},
		"NetworkMember.collectivity":    {"", byKey("collectivity_id", "", anyBody)},
		"NetworkMember.mandate":         {"", mandateAhead},
		"Interaction.service":           {"", serviceAhead},
		"Interaction.mandate":           {"", mandateAhead},
		"CharterGoal.service":           {"", serviceAhead},
		"Opinion.service":               {"", serviceAhead},
		"Survey.service":                {"", serviceAhead},
		"SurveyRemark.service":          {"", serviceAhead},
		"WorklistItem.commune":          {"", byKey("commune_id", model.CollectivityKindCommune, func(b model.Body) any { return &model.Commune{Body: b} })},
		"WorklistItem.service":          {"", serviceAhead},
		"Exclusion.collectivity":        {"", byKey("collectivity_id", "", anyBody)},
		"states":                        {"", listAhead(statesOf, addState)},
		"memberships":                   {"", listAhead(membershipsOf, appended)},
		"successors":                    {"", listAhead(successionsAt("from_id"), appended)},
		"predecessors":                  {"", listAhead(successionsAt("to_id"), appended)},
		"referents":                     {"", listAhead(referents, appended)},
		"subscriptions":                 {"", pageAhead(subscriptionsOf, subscriptions)},
		"services":                      {"rights", rightsAhead},
		"EPCI.departments":              {"of", listAhead(departmentsOf, appended)},
		"Region.departments":            {"in", listAhead(departmentsIn, appended)},
		"EPCI.adoption":                 {"", adoptionAhead},
		"Commune.journey":               {"", journeysAhead},
		"EPCI.members":                  {"members", pageAhead(communesBelow(BelowEPCI), communes)},
		"Department.communes":           {"department", pageAhead(communesBelow(BelowDepartment), communes)},
		"Region.communes":               {"region", pageAhead(communesBelow(BelowRegion), communes)},
		"OverseasCollectivity.communes": {"overseas", pageAhead(communesBelow(BelowOverseas), communes)},
		"Department.epcis":              {"department", pageAhead(epcisBelow(BelowDepartment), epcis)},
		"Region.epcis":                  {"region", pageAhead(epcisBelow(BelowRegion), epcis)},
		"Bundle.services":               {"contents", listAhead(servicesIn, appended)},
		"Service.requires":              {"", listAhead(requiredBy, appended)},
		"Service.bundles":               {"", listAhead(bundlesOf, appended)},
		"Service.indicators":            {"", listAhead(indicators, appended)},
		"Service.subscribers":           {"", pageAhead(subscribersOf, collectivities)},
		"Service.coverage":              {"", coverageAhead},
		"Subscription.beneficiaries":    {"", pageAhead(beneficiariesOf, collectivities)},
		"Subscription.exclusions":       {"", listAhead(exclusions, appended)},
	}
}

func anyBody(b model.Body) any { return b.Of() }

func anEPCI(b model.Body) any { return &model.EPCI{Body: b} }

// same keeps one object per key: the same other end is the same object for all rows of an answer.
func same[V any](t *text) func(key int64, fresh func() V) V {
	known := map[int64]V{}
	t.begins = append(t.begins, func() { clear(known) })
	return func(key int64, fresh func() V) V {
		v, ok := known[key]
		if !ok {
			v = fresh()
			known[key] = v
		}
		return v
	}
}

// bodyAhead reads the body at the other end.
func bodyAhead(t *text, r reader[model.Body], joins string, of func(model.Body) any) end {
	one := same[any](t)
	id := r.dest[0].(*model.CollectivityID)
	return end{joins: joins + r.joins, columns: r.columns, dest: r.dest, take: func(int64) any {
		if *id == 0 {
			return nil
		}
		return one(int64(*id), func() any { return of(r.take()) })
	}}
}

func byKey(column string, kind model.CollectivityKind, of func(model.Body) any) join {
	return func(t *text, from, to string, e Edge) end {
		return bodyAhead(t, t.bodies(to, e.Fields, kind, true), " left join collectivities "+to+" on "+to+".id = "+from+"."+column, of)
	}
}

// offerAhead reads the offer of a subscription, which always has one.
func offerAhead(t *text, from, to string, e Edge) end {
	r := offersOf(t, to, e.Fields, model.OfferTerms.Of)
	one := same[any](t)
	id := r.dest[0].(*model.OfferID)
	return end{joins: " join offers " + to + " on " + to + ".id = " + from + ".offer_id" + r.joins, columns: r.columns, dest: r.dest, take: func(int64) any {
		return one(int64(*id), func() any { return r.take() })
	}}
}

func categoryAhead(_ *text, from, to string, _ Edge) end {
	var c model.ServiceCategory
	return end{joins: " left join service_categories " + to + " on " + to + ".id = " + from + ".category_id",
		columns: "coalesce(" + to + ".id, 0), coalesce(" + to + ".code, ''), coalesce(" + to + ".name, '')", dest: []any{&c.ID, &c.Code, &c.Name},
		take: func(int64) any {
			if c.ID == 0 {
				return nil
			}
			row := c
			return &row
		}}
}

func epciAhead(t *text, from, to string, e Edge) end {
	m := to + "m"
	joins := " left join memberships " + m + " on " + m + ".member_id = " + from + ".id and " + in(m+".starts_on", m+".ends_on", t.day(e)) +
		" left join collectivities " + to + " on " + to + ".id = " + m + ".group_id"
	return bodyAhead(t, t.bodies(to, e.Fields, model.CollectivityKindEPCI, true), joins, anEPCI)
}

// populationAhead reads as little of the figure as is asked for: its value alone stands in a smaller index.
func populationAhead(t *text, from, to string, e Edge) end {
	p := model.Population{Kind: e.Kind}
	day := t.day(e)
	lives := "(" + from + ".valid_to is null or " + day + " < " + from + ".valid_to)"
	take := func(int64) any {
		if p.Value < 0 {
			return nil
		}
		row := p
		return &row
	}
	if e.Kind == model.PopulationKindMunicipal && !e.Fields.Has("vintage") && !e.Fields.Has("source") && !e.Fields.Has("inForceFrom") {
		return end{columns: "coalesce(case when " + lives + " then " + inhabitants(from, day) + " end, -1)", dest: []any{&p.Value}, take: take}
	}
	columns, dest := "coalesce("+to+".value, -1)", []any{&p.Value}
	source := e.Fields.Has("source")
	if e.Fields.Has("vintage") {
		columns, dest = columns+", "+to+".census", append(dest, &p.Vintage)
	}
	if source || e.Fields.Has("inForceFrom") {
		columns, dest = columns+", coalesce("+days(to+".in_force_from")+", 0)", append(dest, &p.InForceFrom)
	}
	if source {
		columns, dest = columns+", coalesce("+to+".version, '')", append(dest, &p.Version)
	}
	return end{
		joins: " left join populations " + to + " on " + to + ".collectivity_id = " + from + ".id and " + to + ".kind = " + pq.QuoteLiteral(string(e.Kind)) +
			" and " + inForceOn(to, day) + " and " + lives,
		columns: columns,
		dest:    dest,
		take:    take,
	}
}

func stateAhead(column string, of func(string) any) join {
	return func(t *text, from, to string, e Edge) end {
		var v string
		return end{
			joins: " left join states " + to + " on " + to + ".collectivity_id = " + from + ".id and " +
				in(to+".valid_from", to+".valid_to", t.day(e)),
			columns: "coalesce(" + to + "." + column + ", '')",
			dest:    []any{&v},
			take:    func(int64) any { return of(v) },
		}
	}
}

func orNone[E ~string](s string) any {
	if s == "" {
		return nil
	}
	e := E(s)
	return &e
}
