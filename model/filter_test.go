package model_test

import (
	"testing"

	"maillage/model"
)

func TestCommuneFilterCheck(t *testing.T) {
	t.Parallel()
	t.Run("OK", func(t *testing.T) {
		t.Parallel()
		for _, f := range []*model.CommuneFilter{
			nil, {}, {Code: &model.CodeFilter{}}, {Population: &model.IntFilter{Gte: new(-5)}},
			{Code: &model.CodeFilter{Eq: new("2A004"), In: []string{"56117", "97411"}}, SIREN: &model.CodeFilter{IsNull: new(true)},
				Name: &model.TextFilter{Contains: new(`%_\'`)}, Department: &model.CodeFilter{Eq: new("974")}, Region: &model.CodeFilter{In: []string{"53", "01"}},
				EPCI: &model.CodeFilter{Eq: new("200067205")}, Not: &model.CommuneFilter{}, Or: []*model.CommuneFilter{{}, {}}},
		} {
			if err := f.Check(); err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("ErrAllAtOnce", func(t *testing.T) {
		t.Parallel()
		err := (&model.CommuneFilter{
			Code:       &model.CodeFilter{Eq: new("561170"), In: []string{"56117", "x", "2C001"}},
			SIREN:      &model.CodeFilter{Eq: new("200034582")},
			Name:       &model.TextFilter{Eq: new("a\x00"), In: []string{"b", "\x00"}, Contains: new("c\x00")},
			Department: &model.CodeFilter{Eq: new("2C")},
			Region:     &model.CodeFilter{In: []string{"530"}},
			EPCI:       &model.CodeFilter{Eq: new("56117")},
		}).Check()
		wantPaths(t, err, "filter.code.eq", "filter.code.in", "filter.code.in", "filter.siren.eq", "filter.name", "filter.name", "filter.name",
			"filter.department.eq", "filter.region.in", "filter.epci.eq")
	})
	t.Run("ErrDeep", func(t *testing.T) {
		t.Parallel()
		bad := &model.CommuneFilter{Code: &model.CodeFilter{Eq: new("!")}}
		wantPaths(t, (&model.CommuneFilter{
			And: []*model.CommuneFilter{{}, {Or: []*model.CommuneFilter{bad}}},
			Or:  []*model.CommuneFilter{bad},
			Not: &model.CommuneFilter{Not: bad},
		}).Check(), "filter.code.eq", "filter.code.eq", "filter.code.eq")
	})
}

func TestEPCIFilterCheck(t *testing.T) {
	t.Parallel()
	t.Run("OK", func(t *testing.T) {
		t.Parallel()
		for _, f := range []*model.EPCIFilter{nil, {}, {Nature: &model.EPCINatureFilter{}}, {SIREN: &model.CodeFilter{Eq: new("200067205")}}} {
			if err := f.Check(); err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("ErrAllAtOnce", func(t *testing.T) {
		t.Parallel()
		wantPaths(t, (&model.EPCIFilter{
			SIREN: &model.CodeFilter{Eq: new("")}, Name: &model.TextFilter{Contains: new("\x00")}, Department: &model.CodeFilter{Eq: new("")},
			Region: &model.CodeFilter{Eq: new("")}, And: []*model.EPCIFilter{{SIREN: &model.CodeFilter{In: []string{"1"}}}},
		}).Check(), "filter.siren.eq", "filter.name", "filter.department.eq", "filter.region.eq", "filter.siren.in")
	})
}

func TestPublicBodyFilterCheck(t *testing.T) {
	t.Parallel()
	if err := (*model.PublicBodyFilter)(nil).Check(); err != nil {
		t.Error(err)
	}
	wantPaths(t, (&model.PublicBodyFilter{SIREN: &model.CodeFilter{Eq: new("9")}, Name: &model.TextFilter{Eq: new("\x00")}}).Check(),
		"filter.siren.eq", "filter.name")
}

func TestTerritoryInputCheck(t *testing.T) {
	t.Parallel()
	region, department, epci := new("53"), new("2A"), new("200067205")
	for _, c := range []struct {
		name string
		in   model.TerritoryInput
		kind model.CollectivityKind
		code string
	}{
		{"OK region", model.TerritoryInput{Region: region}, model.CollectivityKindRegion, "53"},
		{"OK department", model.TerritoryInput{Department: department}, model.CollectivityKindDepartment, "2A"},
		{"OK EPCI", model.TerritoryInput{EPCI: epci}, model.CollectivityKindEPCI, "200067205"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if kind, code, err := c.in.Check(); err != nil || kind != c.kind || code != c.code {
				t.Errorf("have %s %s, %v", kind, code, err)
			}
		})
	}
	for name, c := range map[string]struct {
		in   model.TerritoryInput
		path string
	}{
		"ErrNone":       {model.TerritoryInput{}, "territory"},
		"ErrTwo":        {model.TerritoryInput{Region: region, EPCI: epci}, "territory"},
		"ErrAll":        {model.TerritoryInput{Region: region, Department: department, EPCI: epci}, "territory"},
		"ErrTwoBadOnes": {model.TerritoryInput{Region: new(""), EPCI: new("")}, "territory"},
		"ErrRegion":     {model.TerritoryInput{Region: new("530")}, "territory.region"},
		"ErrDepartment": {model.TerritoryInput{Department: new("2C")}, "territory.department"},
		"ErrEPCI":       {model.TerritoryInput{EPCI: new("200034582")}, "territory.epci"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := c.in.Check()
			refusedAt(t, err, c.path, name)
		})
	}
}
