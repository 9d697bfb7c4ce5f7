package actions_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// cdg is a body that can be registered.
func cdg(t testing.TB) model.RegisterPublicBodyInput {
	return model.RegisterPublicBodyInput{SIREN: model.SIREN("28650001"), Name: "CDG 56", Nature: model.PublicBodyNatureCdg, ValidFrom: day(t, "1985-01-01")}
}

func TestRegisterPublicBody(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	registered := func() int { return scalar[int](t, s, "select count(*) from collectivities where kind = 'PUBLIC_BODY'") }
	t.Run("OK", func(t *testing.T) {
		in := cdg(t)
		in.Name, in.Parent = "  Centre  de gestion\tdu Morbihan ", new("56117")
		body, err := on(s).RegisterPublicBody(ctx, in)
		if err != nil {
			t.Fatal(err)
		}
		found, err := s.PublicBodyBySIREN(ctx, in.SIREN, db.All)
		if err != nil || found == nil || found.ID != body.ID || found.Name != body.Name || found.Code != in.SIREN || *found.SIREN != *body.SIREN ||
			found.Nature() != in.Nature || found.ParentID != body.ParentID || found.ValidFrom != body.ValidFrom || found.ValidTo != nil {
			t.Errorf("have %+v, was told %+v, %v", found, body, err)
		}
		locmine, err := s.CommuneByCode(ctx, "56117", nil, db.All)
		if err != nil || body.Name != "Centre de gestion du Morbihan" || body.ParentID != locmine.ID || body.Demo || body.ID < 10_000_000 || body.ValidFrom != in.ValidFrom {
			t.Errorf("have %+v, %v", body.Body, err)
		}
	})
	t.Run("OK found by a name without accents", func(t *testing.T) {
		in := cdg(t)
		in.SIREN, in.Name = model.SIREN("28650002"), "Établissement d’Étel"
		if _, err := on(s).RegisterPublicBody(ctx, in); err != nil {
			t.Fatal(err)
		}
		page, err := s.PublicBodies(ctx, &model.PublicBodyFilter{Name: &model.TextFilter{Contains: new("d'etel")}}, model.Page{First: 10}, db.All, db.All)
		if err != nil || len(page.Nodes) != 1 || page.Nodes[0].Name != in.Name {
			t.Errorf("have %v, %v", page.Nodes, err)
		}
	})
	before := registered()
	for name, c := range map[string]struct {
		change func(*model.RegisterPublicBodyInput)
		want   []string
	}{
		"ErrSIREN":             {func(in *model.RegisterPublicBodyInput) { in.SIREN = "200034582" }, []string{"INVALID siren"}},
		"ErrSIREN NUL":         {func(in *model.RegisterPublicBodyInput) { in.SIREN = "28650001\x00" }, []string{"INVALID siren"}},
		"ErrSIREN taken":       {func(in *model.RegisterPublicBodyInput) {}, []string{"CONFLICT siren"}},
		"ErrSIREN of commune":  {func(in *model.RegisterPublicBodyInput) { in.SIREN = "215601170" }, []string{"CONFLICT siren"}},
		"ErrSIREN of EPCI":     {func(in *model.RegisterPublicBodyInput) { in.SIREN = "200067205" }, []string{"CONFLICT siren"}},
		"ErrSIREN of old EPCI": {func(in *model.RegisterPublicBodyInput) { in.SIREN = "200067221" }, []string{"CONFLICT siren"}},
		"ErrName empty":        {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Name = model.SIREN("28650003"), " \t " }, []string{"INVALID name"}},
		"ErrName long": {func(in *model.RegisterPublicBodyInput) {
			in.SIREN, in.Name = model.SIREN("28650003"), strings.Repeat("é", 201)
		}, []string{"INVALID name"}},
		"ErrName NUL": {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Name = model.SIREN("28650003"), "a\x00b" }, []string{"INVALID name"}},
		"ErrParent CCAS": {func(in *model.RegisterPublicBodyInput) {
			in.SIREN, in.Nature = model.SIREN("28650003"), model.PublicBodyNatureCcas
		}, []string{"INVALID parent"}},
		"ErrParent CIAS": {func(in *model.RegisterPublicBodyInput) {
			in.SIREN, in.Nature = model.SIREN("28650003"), model.PublicBodyNatureCias
		}, []string{"INVALID parent"}},
		"ErrParent unknown": {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Parent = model.SIREN("28650003"), new("99999") }, []string{"NOT_FOUND parent"}},
		"ErrParent empty":   {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Parent = model.SIREN("28650003"), new("") }, []string{"INVALID parent"}},
		"ErrParent NUL": {func(in *model.RegisterPublicBodyInput) {
			in.SIREN, in.Parent = model.SIREN("28650003"), new("56117\x00")
		}, []string{"INVALID parent"}},
		"ErrName invisible": {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Name = model.SIREN("28650003"), "CDG\u200b56" }, []string{"INVALID name"}},
		"ErrValidFrom too early": {func(in *model.RegisterPublicBodyInput) {
			in.SIREN, in.ValidFrom = model.SIREN("28650003"), day(t, "1788-12-31")
		}, []string{"INVALID validFrom"}},
		"ErrValidFrom too late": {func(in *model.RegisterPublicBodyInput) {
			in.SIREN, in.ValidFrom = model.SIREN("28650003"), day(t, "2027-06-02")
		}, []string{"INVALID validFrom"}},
		"ErrParent department": {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Parent = model.SIREN("28650003"), new("99") }, []string{"NOT_FOUND parent"}},
		"ErrParent lower case": {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Parent = model.SIREN("28650003"), new("2a") }, []string{"INVALID parent"}},
		"ErrParent malformed":  {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Parent = model.SIREN("28650003"), new("Vannes") }, []string{"INVALID parent"}},
		"ErrParent has ended": {func(in *model.RegisterPublicBodyInput) {
			in.SIREN, in.Parent, in.ValidFrom = model.SIREN("28650003"), new("200067221"), day(t, "2022-01-01")
		}, []string{"INVALID parent"}},
		"ErrAll": {func(in *model.RegisterPublicBodyInput) { in.SIREN, in.Name, in.Parent = "x", "", new("99999") },
			[]string{"INVALID name", "INVALID siren", "NOT_FOUND parent"}},
		"ErrAll of a CCAS": {func(in *model.RegisterPublicBodyInput) { in.Name, in.Nature = "", model.PublicBodyNatureCcas },
			[]string{"INVALID name", "INVALID parent", "CONFLICT siren"}},
	} {
		t.Run(name, func(t *testing.T) {
			in := cdg(t)
			c.change(&in)
			body, err := on(s).RegisterPublicBody(ctx, in)
			if have := told(err); body != nil || !reflect.DeepEqual(have, c.want) {
				t.Errorf("have %v, %q (%v), want %q", body, have, err, c.want)
			}
			if n := registered(); n != before {
				t.Errorf("%d public bodies, there were %d", n, before)
			}
		})
	}
}

