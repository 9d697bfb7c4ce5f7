package actions_test

import (
	"context"
	"strings"
	"testing"

	"maillage/db"
	"maillage/db/dbtest"
)

// invented are the tables that hold nothing but the demonstration, and the rows of others that do.
var invented = []string{"service_categories", "offers", "offer_services", "service_requirements", "service_indicators", "subscriptions", "exclusions", "persons", "mandates",
	"colleges", "sessions", "attendances", "proxies", "ballots", "votes", "usage_counts", "usage_years",
	"requests", "request_steps", "networks", "network_members", "activities", "participations", "charters", "charter_goals", "opinions", "surveys", "survey_invitations", "survey_answers",
	"(select * from collectivities where kind = 'PUBLIC_BODY')"}

func inventions(t testing.TB, s *db.Store) string {
	t.Helper()
	var b strings.Builder
	for _, table := range invented {
		b.WriteString(table + ":\n" + scalar[string](t, s, "select coalesce(string_agg(x::text, E'\\n' order by x::text), '') from "+table+" x") + "\n")
	}
	return b.String()
}

// Two databases loaded apart hold the same rows, keys included, and a second load adds none.
func TestLoadDemoIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	ctx, one, other := context.Background(), dbtest.Full(t), dbtest.Empty(t)
	if _, err := on(other).LoadAlmanac(ctx, silent); err != nil {
		t.Fatal(err)
	}
	if loaded, err := on(other).LoadDemo(ctx); !loaded || err != nil {
		t.Fatalf("%v, %v", loaded, err)
	}
	have, want := inventions(t, other), inventions(t, one)
	if len(want) < 20_000 {
		t.Fatalf("only %d bytes were compared", len(want))
	}
	if have != want {
		a, b := strings.Split(have, "\n"), strings.Split(want, "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("row %d: have %s, want %s", i, a[i], b[i])
			}
		}
		t.Fatalf("%d rows, and %d", len(a), len(b))
	}
	if loaded, err := on(other).LoadDemo(ctx); loaded || err != nil {
		t.Errorf("the second time: %v, %v", loaded, err)
	}
	if inventions(t, other) != want {
		t.Error("the second time changed something")
	}
}

// Without national data there is nobody to invent subscriptions for: nothing is written, and it is said.
func TestLoadDemoNeedsTheAlmanac(t *testing.T) {
	t.Parallel()
	s := dbtest.Empty(t)
	loaded, err := on(s).LoadDemo(context.Background())
	if loaded || err == nil || !strings.Contains(err.Error(), "national data") {
		t.Errorf("have %v, %v", loaded, err)
	}
	for _, table := range invented {
		if n := scalar[int](t, s, "select count(*) from "+table+" x"); n != 0 {
			t.Errorf("%d rows of %s", n, table)
		}
	}
}

func TestDemoIsMarked(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	for _, table := range []string{"offers", "subscriptions", "persons", "mandates", "colleges", "sessions", "ballots", "requests", "networks", "activities", "charters", "opinions", "surveys", "(select demo from collectivities where kind = 'PUBLIC_BODY')"} {
		if n, marked := scalar[int](t, s, "select count(*) from "+table+" x"), scalar[int](t, s, "select count(*) from "+table+" x where demo"); n == 0 || marked != n {
			t.Errorf("%s: %d rows, %d marked", table, n, marked)
		}
	}
	if n := scalar[int](t, s, "select count(*) from collectivities where demo and kind <> 'PUBLIC_BODY'"); n != 0 {
		t.Errorf("%d real bodies are marked as invented", n)
	}
}

