package db

import (
	"context"
	"fmt"

	"maillage/model"
)

// DepartmentByCode is the department of an INSEE code, nil where there is none.
func (s *Store) DepartmentByCode(ctx context.Context, code string, want Fields) (*model.Department, error) {
	return one(ctx, s, question{name: "department"}, "c", want, func(t *text, e Edge) (reader[*model.Department], string) {
		r := departments(t, e.Fields)
		return r, "from collectivities c" + r.joins + " where c.kind = 'DEPARTMENT' and c.code = " + t.given(0) + " limit 1"
	}, code)
}

// RegionByCode is the region of an INSEE code, nil where there is none.
func (s *Store) RegionByCode(ctx context.Context, code string, want Fields) (*model.Region, error) {
	return one(ctx, s, question{name: "region"}, "c", want, func(t *text, e Edge) (reader[*model.Region], string) {
		r := regions(t, e.Fields)
		return r, "from collectivities c" + r.joins + " where c.kind = 'REGION' and c.code = " + t.given(0) + " limit 1"
	}, code)
}

// Departments are the departments of these keys, each at its place.
func (s *Store) Departments(ctx context.Context, ids []model.CollectivityID, want Fields) ([]*model.Department, error) {
	return byID(ctx, s, ids, want, departments)
}

// Regions are the regions of these keys, each at its place.
func (s *Store) Regions(ctx context.Context, ids []model.CollectivityID, want Fields) ([]*model.Region, error) {
	return byID(ctx, s, ids, want, regions)
}

// OverseasCollectivities are those of these keys, each at its place.
func (s *Store) OverseasCollectivities(ctx context.Context, ids []model.CollectivityID, want Fields) ([]*model.OverseasCollectivity, error) {
	return byID(ctx, s, ids, want, overseas)
}

// Collectivities are the bodies of these keys, of whatever kind, each at its place.
func (s *Store) Collectivities(ctx context.Context, ids []model.CollectivityID, want Fields) ([]model.Collectivity, error) {
	return byID(ctx, s, ids, want, collectivities)
}

// EPCIByID are the EPCI of these keys, each at its place.
func (s *Store) EPCIByID(ctx context.Context, ids []model.CollectivityID, want Fields) ([]*model.EPCI, error) {
	return byID(ctx, s, ids, want, epcis)
}

func byID[T model.Collectivity](ctx context.Context, s *Store, ids []model.CollectivityID, want Fields, read func(*text, Fields) reader[T]) ([]T, error) {
	var none T
	return byKeys(ctx, s, fmt.Sprintf("bodies %T", none), ids, want, func(t *text, e Edge, keys string) (reader[T], string) {
		r := read(t, e.Fields)
		return r, "from collectivities c" + r.joins + " where c.id = any(" + keys + ")"
	}, func(v T) model.CollectivityID { return v.Base().ID })
}

// AllDepartments are the departments, by code.
func (s *Store) AllDepartments(ctx context.Context, want Fields) ([]*model.Department, error) {
	return all(ctx, s, want, departments, "DEPARTMENT")
}

// AllRegions are the regions, by code.
func (s *Store) AllRegions(ctx context.Context, want Fields) ([]*model.Region, error) {
	return all(ctx, s, want, regions, "REGION")
}

// AllOverseasCollectivities are the overseas collectivities, by code.
func (s *Store) AllOverseasCollectivities(ctx context.Context, want Fields) ([]*model.OverseasCollectivity, error) {
	return all(ctx, s, want, overseas, "OVERSEAS_COLLECTIVITY")
}

func all[T any](ctx context.Context, s *Store, want Fields, read func(*text, Fields) reader[T], kind string) ([]T, error) {
	return every(ctx, s, question{name: "all " + kind}, "c", want, func(t *text, e Edge) (reader[T], string) {
		r := read(t, e.Fields)
		return r, "from collectivities c" + r.joins + " where c.kind = '" + kind + "' order by c.code"
	})
}

// DepartmentsIn are the departments of each region, by code.
func (s *Store) DepartmentsIn(ctx context.Context, regions []model.CollectivityID, want Fields) ([][]*model.Department, error) {
	return lists(ctx, s, "departments in", regions, Edge{Fields: want}, departmentsIn, appended)
}

func departmentsIn(t *text, e Edge) (reader[*model.Department], string) {
	r := departments(t, e.Fields)
	return r, "from collectivities c" + r.joins + " where c.kind = 'DEPARTMENT' and c.region_id = p.id order by c.code"
}

// DepartmentsOf are the departments in which each EPCI has a member on a day, by code.
func (s *Store) DepartmentsOf(ctx context.Context, epcis []model.CollectivityID, on model.Date, want Fields) ([][]*model.Department, error) {
	return lists(ctx, s, "departments of", epcis, Edge{Arguments: Arguments{On: on}, Fields: want}, departmentsOf, appended)
}

func departmentsOf(t *text, e Edge) (reader[*model.Department], string) {
	r := departments(t, e.Fields)
	return r, `from (select distinct m.department_id from memberships m where m.group_id = p.id and ` +
		in("m.starts_on", "m.ends_on", t.day(e)) + ") g join collectivities c on c.id = g.department_id" + r.joins + " order by c.code"
}

// PublicBodyBySIREN is the public body of a SIREN, nil where there is none.
func (s *Store) PublicBodyBySIREN(ctx context.Context, siren string, want Fields) (*model.PublicBody, error) {
	return one(ctx, s, question{name: "public body"}, "c", want, func(t *text, e Edge) (reader[*model.PublicBody], string) {
		r := publicBodies(t, e.Fields)
		return r, "from collectivities c" + r.joins + " where c.kind = 'PUBLIC_BODY' and c.siren = " + t.given(0)
	}, siren)
}

// PublicBodies is a page of public bodies, in French alphabetical order.
func (s *Store) PublicBodies(ctx context.Context, filter *model.PublicBodyFilter, page model.Page, want, row Fields) (*model.PublicBodyConnection, error) {
	return root(ctx, s, question{}, Edge{Arguments: Arguments{First: page.First}, Fields: want}, pager[*model.PublicBody]{page, row, publicBodies, func(t *text, _ Edge) *listing {
		l := &listing{text: t, from: bodies, where: []string{"c.kind = 'PUBLIC_BODY'"}, order: order{name: "body"}}
		l.order.by(`c.name collate "fr-x-icu"`, `text collate "fr-x-icu"`, "name", model.DirectionAsc)
		l.order.by("c.id", "bigint", "id", model.DirectionAsc)
		if filter != nil {
			var f conditions
			f.add(l.code("c.siren", filter.SIREN))
			f.add(l.name("c.search", filter.Name, true))
			if filter.Nature != nil {
				f.add("c.nature = " + l.arg(string(*filter.Nature)))
			}
			l.where = append(l.where, f...)
		}
		return l
	}})
}
