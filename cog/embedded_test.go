package cog

import (
	"bytes"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"maillage/model"
)

var embedded = sync.OnceValues(Embedded)

// national is the graph of the six millésimes, which the tests only read.
var national = sync.OnceValue(func() (n struct {
	graph   *Graph
	reports []*Report
	err     error
}) {
	vintages, err := embedded()
	n.graph, n.err = &Graph{}, err
	for _, v := range vintages {
		if n.err == nil {
			var r *Report
			r, n.err = n.graph.Apply(v)
			n.reports = append(n.reports, r)
		}
	}
	return n
})

func day(y int, m time.Month, d int) model.Date { return model.NewDate(y, m, d) }

// view looks up the graph as it stands on a day.
type view struct {
	*Graph
	on    model.Date
	kinds map[int64]Kind
}

func (g *Graph) on(d model.Date) view {
	v := view{g, d, make(map[int64]Kind, len(g.Entities))}
	for _, e := range g.Entities {
		v.kinds[e.ID] = e.Kind
	}
	return v
}

func (v view) states(kind Kind) map[int64]State {
	states := map[int64]State{}
	for _, s := range v.States {
		if v.kinds[s.Entity] == kind && s.Contains(v.on) {
			states[s.Entity] = s
		}
	}
	return states
}

func (v view) homes() map[int64]int64 {
	homes := map[int64]int64{}
	for _, m := range v.Memberships {
		if m.Contains(v.on) {
			homes[m.Commune] = m.EPCI
		}
	}
	return homes
}

func (v view) entity(t *testing.T, kind Kind, code string) int64 {
	t.Helper()
	for id, s := range v.states(kind) {
		if s.Code == code {
			return id
		}
	}
	t.Fatalf("no %s %s on %s", kind, code, v.on)
	return 0
}

func nationalGraph(t *testing.T) (*Graph, []*Report) {
	t.Helper()
	n := national()
	if n.err != nil {
		t.Fatal(n.err)
	}
	return n.graph, n.reports
}

func TestNationalCounts(t *testing.T) {
	t.Parallel()
	g, _ := nationalGraph(t)
	v := g.on(day(2026, time.June, 1))
	communes, epci, homes := v.states(KindCommune), v.states(KindEPCI), v.homes()
	brittany := v.entity(t, KindRegion, "53")
	inBrittany, overseas := 0, 0
	alone := map[string]bool{}
	for id, c := range communes {
		if c.Region == brittany {
			inBrittany++
		}
		if homes[id] != 0 {
			continue
		}
		if c.Overseas != 0 {
			overseas++
		} else {
			alone[c.Code] = true
		}
	}
	for what, n := range map[string][2]int{
		"communes": {len(communes), 34969}, "in Brittany": {inBrittany, 1202}, "EPCI": {len(epci), 1255}, "overseas without EPCI": {overseas, 94},
		"departments": {len(v.states(KindDepartment)), 101}, "regions": {len(v.states(KindRegion)), 18}, "overseas": {len(v.states(KindOverseas)), 8},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: have %d, want %d", what, n[0], n[1])
		}
	}
	if want := map[string]bool{"22016": true, "29083": true, "29155": true, "85113": true}; !reflect.DeepEqual(alone, want) {
		t.Errorf("without EPCI: %v", alone)
	}
}

func TestNationalEveryEndHasASuccessor(t *testing.T) {
	t.Parallel()
	g, reports := nationalGraph(t)
	followed := map[int64]bool{}
	for _, s := range g.Successions {
		followed[s.From] = followed[s.From] || s.Kind != ReestablishedFrom && s.From != s.To
	}
	ended := 0
	for _, e := range g.Entities {
		if e.To != nil {
			ended++
			if !followed[e.ID] {
				t.Errorf("%s %d has no successor", e.Kind, e.ID)
			}
		}
	}
	if ended != 10+10+13+64+4 {
		t.Errorf("%d entities ended", ended)
	}
	for _, r := range reports {
		if want := map[string]int{"3.1.1": 8}[r.Millesime.Version]; len(r.Mismatches) != want {
			t.Errorf("%s: %d mismatches, want %d: %v", r.Millesime.Name, len(r.Mismatches), want, r.Mismatches)
		}
	}
}

