package cog

import (
	"slices"
	"strings"
	"testing"
)

// Small cases of who follows whom, each two millésimes of a few lines. 01001 and E1 stand by where a file may not be empty.
func TestSuccessions(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after         string
		epciBefore, epciAfter string
		want                  string
	}{
		"code moved, the SIREN persists": {
			before: "01001 A S1 01 1\n01002 B S2 01 1", after: "01003 B S2 01 1 01001,01002",
			want: "01002 -> 01003 CODE_MOVED\n01001 -> 01003 MERGED_INTO"},
		"code moved, the name persists": {
			before: "01001 A S1 01 1\n01002 B S2 01 1", after: "01003 b S3 01 1 01001,01002",
			want: "01002 -> 01003 CODE_MOVED\n01001 -> 01003 MERGED_INTO"},
		"code moved, the one explanation": {
			before: "01001 A S1 01 1", after: "01003 C S3 01 1 01001,01999",
			want: "01001 -> 01003 CODE_MOVED"},
		"created from two": {
			before: "01001 A S1 01 1\n01002 B S2 01 1", after: "01003 C S3 01 1 01001,01002",
			want: "01001 -> 01003 CREATED_FROM\n01002 -> 01003 CREATED_FROM"},
		"re-established beside": {
			before: "01001 A S1 01 1 01002", after: "01001 A S1 01 1\n01002 B S2 01 1",
			want: "01001 -> 01002 REESTABLISHED_FROM"},
		"re-established at the code that the other leaves": {
			before: "01001 A S1 01 1 01002", after: "01001 Old S3 01 1\n01002 A S1 01 1",
			want: "01001 -> 01002 CODE_MOVED\n01001 -> 01001 REESTABLISHED_FROM"},
		"a SIREN that two have moves nobody": {
			before: "01001 A S1 01 1 01002", after: "01001 A S1 01 1\n01002 B S1 01 1",
			want: "01001 -> 01002 REESTABLISHED_FROM"},
		"EPCI absorbed": {
			before: "01001 A S1 01 1\n01002 B S2 01 1", after: "01001 A S1 01 1\n01002 B S2 01 1",
			epciBefore: "E1 X CC FA 01001\nE2 Y CC FA 01002", epciAfter: "E1 X CC FA 01001 01002",
			want: "E2 -> E1 MERGED_INTO"},
		"EPCI under another SIREN": {
			before: "01001 A S1 01 1", after: "01001 A S1 01 1",
			epciBefore: "E1 X CC FA 01001", epciAfter: "E2 X CA FA 01001",
			want: "E1 -> E2 CREATED_FROM"},
		"EPCI of a commune that merges on the same day": {
			before: "01001 A S1 01 1\n01002 B S2 01 1", after: "01001 A S1 01 2 01002",
			epciBefore: "E1 X CC FA 01001\nE2 Y CC FA 01002", epciAfter: "E1 X CC FA 01001",
			want: "01002 -> 01001 MERGED_INTO\nE2 -> E1 MERGED_INTO"},
		"EPCI detached from one that goes on": {
			before: "01001 A S1 01 1\n01002 B S2 01 1", after: "01001 A S1 01 1\n01002 B S2 01 1",
			epciBefore: "E1 X CC FA 01001 01002", epciAfter: "E1 X CC FA 01001\nE2 Y CC FA 01002",
			want: "E1 -> E2 SPLIT_FROM"},
		"EPCI made of a commune that had none": {
			before: "01001 A S1 01 1\n01002 B S2 01 1", after: "01001 A S1 01 1\n01002 B S2 01 1",
			epciBefore: "E1 X CC FA 01001", epciAfter: "E1 X CC FA 01001\nE2 Y CC FA 01002",
			want: ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, reports := apply(t, mini("1", 2031, 2031, test.before, test.epciBefore), mini("2", 2032, 2032, test.after, test.epciAfter))
			var have []string
			for _, s := range g.Successions {
				have = append(have, s.FromCode+" -> "+s.ToCode+" "+string(s.Kind))
			}
			wantLines(t, have, test.want)
			if len(reports[1].Mismatches) > 0 && !strings.Contains(name, "two have") {
				t.Errorf("mismatches: %v", reports[1].Mismatches)
			}
		})
	}
}

// The EPCI file may be of the year before the communes: it speaks of the communes of its own day, and a merger of the
// later day closes what it opened.
func TestEPCIOlderThanCommunes(t *testing.T) {
	t.Parallel()
	const epci = "E1 X CC FA 01001 01002"
	g, reports := apply(t,
		mini("1", 2031, 2031, "01001 A S1 01 1\n01002 B S2 01 1", "E1 X CC FA 01001"),
		mini("2", 2032, 2031, "01001 A S1 01 2 01002", epci),
		mini("3", 2033, 2032, "01001 A S1 01 2 01002", "E1 X CC FA 01001"),
	)
	var have []string
	for _, line := range g.lines() {
		if strings.HasPrefix(line, "member") || strings.HasPrefix(line, "succession") {
			have = append(have, line)
		}
	}
	wantLines(t, have, `
		member 6 of 8 2031-
		member 7 of 8 2031-2032
		succession 7 -> 6 2032 MERGED_INTO 01002 -> 01001`)
	for _, r := range reports {
		if len(r.Mismatches) > 0 {
			t.Errorf("%s: %v", r.Millesime.Name, r.Mismatches)
		}
	}
}

// A SIREN or a chef-lieu that a source leaves blank stays; one that is learnt later is written back and is no event.
func TestBlankIsUnknown(t *testing.T) {
	t.Parallel()
	first, second, third := mini2031(), mini2031(), mini2031()
	second.Version, third.Version = "1.1.0", "1.2.0"
	second.CommunesOn, second.EPCIOn = newYear(2032), newYear(2032)
	third.CommunesOn, third.EPCIOn = newYear(2033), newYear(2033)
	first.Communes[4].SIREN, first.Overseas[0].SeatCode = "", ""
	third.Communes[4].SIREN, third.Overseas[0].SeatCode = "", ""
	g, reports := apply(t, first, second, third)
	for _, s := range g.States {
		if s.From != newYear(2031) || s.Code == "02001" && s.SIREN != "S11" || s.Code == "975" && s.SeatCode != "97501" {
			t.Errorf("have %+v", s)
		}
	}
	if n := len(reports[1].Delta.States.Updated); n != 2 || reports[1].Count(SIRENLearnt, KindCommune) != 1 {
		t.Errorf("%d states updated: %v", n, reports[1].Changes)
	}
}

// Rows of kinds that the almanac does not know keep their ids, and nothing else changes about them.
func TestForeignRowsAreLeftAlone(t *testing.T) {
	t.Parallel()
	body := Entity{ID: 900, Kind: "PUBLIC_BODY", Period: since2031}
	state := State{ID: 7, Entity: 900, Period: since2031, Code: "01001", Name: "Syndicate"}
	g := &Graph{Entities: []Entity{body}, States: []State{state}}
	if _, err := g.Apply(mini2031()); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Apply(mini2032()); err != nil {
		t.Fatal(err)
	}
	if g.Entities[0] != body || g.States[0].Name != "Syndicate" || g.States[0].To != nil {
		t.Errorf("have %+v, %+v", g.Entities[0], g.States[0])
	}
	if g.Entities[1].ID != 901 || g.States[1].ID != 8 {
		t.Errorf("ids go on with %d and %d", g.Entities[1].ID, g.States[1].ID)
	}
	if slices.ContainsFunc(g.States[1:], func(s State) bool { return s.Entity == 900 }) {
		t.Error("the syndicate has states of a commune")
	}
}
