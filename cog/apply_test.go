package cog

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"maillage/model"
)

func TestApplyMiniature(t *testing.T) {
	t.Parallel()
	g, _ := apply(t, mini2031(), mini2032())
	wantLines(t, g.lines(), `
		entity 1 REGION 2031-
		entity 2 DEPARTMENT 2031-
		entity 3 DEPARTMENT 2031-
		entity 4 OVERSEAS 2031-
		entity 5 OVERSEAS 2031-
		entity 6 COMMUNE 2031-
		entity 7 COMMUNE 2031-2032
		entity 8 COMMUNE 2031-
		entity 9 COMMUNE 2031-
		entity 10 COMMUNE 2031-
		entity 11 COMMUNE 2031-
		entity 12 COMMUNE 2031-
		entity 13 COMMUNE 2031-
		entity 14 COMMUNE 2031-
		entity 15 EPCI 2031-
		entity 16 EPCI 2031-2032
		entity 17 COMMUNE 2032-
		entity 18 EPCI 2032-
		entity 19 EPCI 2032-
		state 1 2031- 84 East d0 r0 o0
		state 2 2031- 01 Ain d0 r1 o0
		state 3 2031- 02 Bel d0 r1 o0
		state 4 2031- 975 Isles d0 r0 o0
		state 5 2031- 988 Caledonia d0 r0 o0
		state 6 2031-2032 01001 S01 Alpha d2 r1 o0
		state 7 2031-2032 01002 S02 Beta d2 r1 o0
		state 8 2031-2032 01003 S03 Gamma 01004,01005 d2 r1 o0
		state 9 2031- 01006 S06 Epsilon d2 r1 o0
		state 10 2031-2032 02001 S11 Zeta d3 r1 o0
		state 11 2031- 02002 S12 Eta d3 r1 o0
		state 12 2031- 02003 S13 Theta d3 r1 o0
		state 13 2031- 97501 Iota d0 r0 o4
		state 14 2031- 98801 Kappa d0 r0 o5
		state 15 2031-2032 E1 E1 Valley CC FA d0 r0 o0
		state 16 2031-2032 E2 E2 Plain CA FPU d0 r0 o0
		state 6 2032- 01001 S21 Alpha-Beta 01002 d2 r1 o0
		state 17 2032- 01004 S04 Delta d2 r1 o0
		state 8 2032- 01005 S03 Gamma 01003 d2 r1 o0
		state 10 2032- 02001 S11 Zeta-sur-M d3 r1 o0
		state 15 2032- E1 E1 Valley CA FPU d0 r0 o0
		state 18 2032- E3 E3 Hills CC FA d0 r0 o0
		state 19 2032- E4 E4 Lowlands CC FA d0 r0 o0
		member 6 of 15 2031-
		member 7 of 15 2031-2032
		member 8 of 16 2031-2032
		member 9 of 16 2031-2032
		member 10 of 15 2031-
		member 11 of 16 2031-2032
		member 12 of 16 2031-2032
		member 8 of 18 2032-
		member 9 of 15 2032-
		member 11 of 19 2032-
		member 12 of 19 2032-
		member 17 of 18 2032-
		succession 8 -> 8 2032 CODE_MOVED 01003 -> 01005
		succession 7 -> 6 2032 MERGED_INTO 01002 -> 01001
		succession 8 -> 17 2032 REESTABLISHED_FROM 01003 -> 01004
		succession 16 -> 15 2032 SPLIT_FROM E2 -> E1
		succession 16 -> 18 2032 SPLIT_FROM E2 -> E3
		succession 16 -> 19 2032 SPLIT_FROM E2 -> E4`)
}

// Figures by entity (6 Alpha, 12 Theta, 13 Iota, 14 Kappa, 15 the valley): kind, value, census, in force from, source.
func TestApplyPopulations(t *testing.T) {
	t.Parallel()
	later := mini2032()
	later.Version = "3.0.0"
	kappa, theta := 9, 0
	later.Communes[8].Municipal, later.Communes[6].Municipal = &kappa, &theta
	g, reports := apply(t, mini2031(), mini2032(), later)
	var have []string
	for _, p := range g.Populations {
		if slices.Contains([]int64{6, 12, 13, 14, 15}, p.Entity) {
			have = append(have, fmt.Sprint(p.Entity, " ", p.Kind, " ", p.Value, " ", p.Census, " ", p.InForceFrom.Year(), " ", p.Source))
		}
	}
	slices.Sort(have)
	wantLines(t, have, `
		12 MUNICIPAL 0 2028 2031 1.0.0
		12 MUNICIPAL 0 2030 2033 3.0.0
		12 MUNICIPAL 89 2029 2032 2.0.0
		12 TOTAL 1 2028 2031 1.0.0
		12 TOTAL 90 2029 2032 2.0.0
		13 MUNICIPAL 7 2029 2032 1.0.0
		13 MUNICIPAL 7 2030 2033 2.0.0
		14 MUNICIPAL 8 0 2031 1.0.0
		14 MUNICIPAL 9 0 2032 3.0.0
		15 MUNICIPAL 118 2028 2031 1.0.0
		15 MUNICIPAL 184 2029 2032 2.0.0
		15 TOTAL 121 2028 2031 1.0.0
		15 TOTAL 187 2029 2032 2.0.0
		6 MUNICIPAL 124 2029 2032 2.0.0
		6 MUNICIPAL 125 2030 2033 2.0.0
		6 MUNICIPAL 99 2028 2031 1.0.0
		6 TOTAL 100 2028 2031 1.0.0
		6 TOTAL 125 2029 2032 2.0.0`)
	var told []string
	for _, c := range reports[2].Changes {
		told = append(told, string(c.Kind)+" "+c.String())
	}
	wantLines(t, told, `
		POPULATIONS_ADDED 1 municipal populations, census not stated, in force from 2032-01-01
		POPULATIONS_AMENDED 1 municipal populations, census 2030, in force from 2033-01-01`)
}

