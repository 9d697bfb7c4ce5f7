package cog

import (
	"slices"
	"strings"
	"testing"
)

// Each fault put into the second millésime is told in a sentence, and the rest of it is applied.
func TestMismatches(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		spoil func(*Vintage)
		want  string
	}{
		"department of no region": {func(v *Vintage) { v.Departments[1].Region = "99" },
			`department 02 (Bel) is of region "99", which the region file does not have`},
		"commune of no department": {func(v *Vintage) { v.Communes[4].Department = "09" },
			`commune 02001 (Zeta-sur-M) is of department "09", which the department file does not have`},
		"commune of another region than its department": {func(v *Vintage) { v.Communes[4].Region = "85" },
			`commune 02001 (Zeta-sur-M) is of region "85", but its department 02 is of region "84"`},
		"commune of no overseas collectivity": {func(v *Vintage) { v.Communes[7].Overseas = "999" },
			`commune 97501 (Iota) is of overseas collectivity "999", which is unknown`},
		"SIREN of two": {func(v *Vintage) { v.Communes[4].SIREN = "S12" },
			`communes 02001 and 02002 have one SIREN, S12`},
		"former code of two": {func(v *Vintage) { v.Communes[4].FormerCodes = []string{"01002"} },
			`the ancien code 01002 is said to live on both in 01001 and in 02001`},
		"former code of today": {func(v *Vintage) { v.Communes[4].FormerCodes = []string{"02002"} },
			`the ancien code 02002 of commune 02001 (Zeta-sur-M) is that of a commune of today`},
		"member of two": {func(v *Vintage) { v.EPCI[1].Members = append(v.EPCI[1].Members, v.EPCI[0].Members[2]) },
			`commune 02001 is a member of EPCI E1 and of EPCI E3: the first is kept`},
		"member unknown": {func(v *Vintage) { v.EPCI[0].Members[2].Code = "02999" },
			`member 02999 of EPCI E1 (Valley) was no known commune on 2032-01-01: it is left out`},
		"member with another SIREN": {func(v *Vintage) { v.EPCI[0].Members[2].SIREN = "S99" },
			`commune 02001 (Zeta-sur-M) has SIREN S99 in the EPCI file and "S11" in the commune file: the latter is kept`},
		"sum of municipal populations": {func(v *Vintage) { v.EPCI[0].Municipal++ },
			`EPCI E1 (Valley) has municipal population 185, but its members add up to 184`},
		"sum of total populations": {func(v *Vintage) { v.EPCI[0].Total++ },
			`EPCI E1 (Valley) has total population 188, but its members add up to 187`},
		"total below municipal": {func(v *Vintage) { v.EPCI[0].Members[0].Total = 3 },
			`commune 01001 has total population 3, less than its municipal population 124`},
		"two figures of one census": {func(v *Vintage) { v.EPCICensus = v.CommuneCensus },
			`commune 01001 (Alpha-Beta) has municipal population 124 in the EPCI file and 125 in the commune file, of one census (2030): the former is kept`},
		"commune gone without successor": {func(v *Vintage) { v.Communes[0].FormerCodes = nil },
			`commune 01002 (Beta) is no longer listed, and no commune has its code among its anciens codes: it is ended without a successor`},
		"commune without origin": {func(v *Vintage) { v.Communes[1].Code = "01099" },
			`commune 01099 (Delta) is new, and no commune had its code, alone or among its anciens codes: it is created without an origin`},
		"EPCI gone without successor": {func(v *Vintage) { v.EPCI = v.EPCI[:1]; v.EPCI[0].Members = v.EPCI[0].Members[:1] },
			`EPCI E2 (Plain) is no longer listed, and none of its members joined another: it is ended without a successor`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spoilt := mini2032()
			test.spoil(spoilt)
			g, reports := apply(t, mini2031(), spoilt)
			told := func(m Mismatch) bool { return m.Message == test.want }
			if !slices.ContainsFunc(reports[1].Mismatches, told) {
				t.Errorf("not told: %s\ntold: %v", test.want, reports[1].Mismatches)
			}
			if slices.ContainsFunc(reports[0].Mismatches, told) {
				t.Errorf("told of the first millésime, which is sound")
			}
			if len(g.Millesimes) != 2 {
				t.Errorf("applied: %v", g.Millesimes)
			}
			var out strings.Builder
			if _, err := reports[1].WriteTo(&out); err != nil || !strings.Contains(out.String(), "  ! "+test.want+"\n") {
				t.Errorf("not printed: %s", out.String())
			}
		})
	}
}

func TestSoundMiniatureHasNoMismatch(t *testing.T) {
	t.Parallel()
	_, reports := apply(t, mini2031(), mini2032())
	for _, r := range reports {
		if len(r.Mismatches) > 0 {
			t.Errorf("%s: %v", r.Millesime.Name, r.Mismatches)
		}
	}
}
