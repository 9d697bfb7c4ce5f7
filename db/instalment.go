package db

import (
	"context"
	"time"

	"maillage/model"
)

// AddInstalments writes when the dues of a call are payable.
func (s *Store) AddInstalments(ctx context.Context, call model.CampaignID, plan []*model.InstalmentInput) error {
	for i, p := range plan {
		if _, err := s.ExecContext(ctx, "insert into instalments (campaign_id, position, due_on, percent) values (?, ?, ?, ?)", call, i, p.DueOn, p.Percent.String()); err != nil {
			return explain(err)
		}
	}
	return nil
}

// InstalmentsOf are the instalments of each issued due, by day. Each is the difference of two rounded sums, so that they make the
// due.
func (s *Store) InstalmentsOf(ctx context.Context, ids []model.DueID) ([][]*model.Instalment, error) {
	return lists(ctx, s, "instalments", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.Instalment], string) {
		return row(days("i.due_on")+`, (round(d.amount * i.upto / 100) - round(d.amount * (i.upto - i.percent) / 100))::bigint`, func(i *model.Instalment) []any {
				return []any{&i.DueOn, (*int64)(&i.Amount)}
			}), `from dues d join (select campaign_id, due_on, percent, sum(percent) over (partition by campaign_id order by due_on) as upto from instalments) i on i.campaign_id = d.campaign_id
			where d.id = p.id and d.number is not null order by i.due_on`
	}, appended)
}

// overdueOn is what of the due d was payable before a day, and was neither paid nor corrected by then.
func overdueOn(day string) string {
	return `greatest(0, coalesce((select round(d.amount * sum(i.percent) / 100) from instalments i where i.campaign_id = d.campaign_id and d.number is not null and i.due_on < ` + day + `), 0)
		- coalesce((select sum(n.amount) from credit_notes n where n.due_id = d.id and (n.recorded_at at time zone 'Europe/Paris')::date <= ` + day + `), 0)
		- coalesce((select sum(x.amount) from payments x where x.due_id = d.id and x.received_on <= ` + day + `), 0))::bigint`
}

// OverdueOf is what is overdue of each due on a day.
func (s *Store) OverdueOf(ctx context.Context, ids []model.DueID, on model.Date) ([]model.Euro, error) {
	found := map[model.DueID]model.Euro{}
	var id model.DueID
	var left int64
	err := s.query(ctx, "select d.id, "+overdueOn("$2::date")+" from dues d where d.id = any($1)", []any{keys(distinct(ids)), on}, []any{&id, &left}, func() error {
		found[id] = model.Euro(left)
		return nil
	})
	return ordered(ids, found), err
}

// RemindersOf are those of each due, first to last.
func (s *Store) RemindersOf(ctx context.Context, ids []model.DueID) ([][]*model.Reminder, error) {
	return lists(ctx, s, "reminders", ids, Edge{Fields: None}, func(*text, Edge) (reader[*model.Reminder], string) {
		return row("r.level, "+days("r.sent_on")+", r.overdue", func(r *model.Reminder) []any {
			return []any{&r.Level, &r.SentOn, (*int64)(&r.Overdue)}
		}), "from reminders r where r.due_id = p.id order by r.level"
	}, appended)
}

// respite is how many days a payer has after a reminder before the next one.
const respite = "30"

// RemindersDueOf is a page of the dues of each call that somebody is to be reminded of on a day.
func (s *Store) RemindersDueOf(ctx context.Context, calls []model.CampaignID, on model.Date, page model.Page, want Fields) ([]*model.DueConnection, error) {
	e := Edge{Arguments: Arguments{On: on, First: page.First}, Fields: want}
	return pages(ctx, s, question{name: "reminders due"}, calls, e, pager[*model.Due]{page, None, dues, func(t *text, e Edge) *listing {
		l := duesByCode(t, model.DirectionAsc)
		day := t.day(e)
		l.also("%s > 0", overdueOn(day))
		l.also("not exists (select from reminders r where r.due_id = d.id and r.sent_on > %s - %s and r.sent_on <= %s)", day, respite, day)
		return l
	}})
}

// AddReminder records the next reminder of a due.
func (s *Store) AddReminder(ctx context.Context, due model.DueID, on model.Date, overdue model.Euro, by string, at time.Time) error {
	_, err := s.ExecContext(ctx, `insert into reminders (due_id, level, sent_on, overdue, recorded_by, recorded_at)
		select ?, coalesce(max(level), 0) + 1, ?, ?, ?, ? from reminders where due_id = ?`, due, on, int64(overdue), by, at, due)
	return explain(err)
}
