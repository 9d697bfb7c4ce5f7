package db_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/cog"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

// What was saved is read back: the graph of the six millésimes, but for row ids, which the tables do not keep.
func TestGraphIsReadBack(t *testing.T) {
	t.Parallel()
	have := must(dbtest.Shared(t).Graph(context.Background()))(t)
	vintages := must(cog.Embedded())(t)
	want := &cog.Graph{}
	for _, v := range vintages {
		must(want.Apply(v))(t)
	}
	if !slices.Equal(have.Millesimes, want.Millesimes) {
		t.Errorf("millésimes: have %v", have.Millesimes)
	}
	a, b := rowsOf(have), rowsOf(want)
	for table, rows := range b {
		same(t, table, a[table], rows)
	}
	// The last one applied again says nothing new, neither to what was read nor to what was saved.
	report := must(have.Apply(vintages[len(vintages)-1]))(t)
	if !report.Empty() {
		t.Errorf("6.0.0 changes what was read back: %v", report.Summary())
	}
}

// rowsOf are the rows of a graph as lines, without their ids, sorted.
func rowsOf(g *cog.Graph) map[string][]string {
	rows := map[string][]string{}
	add := func(table string, fields ...any) { rows[table] = append(rows[table], fmt.Sprint(fields...)) }
	for _, e := range g.Entities {
		add("entities", e.ID, " ", e.Kind, " ", until(e.Period))
	}
	for _, s := range g.States {
		add("states", s.Entity, " ", until(s.Period), fmt.Sprintf(" %q", []string{s.Code, s.SIREN, s.Name, string(s.Nature), string(s.Financing), s.SeatCode,
			strings.Join(s.PostalCodes, " "), strings.Join(s.FormerCodes, " ")}), s.Department, " ", s.Region, " ", s.Overseas)
	}
	for _, m := range g.Memberships {
		add("memberships", m.Commune, " ", m.EPCI, " ", until(m.Period))
	}
	for _, p := range g.Populations {
		p.ID = 0
		add("populations", p)
	}
	for _, c := range g.Successions {
		c.ID = 0
		add("successions", c)
	}
	for _, list := range rows {
		slices.Sort(list)
	}
	return rows
}

func until(p model.Period) string {
	if p.To == nil {
		return p.From.String()
	}
	return p.From.String() + " " + p.To.String()
}

// A correction of the same day takes back what an earlier version said: a commune that joined another EPCI, one that never
// was, a figure. The tables then hold what the graph holds.
func TestCorrectionOfTheSameDay(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), dbtest.Full(t)
	next := func(version string) *cog.Vintage {
		v := must(cog.Embedded())(t)[5]
		v.Version, v.CommunesOn, v.EPCIOn = version, day(t, "2027-01-01"), day(t, "2027-01-01")
		v.CommuneCensus, v.EPCICensus = 2024, 2023
		return v
	}
	move := func(v *cog.Vintage, code, to string) {
		var member cog.Member
		for i, e := range v.EPCI {
			if j := slices.IndexFunc(e.Members, func(m cog.Member) bool { return m.Code == code }); j >= 0 {
				member = e.Members[j]
				v.EPCI[i].Members = slices.Delete(slices.Clone(e.Members), j, j+1)
			}
		}
		i := slices.IndexFunc(v.EPCI, func(e cog.EPCI) bool { return e.SIREN == to })
		v.EPCI[i].Members = append(slices.Clone(v.EPCI[i].Members), member)
	}
	first := next("7.0.0")
	move(first, "56117", "200096675") // Locminé joins Baud
	stranger := cog.Commune{Code: "56999", Name: "Nulle-Part", Department: "56", Region: "53", Municipal: new(7)}
	first.Communes = append(first.Communes, stranger)
	slices.SortFunc(first.Communes, func(a, b cog.Commune) int { return cmp.Compare(a.Code, b.Code) })
	second := next("7.0.1")
	move(second, "56117", "200043123") // no: it joins Auray
	for _, v := range []*cog.Vintage{first, second} {
		want := must(s.Graph(ctx))(t)
		report := must(want.Apply(v))(t)
		if report.Empty() {
			t.Fatalf("%s changes nothing: the test compares nothing", v.Version)
		}
		if err := s.InTx(ctx, func(tx *db.Store) error {
			if err := tx.SaveGraph(ctx, want, &report.Delta, func(string, int) {}); err != nil {
				return err
			}
			return tx.AddSource(ctx, v.Millesime, nil)
		}); err != nil {
			t.Fatalf("%s: %v", v.Version, err)
		}
		a, b := rowsOf(must(s.Graph(ctx))(t)), rowsOf(want)
		for table, rows := range b {
			same(t, v.Version+" "+table, a[table], rows)
		}
		wantChains(t, s)
	}
	on := day(t, "2027-06-01")
	if e := must(s.EPCIOf(ctx, []model.CollectivityID{commune(t, s, "56117").ID}, on, db.All))(t)[0]; e == nil || e.Code != "200043123" {
		t.Errorf("Locminé is in %v", e)
	}
	if c := must(s.CommuneByCode(ctx, "56999", nil, db.All))(t); c != nil {
		t.Errorf("%s is still there", c.Name)
	}
	if n := column[int](t, s, "select count(*) from collectivities where name = 'Nulle-Part'")[0]; n != 0 {
		t.Errorf("%d rows are left of a commune that never was", n)
	}
}
