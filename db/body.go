package db

import (
	"strings"

	"github.com/lib/pq"

	"maillage/model"
)

// reader reads rows of one kind: its columns, the joins that they need, where the driver puts them, and the value that a
// full row makes.
type reader[T any] struct {
	columns string
	joins   string
	dest    []any
	take    func() T
}

// bodyColumns are the columns of collectivities beside the id, each with the GraphQL field that needs it, and with what
// stands for it where there is no row.
var bodyColumns = []struct {
	column string
	none   string
	field  string
	into   func(*model.Body) any
}{
	{"c.code", "''", "code", func(b *model.Body) any { return &b.Code }},
	{"c.siren", "", "siren", func(b *model.Body) any { return &b.SIREN }},
	{"c.name", "''", "name", func(b *model.Body) any { return &b.Name }},
	{"c.nature", "''", "nature", func(b *model.Body) any { return &b.NatureCode }},
	{"c.postal_codes", "", "postalCodes", func(b *model.Body) any { return (*pq.StringArray)(&b.PostalCodes) }},
	{"coalesce(c.department_id, 0)", "", "department", func(b *model.Body) any { return &b.DepartmentID }},
	{"coalesce(c.region_id, 0)", "", "region", func(b *model.Body) any { return &b.RegionID }},
	{"coalesce(c.overseas_id, 0)", "", "overseasCollectivity", func(b *model.Body) any { return &b.OverseasID }},
	{"coalesce(c.parent_id, 0)", "", "parent", func(b *model.Body) any { return &b.ParentID }},
	{days("c.valid_from"), "0", "validFrom", func(b *model.Body) any { return &b.ValidFrom }},
	{days("c.valid_to"), "", "validTo", func(b *model.Body) any { return &b.ValidTo }},
	{"c.demo", "false", "demo", func(b *model.Body) any { return &b.Demo }},
}

// bodies reads collectivities of an alias, and along with them the to-one edges that are asked for. Their kind is read
// where the statement may return several kinds; maybe says that there may be no row.
func (t *text) bodies(alias string, want Fields, kind model.CollectivityKind, maybe bool) reader[model.Body] {
	b := model.Body{Kind: kind}
	fresh := b
	names := spelled(alias, maybe)
	var columns strings.Builder
	columns.WriteString(names[0])
	dest := append(make([]any, 0, 16), &b.ID)
	if kind == "" {
		columns.WriteString(names[1])
		dest = append(dest, &b.Kind)
	}
	for i, c := range bodyColumns {
		if want.Has(c.field) {
			columns.WriteString(names[2+i])
			dest = append(dest, c.into(&b))
		}
	}
	ends := t.ahead(alias, want)
	all, joins, dest := withEnds(columns.String(), dest, ends)
	return reader[model.Body]{all, joins, dest, func() model.Body {
		t.hold(&b, int64(b.ID), ends)
		row := b
		b = fresh
		return row
	}}
}

// spelled are id, kind and the bodyColumns as an alias has them.
func spelled(alias string, maybe bool) []string {
	spell := func(column, none string) string {
		if column = strings.ReplaceAll(column, "c.", alias+"."); maybe && none != "" {
			column = "coalesce(" + column + ", " + none + ")"
		}
		return column
	}
	names := []string{spell("c.id", "0") + " as " + alias + "_id", ", " + spell("c.kind", "''")}
	for _, c := range bodyColumns {
		names = append(names, ", "+spell(c.column, c.none))
	}
	return names
}

// as gives the bodies of a reader their type.
func as[T any](r reader[model.Body], of func(model.Body) T) reader[T] {
	return reader[T]{r.columns, r.joins, r.dest, func() T { return of(r.take()) }}
}

func communes(t *text, want Fields) reader[*model.Commune] {
	return as(t.bodies("c", want, model.CollectivityKindCommune, false), func(b model.Body) *model.Commune { return &model.Commune{Body: b} })
}

func epcis(t *text, want Fields) reader[*model.EPCI] {
	return as(t.bodies("c", want, model.CollectivityKindEPCI, false), func(b model.Body) *model.EPCI { return &model.EPCI{Body: b} })
}

func departments(t *text, want Fields) reader[*model.Department] {
	return as(t.bodies("c", want, model.CollectivityKindDepartment, false), func(b model.Body) *model.Department { return &model.Department{Body: b} })
}

func regions(t *text, want Fields) reader[*model.Region] {
	return as(t.bodies("c", want, model.CollectivityKindRegion, false), func(b model.Body) *model.Region { return &model.Region{Body: b} })
}

func overseas(t *text, want Fields) reader[*model.OverseasCollectivity] {
	return as(t.bodies("c", want, model.CollectivityKindOverseasCollectivity, false), func(b model.Body) *model.OverseasCollectivity { return &model.OverseasCollectivity{Body: b} })
}

func publicBodies(t *text, want Fields) reader[*model.PublicBody] {
	return as(t.bodies("c", want, model.CollectivityKindPublicBody, false), func(b model.Body) *model.PublicBody { return &model.PublicBody{Body: b} })
}

func collectivities(t *text, want Fields) reader[model.Collectivity] {
	return as(t.bodies("c", want, "", false), model.Body.Of)
}
