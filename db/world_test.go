package db_test

import (
	"cmp"
	"context"
	"database/sql"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"maillage/db"
	"maillage/model"
)

// world is who subscribed to what, read table by table and joined in Go with loops: slow, plain, and apart from the room's SQL.
type world struct {
	subscriptions []taken
	stays         []stay
	exclusions    []absence
	acceptances   []absence // of whom, the other way round: when it is there
	suspensions   []absence // of everybody: body is 0
	contents      []content
	services      map[int64]model.Period
}

type (
	taken struct {
		id, subscriber, offer int64
		scope                 string
		accepted              bool // each member has to accept
		model.Period
	}
	stay struct {
		member, group int64
		model.Period
	}
	absence struct {
		subscription, body int64
		model.Period
	}
	content struct {
		offer, service int64
		model.Period
	}
	// right is one line of what a body may use.
	right struct {
		body, service, subscription, payer int64
		scope                              string
		since                              model.Date
	}
)

func readWorld(t testing.TB, s *db.Store) *world {
	t.Helper()
	w := &world{services: map[int64]model.Period{}}
	read(t, s, "select id, subscriber_id, offer_id, scope, requires_acceptance, starts_on, ends_on from subscriptions", func(rows *sql.Rows) error {
		var x taken
		err := rows.Scan(&x.id, &x.subscriber, &x.offer, &x.scope, &x.accepted, &x.From, &x.To)
		w.subscriptions = append(w.subscriptions, x)
		return err
	})
	read(t, s, "select member_id, group_id, starts_on, ends_on from memberships", func(rows *sql.Rows) error {
		var x stay
		err := rows.Scan(&x.member, &x.group, &x.From, &x.To)
		w.stays = append(w.stays, x)
		return err
	})
	for statement, into := range map[string]*[]absence{
		"select subscription_id, collectivity_id, starts_on, ends_on from exclusions":  &w.exclusions,
		"select subscription_id, collectivity_id, starts_on, ends_on from acceptances": &w.acceptances,
		"select subscription_id, 0, starts_on, ends_on from suspensions":               &w.suspensions,
	} {
		read(t, s, statement, func(rows *sql.Rows) error {
			var x absence
			err := rows.Scan(&x.subscription, &x.body, &x.From, &x.To)
			*into = append(*into, x)
			return err
		})
	}
	read(t, s, "select offer_id, service_id, valid_from, valid_to from offer_services", func(rows *sql.Rows) error {
		var x content
		err := rows.Scan(&x.offer, &x.service, &x.From, &x.To)
		w.contents = append(w.contents, x)
		return err
	})
	read(t, s, "select id, available_from, available_to from offers where kind = 'SERVICE'", func(rows *sql.Rows) error {
		var id int64
		var p model.Period
		err := rows.Scan(&id, &p.From, &p.To)
		w.services[id] = p
		return err
	})
	return w
}

