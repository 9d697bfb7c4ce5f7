package resolvers

import (
	"github.com/99designs/gqlgen/graphql"

	"maillage/db"
	"maillage/execution"
	"maillage/model"
)

// read reads the arguments of an edge as its resolver will. Those that are at fault, and those that no edge can be brought along
// with, are left to the resolver: it says what is wrong.
func (f fields) read(e *execution.Edge) (a db.Arguments, ok bool) {
	a = db.Arguments{On: f.today, Kind: model.PopulationKindMunicipal, First: model.FirstPage}
	for name, v := range e.Args(f.ctx) {
		if v == nil {
			continue
		}
		switch name {
		case "on":
			text, _ := v.(string)
			day, err := model.ParseDate(text)
			if err != nil {
				return a, false
			}
			a.On, a.Dated = day, true
		case "kind":
			text, _ := v.(string)
			if a.Kind = model.PopulationKind(text); !a.Kind.IsValid() {
				return a, false
			}
		case "first":
			n, err := graphql.UnmarshalInt(v)
			if err != nil || n < 1 || n > model.MaxPage {
				return a, false
			}
			a.First = n
		case "orderBy":
			if a.By, ok = sortKeys(v); !ok {
				return a, false
			}
		case "territory":
			if a.Territory, ok = territory(v); !ok {
				return a, false
			}
		default:
			return a, false
		}
	}
	return a, true
}

func sortKeys(v any) (keys []db.SortBy, ok bool) {
	list, ok := v.([]any)
	for _, v := range list {
		k, _ := v.(map[string]any)
		field, known := k["field"].(string)
		if !known {
			return nil, false
		}
		direction := model.DirectionAsc
		if d, given := k["direction"]; given {
			text, _ := d.(string)
			if direction = model.Direction(text); !direction.IsValid() {
				return nil, false
			}
		}
		keys = append(keys, db.SortBy{Field: field, Direction: direction})
	}
	return keys, ok
}

func territory(v any) (db.Territory, bool) {
	var input model.TerritoryInput
	given, _ := v.(map[string]any)
	for name, v := range given {
		code, ok := v.(string)
		if v == nil {
			continue
		}
		switch {
		case !ok:
			return db.Territory{}, false
		case name == "region":
			input.Region = &code
		case name == "department":
			input.Department = &code
		case name == "epci":
			input.EPCI = &code
		default:
			return db.Territory{}, false
		}
	}
	kind, code, err := input.Check()
	return db.Territory{Kind: kind, Code: code}, err == nil
}