// On 1 January 2022, Centre Morbihan Communauté split in two.
func TestNationalSplit(t *testing.T) {
	t.Parallel()
	g, _ := nationalGraph(t)
	before, after := g.on(day(2021, time.June, 1)), g.on(day(2022, time.June, 1))
	for _, want := range []struct {
		view          view
		commune, epci string
	}{
		{before, "56117", "200067221"}, {before, "56010", "200067221"},
		{after, "56117", "200096683"}, {after, "56010", "200096675"},
	} {
		home := want.view.homes()[want.view.entity(t, KindCommune, want.commune)]
		if home != want.view.entity(t, KindEPCI, want.epci) {
			t.Errorf("%s on %s: not in %s", want.commune, want.view.on, want.epci)
		}
	}
	have := map[string]SuccessionKind{}
	for _, s := range g.Successions {
		if before.kinds[s.From] == KindEPCI {
			have[s.FromCode+" "+s.ToCode] = s.Kind
		}
	}
	want := map[string]SuccessionKind{
		"200067221 200096683": SplitFrom, "200067221 200096675": SplitFrom, "200071157 200096634": SplitFrom, "200071157 200096642": SplitFrom,
		"200035459 200096956": CreatedFrom, "200036572 200096956": CreatedFrom,
	}
	if !reflect.DeepEqual(have, want) {
		t.Errorf("have %v", have)
	}
}

// A commune whose chef-lieu moves stays itself; one that is re-established is new, and knows whence it came.
func TestNationalIdentities(t *testing.T) {
	t.Parallel()
	g, _ := nationalGraph(t)
	moved, back := map[string]string{}, map[string]string{}
	for _, s := range g.Successions {
		switch s.Kind {
		case CodeMoved:
			if s.From != s.To {
				t.Errorf("two entities for one commune: %+v", s)
			}
			moved[s.FromCode] = s.ToCode
		case ReestablishedFrom:
			back[s.ToCode] = s.FromCode
		}
	}
	if want := map[string]string{"27058": "27676", "60054": "60694", "12076": "12218", "14011": "14581", "49069": "49126", "69159": "69114"}; !reflect.DeepEqual(moved, want) {
		t.Errorf("moved: %v", moved)
	}
	if want := map[string]string{"85165": "85084", "85212": "85084", "60054": "60054", "15031": "15141", "15035": "15141", "15047": "15141", "15171": "15141"}; !reflect.DeepEqual(back, want) {
		t.Errorf("back: %v", back)
	}
	before, after := g.on(day(2023, time.June, 1)), g.on(day(2024, time.June, 1))
	if before.entity(t, KindCommune, "60054") != after.entity(t, KindCommune, "60694") {
		t.Error("Les Hauts-Talican is not itself after its chef-lieu moved")
	}
	if before.entity(t, KindCommune, "60054") == after.entity(t, KindCommune, "60054") {
		t.Error("Beaumont-les-Nonains is taken for Les Hauts-Talican")
	}
}

// What happened between 2024 and 2025. By code, 68 communes are gone and 56 EPCI have other members; 4 of the former only
// moved, so that 64 ended.
func TestNationalChanges2025(t *testing.T) {
	t.Parallel()
	_, reports := nationalGraph(t)
	r := reports[4]
	kinds := map[SuccessionKind]int{}
	for _, s := range r.Delta.Successions.Inserted {
		kinds[s.Kind]++
	}
	if want := map[SuccessionKind]int{MergedInto: 64, CodeMoved: 4, ReestablishedFrom: 4}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("successions: %v", kinds)
	}
	for kind, want := range map[ChangeKind]int{Ended: 64, Created: 4, Recoded: 4, Renamed: 44, SIRENChanged: 46, Joined: 8, Left: 4} {
		if have := r.Count(kind, KindCommune); have != want {
			t.Errorf("communes %s: have %d, want %d", kind, have, want)
		}
	}
	vintages, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	members := func(v *Vintage) map[string]map[string]bool {
		all := map[string]map[string]bool{}
		for _, e := range v.EPCI {
			all[e.SIREN] = map[string]bool{}
			for _, m := range e.Members {
				all[e.SIREN][m.Code] = true
			}
		}
		return all
	}
	before, other := members(vintages[3]), 0
	for siren, now := range members(vintages[4]) {
		if !reflect.DeepEqual(now, before[siren]) {
			other++
		}
	}
	if other != 56 {
		t.Errorf("EPCI with other members: have %d, want 56", other)
	}
}

