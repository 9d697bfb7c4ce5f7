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

// as reads bodies of one type.
func as[T any](t *text, want Fields, kind model.CollectivityKind, of func(*T) *model.Body) reader[*T] {
	r, room := t.bodies("c", want, kind, false), newSlab[T](t)
	return reader[*T]{r.columns, r.joins, r.dest, func() *T {
		v := room.next()
		*of(v) = r.take()
		return v
	}}
}

func communes(t *text, want Fields) reader[*model.Commune] {
	return as(t, want, model.CollectivityKindCommune, func(v *model.Commune) *model.Body { return &v.Body })
}

func epcis(t *text, want Fields) reader[*model.EPCI] {
	return as(t, want, model.CollectivityKindEPCI, func(v *model.EPCI) *model.Body { return &v.Body })
}

func departments(t *text, want Fields) reader[*model.Department] {
	return as(t, want, model.CollectivityKindDepartment, func(v *model.Department) *model.Body { return &v.Body })
}

func regions(t *text, want Fields) reader[*model.Region] {
	return as(t, want, model.CollectivityKindRegion, func(v *model.Region) *model.Body { return &v.Body })
}

func overseas(t *text, want Fields) reader[*model.OverseasCollectivity] {
	return as(t, want, model.CollectivityKindOverseasCollectivity, func(v *model.OverseasCollectivity) *model.Body { return &v.Body })
}

func publicBodies(t *text, want Fields) reader[*model.PublicBody] {
	return as(t, want, model.CollectivityKindPublicBody, func(v *model.PublicBody) *model.Body { return &v.Body })
}

func collectivities(t *text, want Fields) reader[model.Collectivity] {
	r := t.bodies("c", want, "", false)
	return reader[model.Collectivity]{r.columns, r.joins, r.dest, func() model.Collectivity { return r.take().Of() }}
}
