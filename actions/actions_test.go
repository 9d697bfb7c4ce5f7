package actions_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"maillage/actions"
	"maillage/cog"
	"maillage/db"
	"maillage/db/dbtest"
	"maillage/model"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func on(s *db.Store) *actions.Actions { return &actions.Actions{DB: s, Now: dbtest.Now} }

var decoded = sync.OnceValues(cog.Embedded)

// embedded are the published millésimes, which tests only read.
func embedded(t testing.TB) []*cog.Vintage {
	t.Helper()
	vintages, err := decoded()
	if err != nil {
		t.Fatal(err)
	}
	return vintages
}

func silent(string, int) {}

// scalar reads one value.
func scalar[T any](t testing.TB, s *db.Store, statement string, args ...any) (v T) {
	t.Helper()
	if err := s.QueryRowContext(context.Background(), statement, args...).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// tables are those that an almanac writes to.
var tables = []string{"collectivities", "states", "memberships", "successions", "populations"}

// print is a fingerprint of the national data in a database, whenever it was loaded.
func print(t testing.TB, s *db.Store) string {
	t.Helper()
	var b strings.Builder
	for _, table := range append([]string{"(select version, name, communes_on, epci_on, mismatches from sources)", "(select * from collectivities where kind <> 'PUBLIC_BODY')"}, tables[1:]...) {
		b.WriteString(scalar[string](t, s, "select count(*) || ':' || coalesce(sum(hashtextextended(x::text, 0)), 0) from "+table+" x") + " ")
	}
	return b.String()
}

// wantChains holds each history to be without gap or overlap, and each body to be what its last state says.
func wantChains(t *testing.T, s *db.Store) {
	t.Helper()
	for what, statement := range map[string]string{
		"states that do not reach the next one": `select count(*) from (select t.*, lead(t.valid_from) over (partition by collectivity_id order by t.valid_from) as follows, c.valid_to as last
			from states t join collectivities c on c.id = t.collectivity_id) t where valid_to is distinct from coalesce(follows, last)`,
		"bodies that are not their last state": `select count(*) from collectivities c join lateral (select * from states t where t.collectivity_id = c.id order by valid_from desc limit 1) t on true
			where (c.code, c.siren, c.name, c.nature, c.financing, c.postal_codes, c.department_id, c.region_id, c.overseas_id)
			is distinct from (t.code, t.siren, t.name, t.nature, t.financing, t.postal_codes, t.department_id, t.region_id, t.overseas_id)`,
		"bodies without a first state": `select count(*) from collectivities c where kind <> 'PUBLIC_BODY' and not exists (select from states t where t.collectivity_id = c.id and t.valid_from = c.valid_from)`,
		"memberships outside of the lives of both": `select count(*) from memberships m join collectivities c on c.id = m.member_id join collectivities g on g.id = m.group_id
			where not daterange(m.starts_on, m.ends_on) <@ (daterange(c.valid_from, c.valid_to) * daterange(g.valid_from, g.valid_to)) or c.kind <> 'COMMUNE' or g.kind <> 'EPCI'`,
		"memberships that do not say what their member is": `select count(*) from memberships m join collectivities c on c.id = m.member_id
			where (m.member_code, m.department_id, m.region_id) is distinct from (c.code, c.department_id, c.region_id)`,
		"figures that do not reach the next one": `select count(*) from (select *, lead(in_force_from) over (partition by collectivity_id, kind order by in_force_from) as follows from populations) p
			where in_force_to is distinct from coalesce(follows, 'infinity')`,
		"bodies whose series is not that of their figures": `select count(*) from collectivities c left join lateral (
			select array_agg(value order by in_force_from) as v, array_agg(in_force_from order by in_force_from) as d from populations where collectivity_id = c.id and kind = 'MUNICIPAL') p on true
			where (c.inhabitants, c.inhabitants_from) is distinct from (coalesce(p.v, '{}'), coalesce(p.d, '{}'))`,
		"figures of nobody": "select count(*) from populations p where not exists (select from collectivities c where c.id = p.collectivity_id)",
	} {
		if n := scalar[int](t, s, statement); n != 0 {
			t.Errorf("%d %s", n, what)
		}
	}
	if n := scalar[int](t, s, "select count(*) from states"); n < 36_000 {
		t.Errorf("only %d states were looked at", n)
	}
}
