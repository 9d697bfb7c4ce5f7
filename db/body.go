package db

import (
	"strings"

	"github.com/lib/pq"

	"maillage/model"
)

// reader reads rows of one kind: its columns, where the driver puts them, and the value that a full row makes.
type reader[T any] struct {
	columns string
	dest    []any
	take    func() T
}

// bodyColumns are the columns of collectivities beside the id, each with the GraphQL fields that need it.
var bodyColumns = []struct {
	name   string
	fields []string
	into   func(*model.Body) any
}{
	{"code", []string{"code"}, func(b *model.Body) any { return &b.Code }},
	{"siren", []string{"siren"}, func(b *model.Body) any { return &b.SIREN }},
	{"name", []string{"name"}, func(b *model.Body) any { return &b.Name }},
	{"nature", []string{"nature"}, func(b *model.Body) any { return &b.NatureCode }},
	{"postal_codes", []string{"postalCodes"}, func(b *model.Body) any { return (*pq.StringArray)(&b.PostalCodes) }},
	{"coalesce(c.department_id, 0)", []string{"department"}, func(b *model.Body) any { return &b.DepartmentID }},
	{"coalesce(c.region_id, 0)", []string{"region"}, func(b *model.Body) any { return &b.RegionID }},
	{"coalesce(c.overseas_id, 0)", []string{"overseasCollectivity"}, func(b *model.Body) any { return &b.OverseasID }},
	{"coalesce(c.parent_id, 0)", []string{"parent"}, func(b *model.Body) any { return &b.ParentID }},
	{days("c.valid_from"), []string{"validFrom"}, func(b *model.Body) any { return &b.ValidFrom }},
	{days("c.valid_to"), []string{"validTo"}, func(b *model.Body) any { return &b.ValidTo }},
	{"demo", []string{"demo"}, func(b *model.Body) any { return &b.Demo }},
}

// bodies reads collectivities from the alias c. Their kind is read where the statement may return several kinds.
func bodies[T any](want Fields, kind model.CollectivityKind, of func(model.Body) T) reader[T] {
	b := model.Body{Kind: kind}
	fresh := b
	columns := []string{"c.id"}
	dest := []any{&b.ID}
	if kind == "" {
		columns = append(columns, "c.kind")
		dest = append(dest, &b.Kind)
	}
	for _, column := range bodyColumns {
		for _, field := range column.fields {
			if !want.Has(field) {
				continue
			}
			if name := column.name; strings.Contains(name, ".") {
				columns = append(columns, name)
			} else {
				columns = append(columns, "c."+name)
			}
			dest = append(dest, column.into(&b))
		}
	}
	return reader[T]{strings.Join(columns, ", "), dest, func() T {
		row := b
		b = fresh
		return of(row)
	}}
}

func communes(want Fields) reader[*model.Commune] {
	return bodies(want, model.CollectivityKindCommune, func(b model.Body) *model.Commune { return &model.Commune{Body: b} })
}

func epcis(want Fields) reader[*model.EPCI] {
	return bodies(want, model.CollectivityKindEPCI, func(b model.Body) *model.EPCI { return &model.EPCI{Body: b} })
}

func departments(want Fields) reader[*model.Department] {
	return bodies(want, model.CollectivityKindDepartment, func(b model.Body) *model.Department { return &model.Department{Body: b} })
}

func regions(want Fields) reader[*model.Region] {
	return bodies(want, model.CollectivityKindRegion, func(b model.Body) *model.Region { return &model.Region{Body: b} })
}

func overseas(want Fields) reader[*model.OverseasCollectivity] {
	return bodies(want, model.CollectivityKindOverseasCollectivity, func(b model.Body) *model.OverseasCollectivity {
		return &model.OverseasCollectivity{Body: b}
	})
}

func publicBodies(want Fields) reader[*model.PublicBody] {
	return bodies(want, model.CollectivityKindPublicBody, func(b model.Body) *model.PublicBody { return &model.PublicBody{Body: b} })
}

func collectivities(want Fields) reader[model.Collectivity] {
	return bodies(want, "", model.Body.Of)
}
