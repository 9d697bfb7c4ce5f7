package db

import (
	"context"

	"github.com/lib/pq"

	"maillage/model"
)

// WorklistOf is what the référent of each EPCI has to see to on a day, what is due first at the top; all of it where no reasons are given.
func (s *Store) WorklistOf(ctx context.Context, epcis []model.CollectivityID, on model.Date, reasons []model.WorklistReason, want Fields) ([][]*model.WorklistItem, error) {
	name := "worklist"
	if len(reasons) > 0 {
		name = ""
	}
	return lists(ctx, s, name, epcis, Edge{Arguments: Arguments{On: on}, Fields: want}, func(t *text, e Edge) (reader[*model.WorklistItem], string) {
		r := rowWith(t, "w", "w.reason, w.commune_id, coalesce(w.service_id, 0), "+days("w.due_on"), e.Fields, func(w *model.WorklistItem) []any {
			return []any{&w.Reason, &w.CommuneID, &w.ServiceID, &w.DueOn}
		})
		which := ""
		if len(reasons) > 0 {
			which = " where w.reason = any(" + t.arg(pq.Array(reasons)) + "::text[])"
		}
		return r, "from (" + worklist(t.day(e)) + ") w join collectivities c on c.id = w.commune_id left join offers o on o.id = w.service_id" + r.joins + which +
			" order by w.due_on, c.code, w.reason, o.code nulls first"
	}, appended)
}

// worklist is the statement of what the référent of the EPCI p.id has to see to on a day: reason, commune_id, service_id, due_on. place
// are its members, held what they may use and since when, lately the last months of use, free those who may use something.
func worklist(day string) string {
	return `with place as materialized (select m.member_id as id from memberships m where m.group_id = p.id and ` + in("m.starts_on", "m.ends_on", day) + `),
		held as materialized (` + entitledOn("select 0 as parent, id from place", day) + `),
		lately as materialized (select id, service_id, max(` + lastMonth + `) as last from (` + usedMonths("select 0 as parent, id from place", day) + `) y where used <> 0 group by 1, 2),
		free as materialized (select h.id, min(h.since) as since, max(u.last) as last from held h left join lately u on u.id = h.id and u.service_id = h.service_id group by h.id)
		` + unused(day) + `
		union all ` + unaccepted(day) + `
		union all ` + unknown(day) + `
		union all ` + unanswered(day) + `
		union all ` + unmet(day) + `
		union all ` + missed(day)
}

// afterUse is the day on which a service whose last month of use is given has gone unused for 6 full months.
func afterUse(last string) string {
	return "(make_date(" + last + " / 12, " + last + " % 12 + 1, 1) + interval '7 months')::date"
}

func unused(day string) string {
	sleeps := " < " + months(day) + " - 6"
	return `select 'NEVER_USED' as reason, f.id as commune_id, null::bigint as service_id, (f.since + interval '3 months')::date as due_on from free f
			where f.last is null and f.since <= (` + day + ` - interval '3 months')::date
		union all select 'DORMANT', f.id, null, ` + afterUse("f.last") + ` from free f where f.last` + sleeps + `
		union all select 'DORMANT', h.id, h.service_id, ` + afterUse("u.last") + ` from held h join lately u on u.id = h.id and u.service_id = h.service_id join free f on f.id = h.id
			where u.last` + sleeps + ` and not f.last` + sleeps
}

// unaccepted are the members that have not answered to what their EPCI took for those who accept it.
func unaccepted(day string) string {
	return `select 'NOT_ACCEPTED', k.id, case when o.kind = 'SERVICE' then o.id end, (s.starts_on + interval '1 month')::date
		from subscriptions s join offers o on o.id = s.offer_id cross join place k
		where s.subscriber_id = p.id and s.scope <> 'OWN' and s.requires_acceptance and ` + in("s.starts_on", "s.ends_on", day) + `
		and not exists (select from exclusions x where x.subscription_id = s.id and x.collectivity_id = k.id and ` + in("x.starts_on", "x.ends_on", day) + `)
		and not exists (select from acceptances a where a.subscription_id = s.id and a.collectivity_id = k.id and ` + in("a.signed_on", "a.ends_on", day) + `)`
}

func unknown(day string) string {
	return `select 'NO_CORRESPONDENT', f.id, null, (f.since + interval '1 month')::date from free f
		where not exists (select from mandates d where d.collectivity_id = f.id and d.role = 'CORRESPONDENT' and ` + in("d.since", "d.until", day) + `)`
}

func unanswered(day string) string {
	return `select 'REQUEST_WAITING', q.collectivity_id, q.service_id, dayof(q.submitted_at) + 14 from requests q join place k on k.id = q.collectivity_id
		where dayof(q.submitted_at) + 14 < ` + day + ` and not exists (select from request_steps t where t.request_id = q.id and dayof(t.taken_at) <= ` + day + `)`
}

// unmet are those with whom nobody was in touch for a year.
func unmet(day string) string {
	return `select 'NO_RECENT_CONTACT', f.id, null, (coalesce(l.day, f.since) + interval '1 year')::date from free f
		cross join lateral (select max(day) as day from (
			select dayof(q.submitted_at) as day from requests q where q.collectivity_id = f.id
			union all select i.on_date from interactions i where i.collectivity_id = f.id
			union all select dayof(v.starts_at) from participation_counts n join activities v on v.id = n.activity_id
				where n.collectivity_id = f.id and n.kind in ('ATTENDED', 'RELAYED') and n.persons > 0) met where met.day <= ` + day + `) l
		where coalesce(l.day, f.since) <= (` + day + ` - interval '1 year')::date`
}

// missed are the goals of the charter in force whose deadline has passed, and which the 12 months before it did not reach.
func missed(day string) string {
	return `select 'CHARTER_GOAL_MISSED', k.id, g.service_id, h.deadline from place k
		cross join lateral (select * from charters h where h.collectivity_id = k.id and h.signed_on <= ` + day + ` order by h.signed_on desc, h.id desc limit 1) h
		join charter_goals g on g.charter_id = h.id join service_indicators i on i.service_id = g.service_id and i.code = g.indicator
		where h.deadline <= ` + day + ` and g.yearly > coalesce((select sum(n.count) from usage_counts n where n.collectivity_id = k.id and n.indicator_id = i.id
			and n.month >= date_trunc('month', h.deadline - interval '1 year')::date and n.month < date_trunc('month', h.deadline)::date), 0)`
}
