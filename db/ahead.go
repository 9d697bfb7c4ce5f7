package db

import (
	"strconv"
	"strings"

	"maillage/model"
)

// Edge is a to-one edge that a client asks for below the rows being read: the statement brings its other end along,
// which costs a join instead of a statement.
type Edge struct {
	model.EdgeKey
	Fields Fields
}

// Edges is implemented by those Fields that know which edges are asked for below.
type Edges interface{ Edges() []Edge }

// plain are fields whose edges have their own statements.
type plain struct{ Fields }

// end is the other end of an edge, joined to the row that holds it.
type end struct {
	key     model.EdgeKey
	joins   string
	columns string
	dest    []any
	take    func() any
}

func joinsOf(ends []end) string {
	var all strings.Builder
	for _, e := range ends {
		all.WriteString(e.joins)
	}
	return all.String()
}

// ahead joins the other ends of the edges below the bodies of an alias. A nil text has no place for arguments: nothing
// is joined then, and each edge has its own statement later.
func (t *text) ahead(alias string, want Fields) (ends []end) {
	below, ok := want.(Edges)
	if !ok || t == nil {
		return nil
	}
	for i, e := range below.Edges() {
		if join := toOne[e.Name]; join != nil && t.joined < mostJoined {
			t.joined++
			made := join(t, alias, alias+"_"+strconv.Itoa(i), e)
			made.key = e.EdgeKey
			ends = append(ends, made)
		}
	}
	return ends
}

// mostJoined is how many edges one statement brings along; those beyond it have their own.
const mostJoined = 16

// toOne is how the other end of each edge is joined: from the alias of the row to an alias of its own.
var toOne map[string]func(t *text, from, to string, e Edge) end

func init() { // the joins refer to readers, which refer to the joins
	toOne = map[string]func(t *text, from, to string, e Edge) end{
		"department":           byKey("department_id", model.CollectivityKindDepartment, func(b model.Body) any { return &model.Department{Body: b} }),
		"region":               byKey("region_id", model.CollectivityKindRegion, func(b model.Body) any { return &model.Region{Body: b} }),
		"overseasCollectivity": byKey("overseas_id", model.CollectivityKindOverseasCollectivity, func(b model.Body) any { return &model.OverseasCollectivity{Body: b} }),
		"subscriber":           byKey("subscriber_id", "", func(b model.Body) any { return b.Of() }),
		"offer":                offerAhead,
		"category":             categoryAhead,
		"epci":                 epciAhead,
		"population":           populationAhead,
		"nature":               stateAhead("nature", orNone[model.EPCINature]),
		"financing":            stateAhead("financing", orNone[model.EPCIFinancing]),
	}
}

// bodyAhead reads the body at the other end; the same body is the same object for all rows.
func bodyAhead(r reader[model.Body], joins string, of func(model.Body) any) end {
	known := map[model.CollectivityID]any{}
	return end{joins: joins + r.joins, columns: r.columns, dest: r.dest, take: func() any {
		b := r.take()
		if b.ID == 0 {
			return nil
		}
		if known[b.ID] == nil {
			known[b.ID] = of(b)
		}
		return known[b.ID]
	}}
}

func byKey(column string, kind model.CollectivityKind, of func(model.Body) any) func(t *text, from, to string, e Edge) end {
	return func(t *text, from, to string, e Edge) end {
		return bodyAhead(t.bodies(to, e.Fields, kind, true), " left join collectivities "+to+" on "+to+".id = "+from+"."+column, of)
	}
}

// offerAhead reads the offer of a subscription, which always has one.
func offerAhead(t *text, from, to string, e Edge) end {
	r := offersOf(to, plain{e.Fields}, model.OfferTerms.Of)
	known := map[model.OfferID]model.Offer{}
	return end{joins: " join offers " + to + " on " + to + ".id = " + from + ".offer_id", columns: r.columns, dest: r.dest, take: func() any {
		o := r.take()
		if first, ok := known[o.Terms().ID]; ok {
			return first
		}
		known[o.Terms().ID] = o
		return o
	}}
}

func categoryAhead(_ *text, from, to string, _ Edge) end {
	var c model.ServiceCategory
	return end{joins: " left join service_categories " + to + " on " + to + ".id = " + from + ".category_id",
		columns: "coalesce(" + to + ".id, 0), coalesce(" + to + ".code, ''), coalesce(" + to + ".name, '')", dest: []any{&c.ID, &c.Code, &c.Name},
		take: func() any {
			if c.ID == 0 {
				return nil
			}
			row := c
			return &row
		}}
}

func epciAhead(t *text, from, to string, e Edge) end {
	day := t.arg(e.On) + "::date"
	m := to + "m"
	joins := " left join memberships " + m + " on " + m + ".member_id = " + from + ".id and " + in(m+".starts_on", m+".ends_on", day) +
		" left join collectivities " + to + " on " + to + ".id = " + m + ".group_id"
	return bodyAhead(t.bodies(to, e.Fields, model.CollectivityKindEPCI, true), joins, func(b model.Body) any { return &model.EPCI{Body: b} })
}

func populationAhead(t *text, from, to string, e Edge) end {
	var p model.Population
	day := t.arg(e.On) + "::date"
	return end{
		joins: " left join populations " + to + " on " + to + ".collectivity_id = " + from + ".id and " + to + ".kind = " + t.arg(string(e.Kind)) +
			" and " + inForceOn(to, day) +
			" and (" + from + ".valid_to is null or " + day + " < " + from + ".valid_to)",
		columns: "coalesce(" + to + ".value, -1), " + to + ".census, coalesce(" + days(to+".in_force_from") + ", 0), coalesce(" + to + ".version, '')",
		dest:    []any{&p.Value, &p.Vintage, &p.InForceFrom, &p.Version},
		take: func() any {
			if p.Value < 0 {
				return nil
			}
			row := p
			row.Kind = e.Kind
			return &row
		},
	}
}

func stateAhead(column string, of func(string) any) func(t *text, from, to string, e Edge) end {
	return func(t *text, from, to string, e Edge) end {
		var v string
		return end{
			joins: " left join states " + to + " on " + to + ".collectivity_id = " + from + ".id and " +
				in(to+".valid_from", to+".valid_to", t.arg(e.On)+"::date"),
			columns: "coalesce(" + to + "." + column + ", '')",
			dest:    []any{&v},
			take:    func() any { return of(v) },
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