func TestApplyAgainChangesNothing(t *testing.T) {
	t.Parallel()
	vintages := []*Vintage{mini2031(), mini2032()}
	g, _ := apply(t, vintages...)
	before := fmt.Sprintf("%+v", g.lines())
	for _, v := range vintages {
		r, err := g.Apply(v)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Empty() || len(r.Changes) > 0 {
			t.Errorf("version %s again: %v, %+v", v.Version, r.Changes, r.Delta)
		}
	}
	if after := fmt.Sprintf("%+v", g.lines()); after != before {
		t.Errorf("the graph changed: %s", after)
	}
}

func TestApplyOlderIsRefused(t *testing.T) {
	t.Parallel()
	g, _ := apply(t, mini2032())
	var conflict *model.Error
	if _, err := g.Apply(mini2031()); !errors.As(err, &conflict) || conflict.Code != model.CodeConflict {
		t.Fatalf("want a CONFLICT, have %v", err)
	}
}

// A later version of the same day takes back what it no longer says.
func TestApplyCorrection(t *testing.T) {
	t.Parallel()
	right := mini2032()
	right.Version = "2.0.1"
	wrong := mini2032()
	wrong.Communes[0].Name = "Alpha-Bêta"
	wrong.Communes = append(wrong.Communes, Commune{Code: "99999", Name: "Nowhere", Department: "01", Region: "84", Municipal: new(int)})
	wrong.EPCI[0].Members, wrong.EPCI[1].Members = wrong.EPCI[0].Members[:2], append(wrong.EPCI[1].Members, wrong.EPCI[0].Members[2])
	wrong.EPCI = append(wrong.EPCI, EPCI{SIREN: "E9", Name: "Nothing", Nature: NatureCC, Financing: FinancingFA, Members: []Member{{Code: "99999"}}})

	g, reports := apply(t, mini2031(), wrong, right)
	straight, _ := apply(t, mini2031(), right)
	if have, want := g.byCode(), straight.byCode(); !slices.Equal(have, want) {
		t.Errorf("have:\n%s\nwant:\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
	}
	d := reports[2].Delta
	if len(d.Entities.Deleted) != 2 || len(d.Memberships.Deleted) != 2 || len(d.Populations.Deleted) == 0 {
		t.Errorf("deleted: %+v", d)
	}
}

// byCode tells states, memberships and successions without ids, which depend on the way taken.
func (g *Graph) byCode() []string {
	var lines []string
	codes := map[int64]string{}
	for _, s := range g.States {
		codes[s.Entity] = s.Code
		lines = append(lines, fmt.Sprint(s.Code, s.Name, years(s.Period)))
	}
	for _, m := range g.Memberships {
		lines = append(lines, fmt.Sprint(codes[m.Commune], codes[m.EPCI], years(m.Period)))
	}
	for _, s := range g.Successions {
		lines = append(lines, fmt.Sprint(s.FromCode, s.ToCode, s.Kind, s.Date))
	}
	slices.Sort(lines)
	return lines
}

// What Delta tells of each table, written to a copy of the table, makes the table.
func TestDeltaIsTheDifference(t *testing.T) {
	t.Parallel()
	correction := mini2032()
	correction.Version, correction.EPCI[1].Members = "2.0.1", correction.EPCI[1].Members[:1]
	g, stored := &Graph{}, &Graph{}
	for _, v := range []*Vintage{mini2031(), mini2032(), correction} {
		r, err := g.Apply(v)
		if err != nil {
			t.Fatal(err)
		}
		stored.write(r.Delta)
		if !reflect.DeepEqual(g, stored) {
			t.Fatalf("after %s\nhave %+v\nwant %+v", v.Version, stored, g)
		}
		// The graph read back from what was stored goes on as the graph itself.
		g = &Graph{slices.Clone(stored.Millesimes), slices.Clone(stored.Entities), slices.Clone(stored.States),
			slices.Clone(stored.Memberships), slices.Clone(stored.Populations), slices.Clone(stored.Successions)}
	}
}

func (g *Graph) write(d Delta) {
	g.Millesimes = append(g.Millesimes, d.Millesimes.Inserted...)
	write(&g.Entities, d.Entities, func(r Entity) int64 { return r.ID })
	write(&g.States, d.States, func(r State) int64 { return r.ID })
	write(&g.Memberships, d.Memberships, func(r Membership) int64 { return r.ID })
	write(&g.Populations, d.Populations, func(r Population) int64 { return r.ID })
	write(&g.Successions, d.Successions, func(r Succession) int64 { return r.ID })
}

func write[T any](table *[]T, rows Rows[T], id func(T) int64) {
	kept := slices.Clone(*table)
	for _, u := range rows.Updated {
		kept[slices.IndexFunc(kept, func(r T) bool { return id(r) == id(u) })] = u
	}
	for _, d := range rows.Deleted {
		kept = slices.DeleteFunc(kept, func(r T) bool { return id(r) == id(d) })
	}
	*table = append(kept, rows.Inserted...)
}