func read(t testing.TB, s *db.Store, statement string, each func(*sql.Rows) error) {
	t.Helper()
	rows := must(s.QueryContext(context.Background(), statement))(t)
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// rights is what everybody may use on a day, in an order of its own.
func (w *world) rights(on model.Date) (all []right) {
	grant := func(s taken, body int64, since model.Date) {
		for _, c := range w.contents {
			if c.offer == s.offer && c.Contains(on) && w.services[c.service].Contains(on) {
				all = append(all, right{body, c.service, s.id, s.subscriber, s.scope, max(since, c.From, w.services[c.service].From)})
			}
		}
	}
	members := map[int64][]stay{}
	for _, m := range w.stays {
		if m.Contains(on) {
			members[m.group] = append(members[m.group], m)
		}
	}
	for _, s := range w.subscriptions {
		if !w.gives(s, on) {
			continue
		}
		if s.scope != "MEMBERS" {
			grant(s, s.subscriber, s.From)
		}
		if s.scope == "OWN" {
			continue
		}
		for _, m := range members[s.subscriber] {
			if w.reaches(s, m.member, on) {
				grant(s, m.member, max(s.From, m.From))
			}
		}
	}
	slices.SortFunc(all, right.compare)
	return all
}

// gives tells whether a subscription gives rights on a day.
func (w *world) gives(s taken, on model.Date) bool {
	return s.Contains(on) && !has(w.suspensions, s.id, 0, on)
}

// reaches tells whether a member has the rights that a subscription gives.
func (w *world) reaches(s taken, member int64, on model.Date) bool {
	return !has(w.exclusions, s.id, member, on) && (!s.accepted || has(w.acceptances, s.id, member, on))
}

func has(list []absence, subscription, body int64, on model.Date) bool {
	return slices.ContainsFunc(list, func(x absence) bool { return x.subscription == subscription && x.body == body && x.Contains(on) })
}

func (r right) compare(o right) int {
	return cmp.Or(cmp.Compare(r.body, o.body), cmp.Compare(r.subscription, o.subscription), cmp.Compare(r.service, o.service))
}

// days are those on which anything begins or ends: between two of them nothing changes.
func (w *world) days() (all []model.Date) {
	add := func(p model.Period) {
		all = append(all, p.From)
		if p.To != nil {
			all = append(all, *p.To)
		}
	}
	for _, s := range w.subscriptions {
		add(s.Period)
	}
	for _, m := range w.stays {
		add(m.Period)
	}
	for _, x := range slices.Concat(w.exclusions, w.acceptances, w.suspensions) {
		add(x.Period)
	}
	for _, c := range w.contents {
		add(c.Period)
	}
	for _, p := range w.services {
		add(p)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// tangle adds to the demonstration what it has not: members that come back, contents that leave the bundle, a service that
// closes, some hundred subscriptions drawn without sense, suspensions, acceptances, and ends before anything began, always the same.
func tangle(t testing.TB, s *db.Store) {
	t.Helper()
	do := func(statement string, args ...any) {
		if _, err := s.ExecContext(context.Background(), statement, args...); err != nil {
			t.Fatal(err)
		}
	}
	do("update offer_services set valid_to = '2024-01-01' from offers o where o.id = service_id and o.code = 'PES' and offer_id <> service_id")
	do("update offers set available_to = '2025-07-01' where code = 'SVE'")
	draw := rand.New(rand.NewPCG(2, 53))
	offers := column[int64](t, s, "select id from offers order by id")
	groups := column[int64](t, s, "select distinct m.group_id from memberships m join collectivities c on c.id = m.member_id join collectivities r on r.id = c.region_id where r.code = '53' order by 1")
	communes := column[int64](t, s, "select c.id from collectivities c join collectivities r on r.id = c.region_id where r.code = '53' and c.kind = 'COMMUNE' order by 1")
	for range 200 {
		who, scope := groups[draw.IntN(len(groups))], []string{"OWN", "MEMBERS", "OWN_AND_MEMBERS"}[draw.IntN(3)]
		if draw.IntN(2) == 0 {
			who, scope = communes[draw.IntN(len(communes))], "OWN"
		}
		from := model.NewDate(2021+draw.IntN(6), time.Month(1+6*draw.IntN(2)), 1)
		do("insert into subscriptions (subscriber_id, offer_id, scope, starts_on, ends_on) values (?, ?, ?, ?, ?) on conflict do nothing",
			who, offers[draw.IntN(len(offers))], scope, from, from+model.Date(180*(1+draw.IntN(12))))
	}
	do(`insert into exclusions (subscription_id, collectivity_id, reason, starts_on, ends_on)
		select distinct on (s.id, m.member_id) s.id, m.member_id, 'EXCLUDED', s.starts_on + 100, s.starts_on + 500
		from subscriptions s join memberships m on m.group_id = s.subscriber_id where s.scope <> 'OWN' and (s.id * 31 + m.member_id) % 7 = 0 on conflict do nothing`)
	do("insert into suspensions (subscription_id, starts_on, ends_on, reason) select id, starts_on + 200, starts_on + 400, 'x' from subscriptions where id % 5 = 0")
	do("insert into suspensions (subscription_id, starts_on, reason) select id, starts_on + 900, 'x' from subscriptions where id % 10 = 0")
	do("update subscriptions set requires_acceptance = true where id % 3 = 0")
	do(`insert into acceptances (subscription_id, collectivity_id, agreement, signed_on, starts_on, ends_on, correspondent_id)
		select distinct on (s.id, m.member_id) s.id, m.member_id, 'CHARTER', s.starts_on, s.starts_on + 50, case when m.member_id % 4 = 0 then s.starts_on + 600 end, (select min(id) from mandates)
		from subscriptions s join memberships m on m.group_id = s.subscriber_id where s.scope <> 'OWN' and m.member_id % 3 <> 0`)
	do("update subscriptions set ends_on = starts_on where id % 17 = 0")
	if err := s.InTx(context.Background(), func(tx *db.Store) error { return tx.CoverAll(context.Background()) }); err != nil {
		t.Fatal(err)
	}
}
