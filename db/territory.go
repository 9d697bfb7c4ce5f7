package db

import (
	"context"

	"maillage/model"
)

// DepartmentByCode is the department of an INSEE code, nil where there is none.
func (s *Store) DepartmentByCode(ctx context.Context, code string, want Fields) (*model.Department, error) {
	r := departments(nil, want)
	return one(ctx, s, "select "+r.columns+" from collectivities c where c.kind = 'DEPARTMENT' and c.code = $1 limit 1", []any{code}, r)
}

// RegionByCode is the region of an INSEE code, nil where there is none.
func (s *Store) RegionByCode(ctx context.Context, code string, want Fields) (*model.Region, error) {
	r := regions(nil, want)
	return one(ctx, s, "select "+r.columns+" from collectivities c where c.kind = 'REGION' and c.code = $1 limit 1", []any{code}, r)
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
	some := distinct(ids)
	t := text{}
	condition := " where c.id = any(" + t.arg(keys(some)) + ")"
	r := read(&t, want)
	found := make(map[model.CollectivityID]T, len(some))
	if len(some) == 0 {
		return ordered(ids, found), nil
	}
	err := s.query(ctx, "select "+r.columns+" from collectivities c"+r.joins+condition, t.args, r.dest, func() error {
		v := r.take()
		found[v.Base().ID] = v
		return nil
	})
	return ordered(ids, found), err
}

// AllDepartments are the departments, by code.
func (s *Store) AllDepartments(ctx context.Context, want Fields) ([]*model.Department, error) {
	return all(ctx, s, departments(nil, want), "c.kind = 'DEPARTMENT'")
}

// AllRegions are the regions, by code.
func (s *Store) AllRegions(ctx context.Context, want Fields) ([]*model.Region, error) {
	return all(ctx, s, regions(nil, want), "c.kind = 'REGION'")
}

// AllOverseasCollectivities are the overseas collectivities, by code.
func (s *Store) AllOverseasCollectivities(ctx context.Context, want Fields) ([]*model.OverseasCollectivity, error) {
	return all(ctx, s, overseas(nil, want), "c.kind = 'OVERSEAS_COLLECTIVITY'")
}

func all[T any](ctx context.Context, s *Store, r reader[T], condition string) (rows []T, err error) {
	err = s.query(ctx, "select "+r.columns+" from collectivities c where "+condition+" order by c.code", nil, r.dest, func() error {
		rows = append(rows, r.take())
		return nil
	})
	return rows, err
}

// DepartmentsIn are the departments of each region, by code.
func (s *Store) DepartmentsIn(ctx context.Context, regions []model.CollectivityID, want Fields) ([][]*model.Department, error) {
	return groups(ctx, s, regions, departments(nil, want), "select c.region_id, %s from collectivities c where c.kind = 'DEPARTMENT' and c.region_id = any($1) order by c.code")
}

// DepartmentsOf are the departments in which each EPCI has a member on a day, by code.
func (s *Store) DepartmentsOf(ctx context.Context, epcis []model.CollectivityID, on model.Date, want Fields) ([][]*model.Department, error) {
	return groups(ctx, s, epcis, departments(nil, want), `select g.group_id, %s from
		(select distinct m.group_id, k.department_id from memberships m join collectivities k on k.id = m.member_id
		where m.group_id = any($1) and `+in("m.starts_on", "m.ends_on", "$2::date")+`) g
		join collectivities c on c.id = g.department_id order by c.code`, on)
}

// PublicBodyBySIREN is the public body of a SIREN, nil where there is none.
func (s *Store) PublicBodyBySIREN(ctx context.Context, siren string, want Fields) (*model.PublicBody, error) {
	r := publicBodies(nil, want)
	return one(ctx, s, "select "+r.columns+" from collectivities c where c.kind = 'PUBLIC_BODY' and c.siren = $1", []any{siren}, r)
}

// PublicBodies is a page of public bodies, in French alphabetical order.
func (s *Store) PublicBodies(ctx context.Context, filter *model.PublicBodyFilter, page model.Page, want, row Fields) (*model.PublicBodyConnection, error) {
	l := &listing{from: "collectivities c", where: []string{"c.kind = 'PUBLIC_BODY'"}, order: order{name: "body"}}
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
	return first(pages[model.CollectivityID](ctx, s, l, page, nil, want, func(t *text) reader[*model.PublicBody] { return publicBodies(t, row) }))
}
