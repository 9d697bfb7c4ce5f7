package model

import (
	"slices"
	"strings"
)

// CheckText refuses what PostgreSQL cannot store as text.
func CheckText(path, s string) error {
	if strings.ContainsRune(s, 0) {
		return Invalid(path, "the text holds a NUL character: leave it out")
	}
	return nil
}

func (f *CodeFilter) check(faults *Errors, path string, one func(path, s string) error) {
	if f == nil {
		return
	}
	if f.Eq != nil {
		faults.Add("", one(path+".eq", *f.Eq))
	}
	for _, s := range f.In {
		faults.Add("", one(path+".in", s))
	}
}

func (f *TextFilter) check(faults *Errors, path string) {
	if f == nil {
		return
	}
	for _, s := range slices.Concat(f.In, []string{value(f.Eq), value(f.Contains)}) {
		faults.Add("", CheckText(path, s))
	}
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Check finds every malformed code of the filter.
func (f *CommuneFilter) Check() error {
	var faults Errors
	f.check(&faults)
	return faults.Err()
}

func (f *CommuneFilter) check(faults *Errors) {
	if f == nil {
		return
	}
	f.Code.check(faults, "filter.code", CheckCommuneCode)
	f.SIREN.check(faults, "filter.siren", CheckSIREN)
	f.Name.check(faults, "filter.name")
	f.Department.check(faults, "filter.department", CheckDepartmentCode)
	f.Region.check(faults, "filter.region", CheckRegionCode)
	f.EPCI.check(faults, "filter.epci", CheckSIREN)
	for _, g := range slices.Concat(f.And, f.Or, []*CommuneFilter{f.Not}) {
		g.check(faults)
	}
}

// Check finds every malformed code of the filter.
func (f *EPCIFilter) Check() error {
	var faults Errors
	f.check(&faults)
	return faults.Err()
}

func (f *EPCIFilter) check(faults *Errors) {
	if f == nil {
		return
	}
	f.SIREN.check(faults, "filter.siren", CheckSIREN)
	f.Name.check(faults, "filter.name")
	f.Department.check(faults, "filter.department", CheckDepartmentCode)
	f.Region.check(faults, "filter.region", CheckRegionCode)
	for _, g := range slices.Concat(f.And, f.Or, []*EPCIFilter{f.Not}) {
		g.check(faults)
	}
}

// Check finds every malformed code of the filter.
func (f *PublicBodyFilter) Check() error {
	if f == nil {
		return nil
	}
	var faults Errors
	f.SIREN.check(&faults, "filter.siren", CheckSIREN)
	f.Name.check(&faults, "filter.name")
	return faults.Err()
}

// Check tells which territory is meant: exactly one, by a well-formed code.
func (t TerritoryInput) Check() (kind CollectivityKind, code string, err error) {
	given := 0
	for _, c := range []struct {
		code  *string
		kind  CollectivityKind
		path  string
		check func(path, s string) error
	}{
		{t.Region, CollectivityKindRegion, "territory.region", CheckRegionCode},
		{t.Department, CollectivityKindDepartment, "territory.department", CheckDepartmentCode},
		{t.EPCI, CollectivityKindEPCI, "territory.epci", CheckSIREN},
	} {
		if c.code != nil {
			given++
			kind, code, err = c.kind, *c.code, c.check(c.path, *c.code)
		}
	}
	if given != 1 {
		return "", "", Invalid("territory", "%d territories are given: name exactly one, by region, department or epci", given)
	}
	return kind, code, err
}

// Check refuses what no rule could match.
func (f *ContributionRuleFilter) Check() error {
	var faults Errors
	if f != nil {
		f.Code.check(&faults, "filter.code", CheckText)
		f.Offer.check(&faults, "filter.offer", CheckText)
	}
	return faults.Err()
}