// What makes entitlements hard is there to be seen.
func TestDemoHasTheAwkwardCases(t *testing.T) {
	t.Parallel()
	s := dbtest.Shared(t)
	const who = `with s as (select s.*, c.code as subscriber, c.kind, o.code as offer from subscriptions s join collectivities c on c.id = s.subscriber_id join offers o on o.id = s.offer_id),
		m as (select g.code as epci, c.code as commune, m.* from memberships m join collectivities c on c.id = m.member_id join collectivities g on g.id = m.group_id) `
	for what, c := range map[string]struct {
		statement string
		least     int
		most      int
	}{
		"services":                     {"select count(*) from offers where kind = 'SERVICE' and code in ('MARCHES', 'ACTES', 'PES', 'PARAPHEUR', 'SAE', 'CONVOCATION', 'OPENDATA', 'SVE', 'CERTIFICATS', 'DPO')", 10, 10},
		"bundles":                      {"select count(*) from offers where kind = 'BUNDLE' and code = 'BOUQUET'", 1, 1},
		"EPCI for all its communes":    {who + "select count(*) from s where kind = 'EPCI' and scope = 'OWN_AND_MEMBERS' and offer = 'BOUQUET'", 30, 61},
		"EPCI for its communes alone":  {who + "select count(*) from s where kind = 'EPCI' and scope = 'MEMBERS'", 1, 5},
		"EPCI for itself alone":        {who + "select count(*) from s where kind = 'EPCI' and scope = 'OWN' and offer = 'BOUQUET'", 3, 20},
		"communes alone":               {who + "select count(distinct commune) from m join s on s.subscriber = commune where epci = '245600465' and not exists (select from s where subscriber = epci)", 4, 4},
		"both at once":                 {who + "select count(*) from s a join m on m.commune = a.subscriber join s b on b.subscriber = m.epci where a.kind = 'COMMUNE' and b.scope <> 'OWN' and b.offer = 'BOUQUET' and a.offer = 'MARCHES' and daterange(a.starts_on, a.ends_on) && daterange(b.starts_on, b.ends_on)", 5, 100},
		"taken over in mid-year":       {who + "select count(*) from s a join m on m.commune = a.subscriber join s b on b.subscriber = m.epci where a.ends_on = b.starts_on and b.starts_on = '2024-07-01' and b.scope <> 'OWN'", 5, 24},
		"declined, of 13":              {who + "select count(*) from exclusions x join s on s.id = x.subscription_id where s.subscriber = '242900553' and x.reason = 'DECLINED'", 3, 3},
		"its members":                  {who + "select count(*) from m where epci = '242900553' and ends_on is null", 13, 13},
		"declined elsewhere":           {"select count(*) from exclusions", 10, 100},
		"islands without EPCI":         {who + "select count(distinct subscriber) from s where subscriber in ('22016', '29083', '29155') and scope = 'OWN' and not exists (select from m where commune = subscriber and ends_on is null)", 3, 3},
		"announced":                    {"select count(*) from subscriptions where starts_on > '2026-06-01'", 1, 5},
		"ended":                        {"select count(*) from subscriptions where ends_on <= '2026-06-01'", 5, 60},
		"begun in each of five years":  {"select count(distinct extract(year from starts_on)) from subscriptions where starts_on between '2021-01-01' and '2025-12-31'", 5, 5},
		"of an EPCI that ended":        {who + "select count(*) from s where subscriber = '200067221' and ends_on = '2022-01-01'", 1, 1},
		"EPCI of Brittany":             {"select count(distinct m.group_id) from memberships m join collectivities c on c.id = m.member_id join collectivities r on r.id = c.region_id where r.code = '53' and m.ends_on is null", 61, 61},
		"EPCI with a référent today":   {"select count(distinct collectivity_id) from mandates where role = 'REFERENT' and until is null", 45, 60},
		"departments and region":       {who + "select count(*) from s where kind in ('DEPARTMENT', 'REGION')", 5, 5},
		"public bodies of each nature": {"select count(distinct nature) from collectivities where kind = 'PUBLIC_BODY'", 4, 4},
		"sessions":                     {"select count(*) from sessions", 6, 6},
		"called again":                 {"select count(*) from sessions where convocation = 'SECOND'", 1, 1},
		"ballots, one a year":          {"select count(distinct extract(year from held_on)) from ballots join sessions s on s.id = session_id", 5, 5},
		"votes against, abstentions":   {"select count(*) from votes where voted_against > 0 or abstained > 0", 20, 200},
		"delegates represented":        {"select sum(represented) from attendances", 20, 200},
		"represented by nobody":        {"select count(*) from attendances a where represented <> (select coalesce(sum(delegates), 0) from proxies where giver_id = a.id)", 0, 0},
		"holders of two":               {"select count(*) from attendances a where present < (select coalesce(sum(delegates), 0) from proxies where holder_id = a.id)", 0, 0},
		"requests that are open":       {"select count(*) from requests_now where status = 'OPEN'", 10, 40},
		"activities to come":           {"select count(*) from activities where starts_at > '2026-06-01'", 4, 10},
		"kinds of activities":          {"select count(distinct kind) from activities", 5, 5},
		"businesses in the audience":   {"select count(*) from activities where audience = 'BUSINESSES'", 1, 3},
		"surveys with answers":         {"select count(distinct survey_id) from survey_answers", 2, 2},
		"answers":                      {"select count(*) from survey_answers", 200, 800},
		"signed charters":              {"select count(*) from charters", 8, 25},
		"deliberations after the fact": {"select count(*) from subscriptions where deliberation_date >= starts_on", 0, 0},
	} {
		if n := scalar[int](t, s, c.statement); n < c.least || n > c.most {
			t.Errorf("%s: %d, want %d to %d", what, n, c.least, c.most)
		}
	}
}
