package db

import "maillage/model"

// serviceAhead reads the service of a row that may have none.
func serviceAhead(t *text, from, to string, e Edge) end {
	var o model.OfferTerms
	columns, dest := "coalesce("+to+".id, 0) as "+to+"_id", []any{&o.ID}
	for _, c := range []struct {
		field, expr string
		into        any
	}{
		{"code", "coalesce(" + to + ".code, '')", &o.Code},
		{"name", "coalesce(" + to + ".name, '')", &o.Name},
		{"description", "coalesce(" + to + ".description, '')", &o.Description},
		{"category", to + ".category_id", &o.CategoryID},
		{"availableFrom", "coalesce(" + days(to+".available_from") + ", 0)", &o.AvailableFrom},
		{"availableTo", days(to + ".available_to"), &o.AvailableTo},
		{"demo", "coalesce(" + to + ".demo, false)", &o.Demo},
	} {
		if e.Fields.Has(c.field) {
			columns, dest = columns+", "+c.expr, append(dest, c.into)
		}
	}
	ends := t.ahead(to, e.Fields)
	columns, joins, dest := withEnds(columns, dest, ends)
	return end{joins: " left join offers " + to + " on " + to + ".id = " + from + ".service_id" + joins, columns: columns, dest: dest, take: func(int64) any {
		if o.ID == 0 {
			return nil
		}
		row := &model.Service{OfferTerms: o}
		t.hold(row, int64(o.ID), ends)
		return row
	}}
}

// mandateAhead reads the mandate of a row that may have none.
func mandateAhead(t *text, from, to string, e Edge) end {
	var m model.Mandate
	columns := "coalesce(" + to + ".id, 0) as " + to + "_id, coalesce(" + to + ".person_id, 0), coalesce(" + to + ".collectivity_id, 0), coalesce(" + to + ".role, ''), coalesce(" + to +
		".service_id, 0), coalesce(" + days(to+".since") + ", 0), " + days(to+".until") + ", coalesce(" + to + ".demo, false)"
	ends := t.ahead(to, e.Fields)
	columns, joins, dest := withEnds(columns, []any{&m.ID, &m.PersonID, &m.CollectivityID, &m.Role, &m.ServiceID, &m.Since, &m.Until, &m.Demo}, ends)
	return end{joins: " left join mandates " + to + " on " + to + ".id = " + from + ".mandate_id" + joins, columns: columns, dest: dest, take: func(int64) any {
		if m.ID == 0 {
			return nil
		}
		row := m
		t.hold(&row, int64(row.ID), ends)
		return &row
	}}
}