// Rennes, as INSEE publishes it.
func TestNationalPopulations(t *testing.T) {
	t.Parallel()
	g, _ := nationalGraph(t)
	v := g.on(day(2026, time.June, 1))
	rennes := v.entity(t, KindCommune, "35238")
	bandraboua, wallis := v.entity(t, KindCommune, "97602"), v.entity(t, KindCommune, "98611")
	fleury, crozet := v.entity(t, KindCommune, "55189"), v.entity(t, KindCommune, "98413")
	have := map[int]int{}
	mayotte, unstated := map[PopulationKind]int{}, map[model.Date]int{}
	seen := map[Population]bool{}
	for _, p := range g.Populations {
		key := Population{Entity: p.Entity, Kind: p.Kind, InForceFrom: p.InForceFrom}
		if seen[key] {
			t.Fatalf("two figures for %+v", key)
		}
		seen[key] = true
		switch {
		case p.Entity == rennes && p.Kind == Municipal:
			have[p.Census] = p.Value
			if p.InForceFrom != newYear(p.Census+3) {
				t.Errorf("census %d in force from %s", p.Census, p.InForceFrom)
			}
		case p.Entity == bandraboua:
			mayotte[p.Kind] += p.Census
		case p.Entity == wallis:
			unstated[p.InForceFrom] = p.Value
			if p.Census != 0 {
				t.Errorf("Wallis has census %d", p.Census)
			}
		case p.Entity == fleury && p.Value != 0:
			t.Errorf("Fleury-devant-Douaumont has %d inhabitants", p.Value)
		case p.Entity == crozet:
			t.Errorf("the Crozet have a population: %+v", p)
		}
	}
	if want := map[int]int{2018: 217728, 2019: 220488, 2020: 222485, 2021: 225081, 2022: 227830, 2023: 230890}; !reflect.DeepEqual(have, want) {
		t.Errorf("Rennes: %v", have)
	}
	if want := map[PopulationKind]int{Municipal: 2017, Total: 2017}; !reflect.DeepEqual(mayotte, want) {
		t.Errorf("Mayotte: %v", mayotte)
	}
	if want := map[model.Date]int{day(2021, time.January, 1): 2031, day(2025, time.January, 1): 1875}; !reflect.DeepEqual(unstated, want) {
		t.Errorf("Wallis: %v", unstated)
	}
}

// Periods are never empty, the states of an entity follow one another without gap, and no day knows one code twice.
func TestNationalPeriods(t *testing.T) {
	t.Parallel()
	g, _ := nationalGraph(t)
	last := map[int64]State{}
	for _, s := range g.States {
		if s.To != nil && *s.To <= s.From {
			t.Errorf("empty period: %+v", s)
		}
		if before, there := last[s.Entity]; there && (before.To == nil || *before.To != s.From) {
			t.Errorf("gap or overlap: %+v, %+v", before, s)
		}
		last[s.Entity] = s
	}
	for _, e := range g.Entities {
		if !reflect.DeepEqual(e.To, last[e.ID].To) {
			t.Errorf("%+v ends otherwise than its last state %+v", e, last[e.ID])
		}
	}
	for y := 2021; y <= 2026; y++ {
		v := g.on(newYear(y))
		for _, kind := range []Kind{KindCommune, KindEPCI, KindDepartment, KindRegion, KindOverseas} {
			codes := map[string]bool{}
			for _, s := range v.states(kind) {
				if codes[s.Code] {
					t.Errorf("%s %s twice on %s", kind, s.Code, v.on)
				}
				codes[s.Code] = true
			}
		}
		homes := map[int64]bool{}
		for _, m := range g.Memberships {
			if m.Contains(v.on) {
				if homes[m.Commune] {
					t.Errorf("commune %d is in two EPCI on %s", m.Commune, v.on)
				}
				homes[m.Commune] = true
			}
		}
	}
}

func TestNationalAgainAndTheSame(t *testing.T) {
	t.Parallel()
	want, _ := nationalGraph(t)
	vintages, _ := embedded()
	g, reports := apply(t, slices.Concat(vintages, vintages)...)
	for _, r := range reports[len(vintages):] {
		if !r.Empty() || len(r.Changes) > 0 {
			t.Errorf("%s again: %v", r.Millesime.Name, r.Changes)
		}
	}
	if !reflect.DeepEqual(g, want) {
		t.Error("two runs differ")
	}
}

func TestEmbeddedIsWhatIsPublished(t *testing.T) {
	t.Parallel()
	vintages, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	var have []Millesime
	for _, v := range vintages {
		have = append(have, v.Millesime)
		if s := v.Source(); s.PackedOn == nil || s.Version != v.Version {
			t.Errorf("source of %s: %+v", v.Version, s)
		}
	}
	if !reflect.DeepEqual(have, Published()) {
		t.Errorf("have %v", have)
	}
	if len(almanac) > 3<<20 {
		t.Errorf("the almanac takes %d bytes, more than 3 MB", len(almanac))
	}
	var again bytes.Buffer
	if err := Encode(&again, vintages); err != nil {
		t.Fatal(err)
	}
	decoded, err := Decode(&again)
	if err != nil || !reflect.DeepEqual(decoded, vintages) {
		t.Errorf("the almanac does not survive encoding: %v", err)
	}
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply(b *testing.B) {
	vintages, err := embedded()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		g := &Graph{}
		for _, v := range vintages {
			if _, err := g.Apply(v); err != nil {
				b.Fatal(err)
			}
		}
	}
}
