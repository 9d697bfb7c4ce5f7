package cog

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/model"
)

// mini2031 and mini2032 are an almanac of one page. On 1 January 2032 Beta merges into Alpha, which takes a new name and
// SIREN; the chef-lieu of Gamma moves, and Delta leaves it; the community of the valley, over two departments, takes
// Epsilon from the plain, which splits into two new communities; Zeta has a new name.
func mini2031() *Vintage {
	return mini("1.0.0", 2031, 2031, `
		01001 Alpha   S01 01 100
		01002 Beta    S02 01 20
		01003 Gamma   S03 01 300 01004,01005
		01006 Epsilon S06 01 60
		02001 Zeta    S11 02 0
		02002 Eta     S12 02 500
		02003 Theta   S13 02 -
		97501 Iota    -   975 7
		98801 Kappa   -   988 8`, `
		E1 Valley CC FA  01001 01002 02001
		E2 Plain  CA FPU 01003 01006 02002 02003`)
}

func mini2032() *Vintage {
	return mini("2.0.0", 2032, 2032, `
		01001 Alpha-Beta S21 01 125 01002
		01004 Delta      S04 01 40
		01005 Gamma      S03 01 270 01003
		01006 Epsilon    S06 01 61
		02001 Zeta-sur-M S11 02 0
		02002 Eta        S12 02 510
		02003 Theta      S13 02 90
		97501 Iota       -   975 7
		98801 Kappa      -   988 8`, `
		E1 Valley   CA FPU 01001 01006 02001
		E3 Hills    CC FA  01004 01005
		E4 Lowlands CC FA  02002 02003`)
}

// mini writes a vintage from lines: code, name, SIREN, department or overseas collectivity, population, former codes;
// and SIREN, name, nature, financing, members. Members have their commune's population, and one more as total.
func mini(version string, communesOn, epciOn int, communes, epci string) *Vintage {
	v := &Vintage{Millesime: Millesime{version, "mini " + version, newYear(communesOn), newYear(epciOn), communesOn - 2, epciOn - 3, mayotte2017}}
	v.Regions = []Region{{"84", "East", "01001"}}
	v.Departments = []Department{{"01", "Ain", "01001", "84"}, {"02", "Bel", "02001", "84"}}
	v.Overseas = []Overseas{{"975", "Isles", "97501"}, {"988", "Caledonia", "98801"}}
	population := map[string]int{}
	blank := func(s string) string { return strings.Trim(s, "-") }
	for line := range strings.Lines(strings.TrimSpace(communes)) {
		w := strings.Fields(line)
		c := Commune{Code: w[0], Name: w[1], SIREN: blank(w[2])}
		if len(w[3]) == 3 {
			c.Overseas = w[3]
		} else {
			c.Department, c.Region = w[3], "84"
		}
		if n := 0; w[4] != "-" {
			fmt.Sscan(w[4], &n)
			c.Municipal, population[c.Code] = &n, n
		}
		if len(w) > 5 {
			c.FormerCodes = strings.Split(w[5], ",")
		}
		v.Communes = append(v.Communes, c)
	}
	for line := range strings.Lines(strings.TrimSpace(epci)) {
		w := strings.Fields(line)
		e := EPCI{SIREN: w[0], Name: w[1], Nature: Nature(w[2]), Financing: Financing(w[3])}
		for _, code := range w[4:] {
			n := population[code] - 1 // of the census before
			m := Member{Code: code, Municipal: max(n, 0), Total: max(n, 0) + 1}
			for _, c := range v.Communes {
				if c.Code == code {
					m.SIREN = c.SIREN
				}
			}
			e.Members = append(e.Members, m)
			e.Municipal, e.Total = e.Municipal+m.Municipal, e.Total+m.Total
		}
		v.EPCI = append(v.EPCI, e)
	}
	return v
}

// apply folds the vintages into a new graph.
func apply(t *testing.T, vintages ...*Vintage) (*Graph, []*Report) {
	t.Helper()
	g := &Graph{}
	var reports []*Report
	for _, v := range vintages {
		r, err := g.Apply(v)
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, r)
	}
	return g, reports
}

// lines tells the graph but for its populations, one row a line, entities by number.
func (g *Graph) lines() []string {
	var lines []string
	for _, e := range g.Entities {
		lines = append(lines, fmt.Sprintf("entity %d %s %s", e.ID, e.Kind, years(e.Period)))
	}
	for _, s := range g.States {
		lines = append(lines, strings.Join(strings.Fields(fmt.Sprintf("state %d %s %s %s %s %s %s %s d%d r%d o%d", s.Entity, years(s.Period), s.Code, s.SIREN,
			s.Name, s.Nature, s.Financing, strings.Join(s.FormerCodes, ","), s.Department, s.Region, s.Overseas)), " "))
	}
	for _, m := range g.Memberships {
		lines = append(lines, fmt.Sprintf("member %d of %d %s", m.Commune, m.EPCI, years(m.Period)))
	}
	for _, s := range g.Successions {
		lines = append(lines, fmt.Sprintf("succession %d -> %d %d %s %s -> %s", s.From, s.To, s.Date.Year(), s.Kind, s.FromCode, s.ToCode))
	}
	return lines
}

func years(p model.Period) string {
	if p.To == nil {
		return fmt.Sprintf("%d-", p.From.Year())
	}
	return fmt.Sprintf("%d-%d", p.From.Year(), p.To.Year())
}

// wantLines compares with expected lines, whose order counts.
func wantLines(t *testing.T, have []string, want string) {
	t.Helper()
	var wanted []string
	for line := range strings.Lines(strings.TrimSpace(want)) {
		wanted = append(wanted, strings.TrimSpace(line))
	}
	if !slices.Equal(have, wanted) {
		t.Errorf("have:\n%s\nwant:\n%s", strings.Join(have, "\n"), strings.Join(wanted, "\n"))
	}
}

var since2031 = model.Period{From: newYear(2031)}