// A nature asks for a kind of parent, and a parent has one CCAS or CIAS at a time.
func TestRegisterPublicBodyBelongs(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	const ccas, cias, sdis = model.PublicBodyNatureCcas, model.PublicBodyNatureCias, model.PublicBodyNatureSdis
	for i, c := range []struct {
		nature      model.PublicBodyNature
		parent      string
		kind        model.CollectivityKind // of the parent, where there is nothing to mend
		fault, says string
	}{
		{sdis, "2A", model.CollectivityKindDepartment, "", ""},
		{sdis, "974", model.CollectivityKindDepartment, "", ""},
		{sdis, "56117", "", "INVALID parent", "Locminé is not of that kind: an SDIS belongs to a department"},
		{ccas, "22", "", "INVALID parent", "a CCAS belongs to a commune"},
		{ccas, "200067205", "", "INVALID parent", "a CCAS belongs to a commune"},
		{ccas, "2A004", model.CollectivityKindCommune, "", ""},
		{ccas, "2A004", "", "CONFLICT parent", "Ajaccio has a CCAS already: body 5, SIREN " + model.SIREN("28650105")},
		{cias, "2A004", "", "INVALID parent", "a CIAS belongs to an EPCI"},
		{cias, "200067205", model.CollectivityKindEPCI, "", ""},
		{cias, "200067205", "", "CONFLICT parent", "CA du Cotentin has a CIAS already: body 8"},
	} {
		body, err := on(s).RegisterPublicBody(ctx, model.RegisterPublicBodyInput{SIREN: model.SIREN(fmt.Sprint(28650100 + i)),
			Name: fmt.Sprint("body ", i), Nature: c.nature, Parent: &c.parent, ValidFrom: day(t, "2027-06-01")})
		if c.fault != "" {
			if have := told(err); !reflect.DeepEqual(have, []string{c.fault}) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%d: have %q, %v, want %s: %s", i, have, err, c.fault, c.says)
			}
			continue
		}
		if err != nil {
			t.Errorf("%d: %v", i, err)
			continue
		}
		if kind := scalar[model.CollectivityKind](t, s, "select kind from collectivities where id = ?", int64(body.ParentID)); kind != c.kind {
			t.Errorf("%d belongs to a %s, want a %s", i, kind, c.kind)
		}
	}
}

// told are the faults of an error, each as its code and place.
func told(err error) (all []string) {
	var faults model.Errors
	var fault *model.Error
	if errors.As(err, &fault) {
		faults = model.Errors{fault}
	}
	errors.As(err, &faults)
	for _, f := range faults {
		all = append(all, string(f.Code)+" "+f.Path)
	}
	return all
}

// Of several at once one gets the SIREN, the others the same CONFLICT as later comers.
func TestRegisterPublicBodySideBySide(t *testing.T) {
	t.Parallel()
	s := dbtest.Full(t)
	const clerks = 4
	var all sync.WaitGroup
	var errs [clerks]error
	for i := range clerks {
		all.Go(func() { _, errs[i] = on(s).RegisterPublicBody(context.Background(), cdg(t)) })
	}
	all.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if have := told(err); !reflect.DeepEqual(have, []string{"CONFLICT siren"}) {
			t.Errorf("have %q, %v", have, err)
		}
	}
	if n := scalar[int](t, s, "select count(*) from collectivities where siren = ?", model.SIREN("28650001")); done != 1 || n != 1 {
		t.Errorf("%d were told that it is done, %d rows are there", done, n)
	}
}
